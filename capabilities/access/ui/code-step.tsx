import { useState } from 'react';
import { useCall } from '#platform/design/calling/api.tsx';
import { Button } from '#platform/design/controls/button.tsx';
import { TextField } from '#platform/design/controls/text-field.tsx';
import { RefusalNotice } from '#platform/design/patterns/refusal-notice.tsx';
import { asciiDigits } from '#platform/design/reader/fold-text.ts';
import { useReader } from '#platform/design/reader/reader.tsx';
import { signInTotp } from '../endpoints.ts';

/** The second step of a sign-in. Digits may be typed in any script, with spaces. */
export function CodeStep(props: {
  readonly onPassed: () => Promise<void>;
  readonly onBack: () => void;
}) {
  const { words } = useReader();
  const { run, isBusy, refusal } = useCall(signInTotp);
  const [code, setCode] = useState('');
  const [isChecked, setChecked] = useState(false);
  const input = signInTotp.input.safeParse({ code: plainCode(code) });
  const send = async () => {
    setChecked(true);
    if (!input.success) return;
    const result = await run(input.data);
    if (result.ok) await props.onPassed();
  };
  return (
    <form
      className="panel panel-narrow"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      {refusal ? <RefusalNotice refusal={refusal} /> : null}
      <TextField
        label={words('sign-in.code')}
        help={words('sign-in.code.help')}
        autoComplete="one-time-code"
        size="short"
        value={code}
        onChange={setCode}
        issue={isChecked && !input.success ? words('sign-in.code.issue') : undefined}
      />
      <div className="row">
        <Button kind="primary" type="submit" isBusy={isBusy}>
          {words('sign-in.submit')}
        </Button>
        <Button kind="plain" onPress={props.onBack}>
          {words('form.back')}
        </Button>
      </div>
    </form>
  );
}

export function plainCode(typed: string): string {
  return asciiDigits(typed).replaceAll(/\s/g, '');
}
