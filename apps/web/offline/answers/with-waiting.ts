import type { DraftEntry } from '#kernel/entry.ts';
import type { WorkerId } from '#kernel/ids.ts';
import type { Instant } from '#kernel/instant.ts';
import type { OpenRecord, SectionState } from '#kernel/open-record.ts';
import { type Card, fold } from '#kernel/record-type.ts';
import type { Purpose } from '#kernel/sensitivity.ts';
import type { CarriedEntry } from '#platform/sync/protocol/pull.ts';

/**
 * A record as it will stand once what waits here is taken. The positions of its sections stay those
 * of the server: they say what an author has seen of others, and one's own waiting words are no news.
 */
export function withWaiting(record: OpenRecord, entries: readonly CarriedEntry[]): OpenRecord {
  const states = new Map<string, SectionState>(record.states);
  let card: Card = record.card;
  for (const entry of entries) {
    card = record.recordType.evolveCard(card, entry);
    const definition = record.recordType.sections.find(({ section }) => section === entry.section);
    if (!definition || !record.readable.has(definition.class)) continue;
    const before = states.get(entry.section);
    const state: unknown = fold(definition, before ? before.state : definition.start, [entry]);
    states.set(entry.section, { state, position: before?.position ?? 0 });
  }
  return { ...record, card, states };
}

/** The entries of a waiting command as the timeline has them: behind everything, timed by the device. */
export function asCarried(
  entries: readonly DraftEntry[],
  written: {
    readonly recordId: OpenRecord['recordId'];
    readonly after: number;
    readonly author: WorkerId;
    readonly purpose: Purpose;
    readonly at: Instant;
  },
): readonly CarriedEntry[] {
  const { recordId, after, author, purpose, at } = written;
  return entries.map((entry, index) => ({
    ...entry,
    recordId,
    author,
    purpose,
    position: after + index + 1,
    serverTime: at,
  }));
}
