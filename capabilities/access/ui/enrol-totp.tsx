import { useState } from 'react';
import type { OutputOf } from '#kernel/endpoint.ts';
import { useCall } from '#platform/design/calling/api.tsx';
import { Button } from '#platform/design/controls/button.tsx';
import { Notice } from '#platform/design/patterns/notice.tsx';
import { RefusalNotice } from '#platform/design/patterns/refusal-notice.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import { confirmTotp, enrolTotp } from '../endpoints.ts';
import { PasswordField } from './password-field.tsx';
import { QrCode } from './qr-code.tsx';
import { TotpCodeForm } from './totp-code-form.tsx';

type Enrolment = OutputOf<typeof enrolTotp>;

/** Setting up an authenticator app: password, key, first code, backup codes. */
export function EnrolTotp(props: {
  readonly hasTotp: boolean;
  /** The backup codes have been kept; where the screen is to go on by itself. */
  readonly onDone?: () => void;
}) {
  const { words } = useReader();
  const [enrolment, setEnrolment] = useState<Enrolment | undefined>(undefined);
  const [backupCodes, setBackupCodes] = useState<readonly string[] | undefined>(undefined);
  if (backupCodes)
    return <BackupCodes codes={backupCodes} {...(props.onDone ? { onDone: props.onDone } : {})} />;
  if (enrolment) return <ConfirmStep enrolment={enrolment} onConfirmed={setBackupCodes} />;
  if (props.hasTotp) return <p>{words('totp.on')}</p>;
  return <BeginStep onBegun={setEnrolment} />;
}

function BeginStep(props: { readonly onBegun: (enrolment: Enrolment) => void }) {
  const { words } = useReader();
  const { run, isBusy, refusal } = useCall(enrolTotp);
  const [password, setPassword] = useState('');
  const [isChecked, setChecked] = useState(false);
  const begin = async () => {
    setChecked(true);
    if (password === '') return;
    const result = await run({ password });
    if (result.ok) props.onBegun(result.value);
  };
  return (
    <form
      className="panel"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void begin();
      }}
    >
      <p>{words('totp.why')}</p>
      {refusal ? <RefusalNotice refusal={refusal} /> : null}
      <PasswordField
        label={words('password.current')}
        autoComplete="current-password"
        value={password}
        onChange={setPassword}
        issue={isChecked && password === '' ? words('sign-in.password.issue') : undefined}
      />
      <Button type="submit" isBusy={isBusy}>
        {words('totp.begin')}
      </Button>
    </form>
  );
}

function ConfirmStep(props: {
  readonly enrolment: Enrolment;
  readonly onConfirmed: (backupCodes: readonly string[]) => void;
}) {
  const { words } = useReader();
  const { run, isBusy, refusal } = useCall(confirmTotp);
  const confirm = async (code: string) => {
    const result = await run({ code });
    if (result.ok) props.onConfirmed(result.value.backupCodes);
  };
  return (
    <TotpCodeForm refusal={refusal} isBusy={isBusy} onCode={confirm}>
      <p>{words('totp.scan')}</p>
      <QrCode text={props.enrolment.uri} label={words('totp.qr')} />
      <p>
        {words('totp.by-hand')} <bdi className="key">{props.enrolment.secret}</bdi>
      </p>
    </TotpCodeForm>
  );
}

function BackupCodes(props: { readonly codes: readonly string[]; readonly onDone?: () => void }) {
  const { words } = useReader();
  return (
    <div className="panel">
      <Notice kind="done" isNews title={words('totp.done')}>
        <p>{words('totp.backup')}</p>
      </Notice>
      <ul className="bare-list codes">
        {props.codes.map((code) => (
          <li key={code}>
            <bdi className="key">{code}</bdi>
          </li>
        ))}
      </ul>
      {props.onDone ? (
        <Button kind="primary" onPress={props.onDone}>
          {words('totp.kept')}
        </Button>
      ) : null}
    </div>
  );
}
