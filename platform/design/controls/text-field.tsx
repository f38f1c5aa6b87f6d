import type { HTMLInputTypeAttribute } from 'react';
import { FieldError } from 'react-aria-components/FieldError';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { Text } from 'react-aria-components/Text';
import { TextArea as AriaTextArea } from 'react-aria-components/TextArea';
import { TextField as AriaTextField } from 'react-aria-components/TextField';
import { type Reader, useReader } from '../reader/reader.tsx';
import { type FieldWords, IssueWords, LabelWords } from './field-parts.tsx';

type TextProps = FieldWords & {
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** More than this is said to be too long, and stays: the browser would cut what is pasted without a word. */
  readonly maxLength?: number | undefined;
};

/** One line of text. The direction follows what is typed, whatever the language of the screen. */
export function TextField(
  props: TextProps & {
    readonly type?: HTMLInputTypeAttribute;
    readonly autoComplete?: string;
    readonly inputMode?: 'text' | 'numeric' | 'decimal' | 'email' | 'search';
    readonly size?: 'short' | 'medium' | 'full';
    readonly unit?: string | undefined;
    readonly name?: string;
  },
) {
  const size = props.size ?? 'medium';
  const input = (
    <Input
      className={size === 'full' ? 'input' : `input input-${size}`}
      {...(props.type === 'email' ? { dir: 'ltr' } : directionOf(props.value))}
    />
  );
  return (
    <Frame {...props}>
      {props.unit ? (
        <span className="unit-row">
          {input}
          <span>{props.unit}</span>
        </span>
      ) : (
        input
      )}
    </Frame>
  );
}

/** Several lines of text; it grows with what is written. */
export function TextArea(props: TextProps) {
  return (
    <Frame {...props}>
      <AriaTextArea className="input" rows={4} {...directionOf(props.value)} />
    </Frame>
  );
}

/** The child's exact words, set apart from what the worker thinks of them. */
export function ExactWordsField(props: TextProps) {
  return (
    <Frame {...props} className="field-exact">
      <AriaTextArea className="input" rows={4} {...directionOf(props.value)} />
    </Frame>
  );
}

/** A number, typed: no wheel and no steppers, which change an answer by accident. */
export function NumberField(props: TextProps & { readonly unit?: string | undefined }) {
  return <TextField {...props} inputMode="decimal" size="short" autoComplete="off" />;
}

// An empty field with dir=auto would start at the left of a page that runs to the left.
function directionOf(value: string): { dir?: 'auto' } {
  return value === '' ? {} : { dir: 'auto' };
}

function tooLong({ value, maxLength: max }: TextProps, words: Reader['words']) {
  return max !== undefined && value.length > max ? words('issue.too-long', { max }) : undefined;
}

function Frame(
  props: TextProps & {
    readonly children: React.ReactNode;
    readonly className?: string;
    readonly type?: HTMLInputTypeAttribute;
    readonly autoComplete?: string;
    readonly inputMode?: 'text' | 'numeric' | 'decimal' | 'email' | 'search';
    readonly name?: string;
  },
) {
  const { help } = props;
  const { words } = useReader();
  const issue = props.issue ?? tooLong(props, words);
  return (
    <AriaTextField
      className={`field ${props.className ?? ''}`}
      value={props.value}
      onChange={props.onChange}
      isInvalid={issue !== undefined}
      isRequired={props.isNeeded ?? false}
      isDisabled={props.isDisabled ?? false}
      validationBehavior="aria"
      type={props.type ?? 'text'}
      autoComplete={props.autoComplete ?? 'off'}
      {...(props.inputMode ? { inputMode: props.inputMode } : {})}
      {...(props.name ? { name: props.name } : {})}
    >
      <Label className="field-label">
        <LabelWords {...props} />
      </Label>
      {help ? (
        <Text slot="description" className="field-help">
          {help}
        </Text>
      ) : null}
      {issue ? (
        <FieldError className="field-issue">
          <IssueWords issue={issue} />
        </FieldError>
      ) : null}
      {props.children}
    </AriaTextField>
  );
}
