import { useState } from 'react';
import { Checkbox } from 'react-aria-components/Checkbox';
import { CheckboxGroup } from 'react-aria-components/CheckboxGroup';
import { GroupWords } from './choice.tsx';
import type { FieldWords } from './field-parts.tsx';
import { Icon } from './icon.tsx';
import {
  matchingOptions,
  type Option,
  OptionSearch,
  SEARCH_FROM,
  ShowAll,
  useShortList,
} from './option-search.tsx';

/** Any number of several. */
export function Choices(
  props: FieldWords & {
    readonly options: readonly Option[];
    readonly value: readonly string[];
    readonly onChange: (codes: readonly string[]) => void;
  },
) {
  const { options, value, issue } = props;
  const [search, setSearch] = useState('');
  const found = matchingOptions(options, search, value);
  const { shown, hidden, showAll } = useShortList(found, search.trim() !== '', value);
  return (
    <CheckboxGroup
      className="field"
      value={[...value]}
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
      <div className="options options-list">
        {shown.map((option) => (
          <Checkbox key={option.code} value={option.code} className="option">
            <span className="option-mark option-mark-square" aria-hidden="true">
              <Icon name="check" />
            </span>
            <span>{option.label}</span>
          </Checkbox>
        ))}
      </div>
      <ShowAll hidden={hidden} onPress={showAll} />
    </CheckboxGroup>
  );
}
