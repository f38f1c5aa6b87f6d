import { useState } from 'react';
import { useAnswer, useCall } from '#platform/design/calling/api.tsx';
import { Button } from '#platform/design/controls/button.tsx';
import { TextField } from '#platform/design/controls/text-field.tsx';
import { Page } from '#platform/design/patterns/page.tsx';
import { RefusalNotice } from '#platform/design/patterns/refusal-notice.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import { signIn } from '../endpoints.ts';
import { signInWays } from '../factor-endpoints.ts';
import { CodeStep } from './code-step.tsx';
import { OtherWays } from './other-ways.tsx';
import { PasswordField } from './password-field.tsx';

/** Password first, then a code when the worker uses an authenticator app; beside it, other ways. */
export function SignInScreen(props: { readonly onSignedIn: () => Promise<void> }) {
  const { words } = useReader();
  const [step, setStep] = useState<'password' | 'totp'>('password');
  const ways = useAnswer(signInWays, {});
  return (
    <Page title={words('sign-in.title')} lead={words(`sign-in.${step}.lead`)}>
      {step === 'password' ? (
        <PasswordStep
          onPassed={(next) => {
            if (next === 'totp') setStep('totp');
            else void props.onSignedIn();
          }}
        />
      ) : (
        <CodeStep onPassed={props.onSignedIn} onBack={() => setStep('password')} />
      )}
      {step === 'password' && ways.state === 'ready' ? (
        <OtherWays ways={ways.value} onPassed={() => void props.onSignedIn()} />
      ) : null}
    </Page>
  );
}

function PasswordStep(props: { readonly onPassed: (next: 'done' | 'totp') => void }) {
  const { words } = useReader();
  const { run, isBusy, refusal } = useCall(signIn);
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [isChecked, setChecked] = useState(false);
  const input = signIn.input.safeParse({ email: email.trim(), password });
  const isWrong = (field: string) =>
    isChecked && !input.success && input.error.issues.some((issue) => issue.path[0] === field);
  const send = async () => {
    setChecked(true);
    if (!input.success) return;
    const result = await run(input.data);
    if (result.ok) props.onPassed(result.value.next);
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
        label={words('sign-in.email')}
        type="email"
        name="email"
        autoComplete="username webauthn"
        inputMode="email"
        value={email}
        onChange={setEmail}
        issue={isWrong('email') ? words('sign-in.email.issue') : undefined}
      />
      <PasswordField
        label={words('sign-in.password')}
        autoComplete="current-password"
        value={password}
        onChange={setPassword}
        issue={isWrong('password') ? words('sign-in.password.issue') : undefined}
      />
      <Button kind="primary" type="submit" isBusy={isBusy} isWide>
        {words('sign-in.submit')}
      </Button>
      <p className="small quiet">{words('sign-in.help')}</p>
    </form>
  );
}
