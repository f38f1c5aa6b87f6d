import { useState } from 'react';
import { useApi } from '#platform/design/calling/api.tsx';
import { Button } from '#platform/design/controls/button.tsx';
import { TextField } from '#platform/design/controls/text-field.tsx';
import { RefusalNotice } from '#platform/design/patterns/refusal-notice.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import type { Refusal } from '#kernel/result.ts';
import { addPasskey, beginPasskey } from '../factor-endpoints.ts';
import { makePasskey } from './passkey-browser.ts';
import { PasswordField } from './password-field.tsx';

const LONGEST_NAME = 60;

/** A new passkey: the password once more, a name, then the device asks for finger, face or PIN. */
export function AddPasskey(props: { readonly onAdded: () => void; readonly onCancel: () => void }) {
  const { words } = useReader();
  const { make, isBusy, refusal } = useMaking(props.onAdded);
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [isChecked, setChecked] = useState(false);
  const isNamed = name.trim() !== '' && name.trim().length <= LONGEST_NAME;
  const send = async () => {
    setChecked(true);
    if (isNamed && password !== '') await make(name.trim(), password);
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
        label={words('passkey.name')}
        help={words('passkey.name.help')}
        value={name}
        onChange={setName}
        issue={isChecked && !isNamed ? words('passkey.name.issue') : undefined}
      />
      <PasswordField
        label={words('password.current')}
        autoComplete="current-password"
        value={password}
        onChange={setPassword}
        issue={isChecked && password === '' ? words('sign-in.password.issue') : undefined}
      />
      <div className="row">
        <Button type="submit" kind="primary" isBusy={isBusy}>
          {words('passkey.make')}
        </Button>
        <Button kind="plain" onPress={props.onCancel}>
          {words('form.back')}
        </Button>
      </div>
    </form>
  );
}

function useMaking(onAdded: () => void) {
  const api = useApi();
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | undefined>(undefined);
  const attempt = async (name: string, password: string): Promise<Refusal | undefined> => {
    const begun = await api.call(beginPasskey, { password });
    if (!begun.ok) return begun.refusal;
    const made = await makePasskey(begun.value.options);
    if (!made.ok) return made.refusal;
    const added = await api.call(addPasskey, { name, ...made.value });
    if (!added.ok) return added.refusal;
    onAdded();
    return undefined;
  };
  const make = async (name: string, password: string): Promise<void> => {
    setBusy(true);
    setRefusal(undefined);
    setRefusal(await attempt(name, password));
    setBusy(false);
  };
  return { make, isBusy, refusal };
}
