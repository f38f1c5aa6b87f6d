import { useState } from 'react';
import { scriptOf, SpokenName } from '#kernel/spoken-name.ts';
import { useCall } from '#platform/design/calling/api.tsx';
import { Button } from '#platform/design/controls/button.tsx';
import { EMPTY_NAME, NameField, type TypedName } from '#platform/design/controls/name-field.tsx';
import { RefusalNotice } from '#platform/design/patterns/refusal-notice.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import { lookUpChild } from '../endpoints.ts';
import { type Found, FoundBeside } from './found-beside.tsx';
import { OnlyHere } from './only-here.tsx';

/** As the schema of a name has it. */
const LONGEST_NAME = 200;

type Searched = Found & { readonly name: SpokenName };

/** CA-7: first the search. Known cases are told by code; of others only that there may be one. */
export function SearchFirst(props: {
  readonly recordId: string;
  readonly onNone: (name: SpokenName, found: Found) => void;
}) {
  const { words } = useReader();
  const { run, isBusy, refusal } = useCall(lookUpChild);
  const [typed, setTyped] = useState(EMPTY_NAME);
  const [isChecked, setChecked] = useState(false);
  const [found, setFound] = useState<Searched | undefined>(undefined);
  const name = nameOf(typed);
  const search = async () => {
    setChecked(true);
    if (!name.success) return;
    const result = await run({ name: name.data });
    if (result.ok) setFound({ ...withoutOwn(result.value, props.recordId), name: name.data });
  };
  const isSearched = found && name.success && found.name.spoken === name.data.spoken;
  return (
    <form
      className="stack-wide"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void search();
      }}
    >
      {refusal ? <RefusalNotice refusal={refusal} /> : null}
      <NameField
        label={words('search-first.name')}
        help={words('search-first.help')}
        isNeeded
        value={typed}
        onChange={setTyped}
        issue={isChecked && !name.success ? words(`issue.${issueOf(typed.spoken)}`) : undefined}
      />
      {isSearched ? <WhatWasFound found={found} /> : null}
      <div className="page-action">
        {isSearched ? (
          <Button kind="primary" iconAfter="next" onPress={() => props.onNone(found.name, found)}>
            {words(hasAny(found) ? 'search-first.none-fits' : 'search-first.go-on')}
          </Button>
        ) : (
          <Button kind="primary" icon="search" type="submit" isBusy={isBusy}>
            {words('search-first.search')}
          </Button>
        )}
      </div>
    </form>
  );
}

function WhatWasFound({ found }: { readonly found: Searched }) {
  const { words } = useReader();
  return (
    <div aria-live="polite" className="stack">
      {hasAny(found) ? (
        <FoundBeside found={found} here={{ name: found.name }} />
      ) : (
        <p>{words(found.onlyHere ? 'find.here.no-name' : 'search-first.nothing')}</p>
      )}
      {found.onlyHere ? <OnlyHere /> : null}
    </div>
  );
}

function nameOf({ spoken, reading }: TypedName) {
  const read = reading.trim() === '' ? {} : { reading };
  return SpokenName.safeParse({ spoken, script: scriptOf(spoken), ...read });
}

function issueOf(spoken: string): string {
  const text = spoken.trim();
  if (text === '') return 'required';
  return text.length > LONGEST_NAME ? 'name-long' : 'name-signs';
}

export function hasAny(found: Found): boolean {
  return found.elsewhere || found.known.length > 0;
}

/** The case that the search is made for is no other child. */
export function withoutOwn(found: Found, recordId: string): Found {
  return { ...found, known: found.known.filter((one) => one.recordId !== recordId) };
}
