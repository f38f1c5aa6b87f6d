import { type ReactNode, useState } from 'react';
import type { Refusal } from '#kernel/result.ts';
import { Button } from '#platform/design/controls/button.tsx';
import { TextField } from '#platform/design/controls/text-field.tsx';
import { RefusalNotice } from '#platform/design/patterns/refusal-notice.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import { confirmTotp } from '../endpoints.ts';
import { plainCode } from './code-step.tsx';

/** The six digits of the authenticator app, to someone who is signed in. */
export function TotpCodeForm(props: {
  /** What stands above the field. */
  readonly children?: ReactNode;
  readonly refusal: Refusal | undefined;
  /** Whether the refusal is read out: nothing else on the screen says it. */
  readonly isNews?: boolean;
  readonly isBusy: boolean;
  readonly onCode: (code: string) => Promise<void>;
}) {
  const { words } = useReader();
  const [code, setCode] = useState('');
  const [isChecked, setChecked] = useState(false);
  const input = confirmTotp.input.safeParse({ code: plainCode(code) });
  const send = async () => {
    setChecked(true);
    if (input.success) await props.onCode(input.data.code);
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
      {props.children}
      {props.refusal ? (
        <RefusalNotice refusal={props.refusal} isNews={props.isNews ?? false} />
      ) : null}
      <TextField
        label={words('totp.code')}
        inputMode="numeric"
        autoComplete="one-time-code"
        size="short"
        value={code}
        onChange={setCode}
        issue={isChecked && !input.success ? words('totp.code.issue') : undefined}
      />
      <Button type="submit" kind="primary" isBusy={props.isBusy}>
        {words('totp.confirm')}
      </Button>
    </form>
  );
}
