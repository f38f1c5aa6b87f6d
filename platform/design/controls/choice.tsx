import { type ReactNode, useState } from 'react';
import { FieldError } from 'react-aria-components/FieldError';
import { Label } from 'react-aria-components/Label';
import { Radio, RadioGroup } from 'react-aria-components/RadioGroup';
import { Text } from 'react-aria-components/Text';
import { useReader } from '../reader/reader.tsx';
import { Button } from './button.tsx';
import { type FieldWords, IssueWords, LabelWords } from './field-parts.tsx';
import { Icon } from './icon.tsx';
import {
  matchingOptions,
  type Option,
  OptionSearch,
  SEARCH_FROM,
  ShowAll,
  useShortList,
} from './option-search.tsx';

type ChoiceProps = FieldWords & {
  readonly options: readonly Option[];
  readonly value: string | undefined;
  readonly onChange: (code: string | undefined) => void;
  /** For a setting: the answer can be changed and never be taken away. */
  readonly isFixed?: boolean;
  /** `list`: one below the other; `inline`: short words in a row; `ternary`: the four big buttons. */
  readonly arrangement?: 'list' | 'inline' | 'ternary';
};

/** One of several. An answer can be taken back, which plain radio buttons do not allow. */
export function Choice(props: ChoiceProps) {
  const { options, value, issue, arrangement = 'list' } = props;
  const { words } = useReader();
  const [search, setSearch] = useState('');
  const chosen = value === undefined ? [] : [value];
  const found = matchingOptions(options, search, chosen);
  const { shown, hidden, showAll } = useShortList(found, search.trim() !== '', chosen);
  return (
    <RadioGroup
      className="field"
      value={value ?? null}
      onChange={props.onChange}
      isInvalid={issue !== undefined}
      isRequired={props.isNeeded ?? false}
      isDisabled={props.isDisabled ?? false}
      validationBehavior="aria"
    >
      <GroupWords {...props} />
      {options.length >= SEARCH_FROM ? (
        <OptionSearch value={search} onChange={setSearch} found={found.length} />
      ) : null}
      <div className={`options options-${arrangement}`}>
        {shown.map((option) => (
          <Radio key={option.code} value={option.code} className="option">
            <span className="option-mark" aria-hidden="true">
              <Icon name="check" />
            </span>
            <span {...(option.lang ? { lang: option.lang } : {})}>{option.label}</span>
          </Radio>
        ))}
      </div>
      <ShowAll hidden={hidden} onPress={showAll} />
      {value !== undefined && !props.isNeeded && !props.isFixed ? (
        <Button
          kind="plain"
          className="field-clear"
          label={words('choice.clear.of', { question: props.label })}
          onPress={() => props.onChange(undefined)}
        >
          {words('choice.clear')}
        </Button>
      ) : null}
    </RadioGroup>
  );
}

/** Yes, no, not known, prefer not to say: four buttons, never a menu, never a missing fourth. */
export function TernaryChoice(props: Omit<ChoiceProps, 'options' | 'arrangement'>) {
  const { words } = useReader();
  const options = (['yes', 'no', 'unknown', 'declined'] as const).map((code) => ({
    code,
    label: words(`ternary.${code}`),
  }));
  return <Choice {...props} options={options} arrangement="ternary" />;
}

export function GroupWords(props: FieldWords): ReactNode {
  return (
    <>
      <Label className="field-label">
        <LabelWords {...props} />
      </Label>
      {props.help ? (
        <Text slot="description" className="field-help">
          {props.help}
        </Text>
      ) : null}
      {props.issue ? (
        <FieldError className="field-issue">
          <IssueWords issue={props.issue} />
        </FieldError>
      ) : null}
    </>
  );
}
