import { useState } from 'react';
import { useCall } from '#platform/design/calling/api.tsx';
import { Button } from '#platform/design/controls/button.tsx';
import { Notice } from '#platform/design/patterns/notice.tsx';
import { RefusalNotice } from '#platform/design/patterns/refusal-notice.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import { changePassword, PASSWORD_LENGTH } from '../endpoints.ts';
import { PasswordField } from './password-field.tsx';

/** `onChanged`: where the screen is to go on by itself, as at the first sign-in. */
export function ChangePassword(props: { readonly onChanged?: () => void }) {
  const { words } = useReader();
  const { run, isBusy, refusal } = useCall(changePassword);
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [state, setState] = useState<'typing' | 'checked' | 'done'>('typing');
  const isTooShort = next.length < PASSWORD_LENGTH.least;
  const send = async () => {
    setState('checked');
    if (current === '' || isTooShort) return;
    const result = await run({ current, next });
    if (!result.ok) return;
    setCurrent('');
    setNext('');
    setState('done');
    props.onChanged?.();
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
      {refusal ? <RefusalNotice refusal={refusal} /> : null}
      {state === 'done' ? <Notice kind="done" isNews title={words('password.done')} /> : null}
      <PasswordField
        label={words('password.current')}
        autoComplete="current-password"
        value={current}
        onChange={setCurrent}
        issue={state === 'checked' && current === '' ? words('sign-in.password.issue') : undefined}
      />
      <PasswordField
        label={words('password.next')}
        help={words('password.next.help', { least: PASSWORD_LENGTH.least })}
        autoComplete="new-password"
        value={next}
        onChange={setNext}
        issue={
          state === 'checked' && isTooShort
            ? words('password.next.issue', { least: PASSWORD_LENGTH.least })
            : undefined
        }
      />
      <Button type="submit" kind={props.onChanged ? 'primary' : 'quiet'} isBusy={isBusy}>
        {words('password.submit')}
      </Button>
    </form>
  );
}
