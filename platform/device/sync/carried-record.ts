import type { RecordId } from '#kernel/ids.ts';
import type { OpenRecord, SectionState } from '#kernel/open-record.ts';
import { type Card, fold, type FoldedEntry, type RecordType } from '#kernel/record-type.ts';
import type { SensitivityClass } from '#kernel/sensitivity.ts';
import type { CarriedEntry, CarriedRecord } from '#platform/sync/protocol/pull.ts';
import type { DeviceStore, OutboxItem } from '../device-store.ts';
import { isTaken } from './judged-item.ts';

/**
 * What an item of the outbox comes to on this device, by the same pure command that the server will
 * run. `begins` is there when the item opens a record that nothing is known of yet.
 */
export type Overlaid = {
  readonly begins?: Omit<OpenRecord, 'recordId' | 'position' | 'states'>;
  readonly entries: readonly FoldedEntry[];
};

/** `history`: the entries that are here, for a writing that must be brought together with others. */
export type Overlay = (
  record: OpenRecord | undefined,
  item: OutboxItem,
  history: readonly CarriedEntry[],
) => Overlaid | undefined;

/** A record as this device can show it. */
export type ShownRecord = {
  /** With the author's own words on top that have not come back from the server yet. */
  readonly record: OpenRecord;
  readonly entries: readonly CarriedEntry[];
  /** Those words, in the order they were given, to be marked on screen. */
  readonly waiting: readonly {
    readonly item: OutboxItem;
    readonly entries: readonly FoldedEntry[];
  }[];
  /** Older entries are still to come; what is shown may lack something. */
  readonly isIncomplete: boolean;
};

type Sources = {
  readonly store: DeviceStore;
  readonly recordTypeOf: (type: string) => RecordType | undefined;
  readonly overlay: Overlay;
  readonly watch: (changed: (recordIds: readonly RecordId[]) => void) => () => void;
};

/** Opens records from what the device holds; each stays folded until it changes. */
export function carriedRecords(sources: Sources) {
  const shown = new Map<RecordId, Promise<ShownRecord | undefined>>();
  sources.watch((recordIds) => {
    for (const recordId of recordIds) shown.delete(recordId);
  });
  return {
    /** Undefined when this device neither carries the record nor has begun it. */
    open: async (recordId: RecordId): Promise<ShownRecord | undefined> => {
      const held = shown.get(recordId);
      if (held) return held;
      const opening = show(sources, recordId);
      shown.set(recordId, opening);
      // What is not here, or failed to open, is looked for anew the next time.
      const forget = () => shown.get(recordId) === opening && shown.delete(recordId);
      opening.then((found) => found ?? forget(), forget);
      return opening;
    },
  };
}

async function show(sources: Sources, recordId: RecordId): Promise<ShownRecord | undefined> {
  const { store, recordTypeOf } = sources;
  const carried = await store.record(recordId);
  const type = carried && recordTypeOf(carried.recordType);
  const entries = carried ? (await store.entries(recordId)).filter(isReadable(carried)) : [];
  const meta = await store.meta();
  const here = new Set<string>(entries.map(({ id }) => id));
  const items = (await store.outbox()).filter(
    (item) =>
      item.recordId === recordId && !here.has(item.entryId) && isAhead(item, meta.lastPullAt),
  );
  const waiting: { item: OutboxItem; entries: readonly FoldedEntry[] }[] = [];
  let record = carried && type ? openRecord(carried, type, entries) : undefined;
  for (const item of items) {
    const overlaid = sources.overlay(record, item, entries);
    if (!overlaid) continue;
    record = laidOver(record ?? begun(recordId, overlaid), overlaid.entries);
    waiting.push({ item, entries: overlaid.entries });
  }
  return record && { record, entries, waiting, isIncomplete: recordId in meta.backfill };
}

/** Whether an item still has something to tell that the entries here do not. */
function isAhead(item: OutboxItem, lastPullAt: string | null): boolean {
  if (item.state === 'waiting') return true;
  const at = item.answeredAt;
  return isTaken(item) && at !== null && (lastPullAt === null || at >= lastPullAt);
}

function isReadable({ readable }: CarriedRecord): (entry: CarriedEntry) => boolean {
  return (entry) => readable.includes(entry.class);
}

/** A record from its card and the entries that are here: each section folded in their order. */
export function openRecord(
  carried: CarriedRecord,
  recordType: RecordType,
  entries: readonly CarriedEntry[],
): OpenRecord {
  const readable: ReadonlySet<SensitivityClass> = new Set(carried.readable);
  const ordered = entries.toSorted((one, other) => one.position - other.position);
  const states = new Map<string, SectionState>();
  for (const definition of recordType.sections) {
    const own = ordered.filter((entry) => entry.section === definition.section);
    const last = own.at(-1);
    if (!last || !readable.has(definition.class)) continue;
    const state: unknown = fold(definition, definition.start, own);
    states.set(definition.section, { state, position: last.position });
  }
  const { recordId, position } = carried;
  const writable = new Set(carried.writable);
  const card: Card = carried.card;
  return { recordId, recordType, position, card, readable, writable, states };
}

function begun(recordId: RecordId, { begins }: Overlaid): OpenRecord | undefined {
  return begins && { recordId, position: 0, states: new Map(), ...begins };
}

/**
 * Folds words on top that the journal has not numbered. Positions stay as they were: the next
 * command builds on the version that the server knows.
 */
function laidOver(
  record: OpenRecord | undefined,
  entries: readonly FoldedEntry[],
): OpenRecord | undefined {
  if (!record) return undefined;
  const states = new Map(record.states);
  let { card } = record;
  for (const entry of entries) {
    card = record.recordType.evolveCard(card, entry);
    const definition = record.recordType.sections.find(({ section }) => section === entry.section);
    if (!definition || !record.readable.has(definition.class)) continue;
    const before = states.get(entry.section);
    const state: unknown = fold(definition, before?.state ?? definition.start, [entry]);
    states.set(entry.section, { state, position: before?.position ?? 0 });
  }
  return { ...record, card, states };
}
