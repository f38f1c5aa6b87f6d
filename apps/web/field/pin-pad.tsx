import { TextField } from '#platform/design/controls/text-field.tsx';
import { Button } from '#platform/design/controls/button.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';

const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9'];
const LONGEST = 200;

type PinProps = {
  readonly label: string;
  readonly help?: string;
  readonly value: string;
  readonly issue?: string | undefined;
  readonly onChange: (value: string) => void;
};

/** Where a PIN is chosen: any keyboard, for a longer phrase is safer. What is typed is never shown. */
export function PinField(props: PinProps) {
  return <TextField {...props} type="password" autoComplete="new-password" />;
}

/** A PIN by large keys, or by whatever keyboard there is, to open what is locked. */
export function PinPad(props: PinProps) {
  const { words, number } = useReader();
  const { value, onChange } = props;
  const press = (digit: string) => onChange(`${value}${digit}`.slice(0, LONGEST));
  return (
    <div className="pin-pad">
      <TextField
        label={props.label}
        help={props.help}
        issue={props.issue}
        type="password"
        size="full"
        value={value}
        onChange={onChange}
      />
      {/* Digits keep the order of a telephone in every script; only their shapes follow it. */}
      <fieldset className="pin-keys" dir="ltr" aria-label={words('field.pin.keys')}>
        {KEYS.map((digit) => (
          <Button key={digit} onPress={() => press(digit)}>
            {number(Number(digit))}
          </Button>
        ))}
        <Button label={words('field.pin.clear')} icon="cross" onPress={() => onChange('')}>
          {null}
        </Button>
        <Button onPress={() => press('0')}>{number(0)}</Button>
        <Button
          label={words('field.pin.back')}
          icon="erase"
          onPress={() => onChange(value.slice(0, -1))}
        >
          {null}
        </Button>
      </fieldset>
    </div>
  );
}
