import { useState } from 'react';
import type { OutputOf } from '#kernel/endpoint.ts';
import { scriptOf, SpokenName } from '#kernel/spoken-name.ts';
import { useCall } from '#platform/design/calling/api.tsx';
import { Button } from '#platform/design/controls/button.tsx';
import { EMPTY_NAME, NameField } from '#platform/design/controls/name-field.tsx';
import { CardList } from '#platform/design/patterns/card-list.tsx';
import { Notice } from '#platform/design/patterns/notice.tsx';
import { RefusalNotice } from '#platform/design/patterns/refusal-notice.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import { lookUpChild } from '../endpoints.ts';
import { CaseCode } from './case-marks.tsx';

type Found = OutputOf<typeof lookUpChild> & { readonly name: SpokenName };

/** CA-7: first the search. Known cases are told by code; of others only that there may be one. */
export function SearchFirst(props: {
  readonly recordId: string;
  readonly onNone: (name: SpokenName) => void;
}) {
  const { words } = useReader();
  const { run, isBusy, refusal } = useCall(lookUpChild);
  const [typed, setTyped] = useState(EMPTY_NAME);
  const [isChecked, setChecked] = useState(false);
  const [found, setFound] = useState<Found | undefined>(undefined);
  const name = SpokenName.safeParse({
    spoken: typed.spoken,
    script: scriptOf(typed.spoken),
    ...(typed.reading.trim() === '' ? {} : { reading: typed.reading }),
  });
  const search = async () => {
    setChecked(true);
    if (!name.success) return;
    const result = await run({ name: name.data });
    if (result.ok) setFound({ ...result.value, name: name.data });
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
        issue={isChecked && !name.success ? words('issue.required') : undefined}
      />
      {isSearched ? <WhatWasFound found={found} recordId={props.recordId} /> : null}
      <div className="page-action">
        {isSearched ? (
          <Button kind="primary" iconAfter="next" onPress={() => props.onNone(found.name)}>
            {words(hasAny(found, props.recordId) ? 'search-first.none-fits' : 'search-first.go-on')}
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

function hasAny(found: Found, recordId: string): boolean {
  return found.elsewhere || found.known.some((one) => one.recordId !== recordId);
}

function WhatWasFound({ found, recordId }: { readonly found: Found; readonly recordId: string }) {
  const { words } = useReader();
  const known = found.known.filter((one) => one.recordId !== recordId);
  return (
    <div className="stack" aria-live="polite">
      {known.length > 0 ? (
        <>
          <p>{words('search-first.known', { count: known.length })}</p>
          <CardList
            label={words('search-first.known', { count: known.length })}
            items={known.map((one) => ({
              id: one.recordId,
              to: `/cases/${one.recordId}`,
              title: <CaseCode code={one.code} />,
            }))}
          />
        </>
      ) : null}
      {found.elsewhere ? (
        <Notice kind="info" title={words('search-first.elsewhere')}>
          <p>{words('search-first.elsewhere.do')}</p>
        </Notice>
      ) : null}
      {known.length === 0 && !found.elsewhere ? <p>{words('search-first.nothing')}</p> : null}
    </div>
  );
}
