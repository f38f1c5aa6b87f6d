import type { ReactNode } from 'react';
import type { OutputOf } from '#kernel/endpoint.ts';
import { conflictsIn } from '#kernel/siblings.ts';
import { Answered } from '#platform/design/calling/answered.tsx';
import { type Answer, useAnswer } from '#platform/design/calling/api.tsx';
import { type Pack, usePack } from '#platform/design/pack/pack.tsx';
import {
  Timeline,
  type TimelineItem,
  type TimelineState,
} from '#platform/design/patterns/timeline.tsx';
import { EmptyState } from '#platform/design/patterns/waiting.tsx';
import { type Reader, useReader } from '#platform/design/reader/reader.tsx';
import type { TimelineEntry } from '../domain/views.ts';
import { readTimeline } from '../endpoints.ts';
import { EntryBody } from './entry-body.tsx';

/** How another slice shows its own entries; undefined for those of others. */
export type ShowEntry = (type: string, body: unknown) => ReactNode;

/** The spine of the case, newest first: what was written, when, by whom, in which part. */
export function CaseTimeline(props: {
  readonly recordId: string;
  /** Another when the case has moved on. */
  readonly since: number;
  readonly showEntry?: ShowEntry | undefined;
}) {
  const { recordId, since, showEntry } = props;
  const reader = useReader();
  const pack = usePack();
  const answer: Answer<OutputOf<typeof readTimeline>> = useAnswer(
    readTimeline,
    { recordId },
    { follows: true, since },
  );
  return (
    <Answered answer={answer}>
      {({ entries }) =>
        entries.length === 0 ? (
          <EmptyState title={reader.words('timeline.empty')} />
        ) : (
          <Timeline
            label={reader.words('case.timeline')}
            items={entries.toReversed().map((entry) => itemOf(entry, reader, pack, showEntry))}
          />
        )
      }
    </Answered>
  );
}

function itemOf(
  entry: TimelineEntry,
  { words, wordsIfAny }: Reader,
  pack: Pack,
  showEntry: ShowEntry | undefined,
): TimelineItem {
  const form = entry.form ? formIfAny(pack, entry.form.id) : undefined;
  return {
    id: entry.id,
    at: entry.at,
    by: entry.by.name,
    part: wordsIfAny(`section.${entry.section}`) ?? entry.section,
    title: wordsIfAny(`entry.${entry.type}`) ?? words('entry.other'),
    state: stateOf(entry),
    body: showEntry?.(entry.type, entry.body) ?? <EntryBody entry={entry} form={form} />,
  };
}

/** What waits on this device is marked so, and what stands beside another's words. */
function stateOf({ id, body, isWaiting = false }: TimelineEntry): TimelineState {
  if (isWaiting) return 'unsent';
  return conflictsIn(body, id).length > 0 ? 'conflict' : 'kept';
}

function formIfAny(pack: Pack, id: string) {
  return pack.hasForm(id) ? pack.form(id) : undefined;
}
