import { useState } from 'react';
import { useCall } from '#platform/design/calling/api.tsx';
import { Button } from '#platform/design/controls/button.tsx';
import { TextField } from '#platform/design/controls/text-field.tsx';
import { RefusalNotice } from '#platform/design/patterns/refusal-notice.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import { proveTotp } from '../factor-endpoints.ts';
import { plainCode } from './code-step.tsx';

/** The code of the app, in a session that began without it. */
export function ProveTotpStep(props: { readonly onProved: () => void }) {
  const { words } = useReader();
  const { run, isBusy, refusal } = useCall(proveTotp);
  const [code, setCode] = useState('');
  const [isChecked, setChecked] = useState(false);
  const input = proveTotp.input.safeParse({ code: plainCode(code) });
  const send = async () => {
    setChecked(true);
    if (!input.success) return;
    const proved = await run(input.data);
    if (proved.ok) props.onProved();
  };
  return (
    <form
      className="panel"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      {refusal ? <RefusalNotice refusal={refusal} isNews /> : null}
      <TextField
        label={words('totp.code')}
        inputMode="numeric"
        autoComplete="one-time-code"
        size="short"
        value={code}
        onChange={setCode}
        issue={isChecked && !input.success ? words('totp.code.issue') : undefined}
      />
      <Button type="submit" kind="primary" isBusy={isBusy}>
        {words('totp.confirm')}
      </Button>
    </form>
  );
}
