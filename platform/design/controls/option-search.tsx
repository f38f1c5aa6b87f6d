import { useState } from 'react';
import { useReader } from '../reader/reader.tsx';
import { foldText } from '../reader/fold-text.ts';
import { Button } from './button.tsx';
import { TextField } from './text-field.tsx';

export type Option = {
  readonly code: string;
  readonly label: string;
  /** Where the label is in another language than the page: the name of a language, in itself. */
  readonly lang?: string;
};

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

/** Of a very long list so many stand there at first; the rest comes by search or on a touch. */
const LONG = 20;
const AT_FIRST = 12;

/** Shortens a very long list, the common answers of which a pack puts first. What is chosen always shows. */
export function useShortList(
  options: readonly Option[],
  isSearching: boolean,
  chosen: readonly string[],
): { readonly shown: readonly Option[]; readonly hidden: number; readonly showAll: () => void } {
  const [isWhole, setWhole] = useState(false);
  const showAll = () => setWhole(true);
  if (isWhole || isSearching || options.length < LONG)
    return { shown: options, hidden: 0, showAll };
  const shown = options.filter((option, at) => at < AT_FIRST || chosen.includes(option.code));
  return { shown, hidden: options.length - shown.length, showAll };
}

/** Brings the rest of a shortened list. */
export function ShowAll(props: { readonly hidden: number; readonly onPress: () => void }) {
  const { words } = useReader();
  return props.hidden === 0 ? null : (
    <Button kind="plain" className="field-clear" onPress={props.onPress}>
      {words('options.more', { count: props.hidden })}
    </Button>
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
