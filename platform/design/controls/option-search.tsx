import { useReader } from '../reader/reader.tsx';
import { foldText } from '../reader/fold-text.ts';
import { TextField } from './text-field.tsx';

export type Option = { readonly code: string; readonly label: string };

/** Lists from this length on get a search line. */
export const SEARCH_FROM = 13;

/** The options that contain the search, and those already chosen, so that no choice disappears. */
export function matchingOptions(
  options: readonly Option[],
  search: string,
  chosen: readonly string[],
): readonly Option[] {
  const wanted = foldText(search);
  if (wanted === '') return options;
  return options.filter(
    (option) => chosen.includes(option.code) || foldText(option.label).includes(wanted),
  );
}

export function OptionSearch(props: {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly found: number;
}) {
  const { words } = useReader();
  return (
    <>
      <TextField
        label={words('options.search')}
        value={props.value}
        onChange={props.onChange}
        inputMode="search"
      />
      <output className="field-help">
        {props.value === '' ? '' : words('options.found', { count: props.found })}
      </output>
    </>
  );
}
