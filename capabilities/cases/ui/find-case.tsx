import { useState } from 'react';
import { scriptOf, SpokenName } from '#kernel/spoken-name.ts';
import type { OutputOf } from '#kernel/endpoint.ts';
import { useCall } from '#platform/design/calling/api.tsx';
import { Button } from '#platform/design/controls/button.tsx';
import { TextField } from '#platform/design/controls/text-field.tsx';
import { type CardItem, CardList } from '#platform/design/patterns/card-list.tsx';
import { Notice } from '#platform/design/patterns/notice.tsx';
import { RefusalNotice } from '#platform/design/patterns/refusal-notice.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import type { FoundCase } from '../domain/case-search.ts';
import { lookUpChild } from '../endpoints.ts';
import { OnlyHere } from './only-here.tsx';
import { CaseCode } from './case-marks.tsx';

/** Finds what this device carries, while somebody types. */
export type SearchHere = (typed: string) => readonly FoundCase[];

type Everywhere = OutputOf<typeof lookUpChild> & { readonly typed: string };

/** From so many signs on a question means something. */
const SHORTEST = 2;

/** All cases are asked by a button: each asking leaves a line in the access log. */
function useAllCases(asked: string) {
  const { run, isBusy, refusal } = useCall(lookUpChild);
  const [isChecked, setChecked] = useState(false);
  const [found, setFound] = useState<Everywhere | undefined>(undefined);
  const name = SpokenName.safeParse({ spoken: asked, script: scriptOf(asked) });
  const ask = async () => {
    setChecked(true);
    if (!name.success) return;
    const result = await run({ name: name.data });
    setFound(result.ok ? { ...result.value, typed: asked } : undefined);
  };
  return {
    ask,
    isBusy,
    refusal,
    /** An answer never stands under another question. */
    found: found?.typed === asked ? found : undefined,
    issue: isChecked && !name.success ? issueOf(asked) : undefined,
    uncheck: () => setChecked(false),
  };
}

/** As the schema of a name has it. */
const LONGEST_NAME = 200;

function issueOf(asked: string): string {
  if (asked === '') return 'issue.required';
  return asked.length > LONGEST_NAME ? 'issue.name-long' : 'issue.name-signs';
}

/**
 * CA-25: find a case by a name, its code or a place. What the device carries answers at once and without a
 * network; all cases are asked only when the person says so, because that leaves a line.
 */
export function FindCase({ here }: { readonly here?: SearchHere | undefined }) {
  const { words } = useReader();
  const [typed, setTyped] = useState('');
  const asked = typed.trim();
  const all = useAllCases(asked);
  const found = here && asked.length >= SHORTEST ? here(asked) : undefined;
  return (
    <search className="stack">
      <form
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void all.ask();
        }}
      >
        <TextField
          label={words(here ? 'find.label' : 'find.label.name')}
          help={words(here ? 'find.help' : 'find.help.all')}
          inputMode="search"
          autoComplete="off"
          size="full"
          value={typed}
          onChange={(text) => {
            setTyped(text);
            all.uncheck();
          }}
          issue={all.issue === undefined ? undefined : words(all.issue)}
        />
        <div>
          <Button icon="search" type="submit" isBusy={all.isBusy}>
            {words('find.all')}
          </Button>
        </div>
      </form>
      {all.refusal ? <RefusalNotice refusal={all.refusal} /> : null}
      <div aria-live="polite" className="stack">
        {found ? <Here found={found} /> : null}
        {all.found ? <All all={all.found} shown={found ?? []} /> : null}
      </div>
    </search>
  );
}

function Here({ found }: { readonly found: readonly FoundCase[] }) {
  const { words } = useReader();
  if (found.length === 0) return <p>{words('find.here.none')}</p>;
  const items = found.map((one): CardItem => ({
    id: one.recordId,
    to: `/cases/${one.recordId}`,
    title: <CaseCode code={one.code} />,
    lines: [
      ...(one.shortName === null ? [] : [<bdi key="name">{one.shortName}</bdi>]),
      <Because key="because" because={one.because} />,
    ],
  }));
  return (
    <>
      <h2>{words('find.here', { count: found.length })}</h2>
      <CardList label={words('find.here', { count: found.length })} items={items} />
    </>
  );
}

function Because({ because }: { readonly because: FoundCase['because'] }) {
  const { words } = useReader();
  if (because.is === 'code') return words('find.because.code');
  const { is, text, isOtherwise } = because;
  if (is === 'name')
    return words(isOtherwise ? 'find.because.written' : 'find.because.name', { text });
  return words(`find.because.${is}`, { text });
}

/** CA-7: of cases that are open to the asker the codes; of others only that there may be one. */
function All(props: { readonly all: Everywhere; readonly shown: readonly FoundCase[] }) {
  return props.all.onlyHere ? <OnlyHere /> : <InAll {...props} />;
}

function InAll({ all, shown }: { readonly all: Everywhere; readonly shown: readonly FoundCase[] }) {
  const { words } = useReader();
  const ids = new Set<string>(shown.map((one) => one.recordId));
  const more = all.known.filter((one) => !ids.has(one.recordId));
  const items = more.map(({ recordId, code }): CardItem => ({
    id: recordId,
    to: `/cases/${recordId}`,
    title: <CaseCode code={code} />,
    lines: [words('find.because.exact')],
  }));
  const title = words('find.all.found', { count: more.length });
  return (
    <>
      {more.length > 0 ? (
        <>
          <h2>{title}</h2>
          <CardList label={title} items={items} />
        </>
      ) : (
        <p>{words(shown.length > 0 ? 'find.all.no-more' : 'find.all.none')}</p>
      )}
      {all.elsewhere ? (
        <Notice kind="info" title={words('search-first.elsewhere')}>
          <p>{words('find.elsewhere.do')}</p>
        </Notice>
      ) : null}
    </>
  );
}
