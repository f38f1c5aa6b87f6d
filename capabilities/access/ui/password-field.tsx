import { useState } from 'react';
import { Button } from '#platform/design/controls/button.tsx';
import { TextField } from '#platform/design/controls/text-field.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';

/** A password that can be shown: typed on a small screen, blind typing locks people out. */
export function PasswordField(props: {
  readonly label: string;
  readonly help?: string;
  readonly autoComplete: 'current-password' | 'new-password';
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly issue?: string | undefined;
}) {
  const { words } = useReader();
  const [isShown, setShown] = useState(false);
  return (
    <div className="field">
      <TextField {...props} type={isShown ? 'text' : 'password'} name="password" />
      <Button
        kind="plain"
        className="field-clear"
        label={words(isShown ? 'sign-in.hide-password' : 'sign-in.show-password')}
        onPress={() => setShown(!isShown)}
      >
        {words(isShown ? 'sign-in.hide' : 'sign-in.show')}
      </Button>
    </div>
  );
}
