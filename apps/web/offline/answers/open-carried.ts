import { caseRecord } from '#capabilities/cases/contract.ts';
import * as cases from '#capabilities/cases/endpoints.ts';
import type { RecordId } from '#kernel/ids.ts';
import { Instant, type Instant as At } from '#kernel/instant.ts';
import { idsAfter } from '#kernel/ids-after.ts';
import type { OpenRecord, SectionState } from '#kernel/open-record.ts';
import { type Card, fold } from '#kernel/record-type.ts';
import type { SensitivityClass } from '#kernel/sensitivity.ts';
import type { CarriedEntry, CarriedRecord } from '#platform/sync/protocol/pull.ts';
import type { ItemBody } from '#platform/sync/protocol/push.ts';
import type { CarriedCase } from './carried-case.ts';
import { type JudgedOn, LOCAL_COMMANDS, type Written } from './local-commands.ts';
import { asCarried, withWaiting } from './with-waiting.ts';

/** A command of the outbox that the journal does not hold yet, as far as this device knows. */
export type WaitingItem = Pick<ItemBody, 'entryId' | 'recordId' | 'operation' | 'input'> & {
  readonly writtenAt: At;
};

/** What the device holds of one record. `carried` is undefined for a case that was opened here. */
export type HeldOfRecord = {
  readonly recordId: RecordId;
  readonly carried: CarriedRecord | undefined;
  readonly entries: readonly CarriedEntry[];
  /** In the order in which they were given. */
  readonly items: readonly WaitingItem[];
};

/** Who replays what waits, with what, and which classes of a case that they open are theirs. */
export type Replaying = Pick<JudgedOn, 'actor' | 'rules' | 'isInTeam'> & {
  readonly reads: readonly SensitivityClass[];
};

/** A case as it stands on this device: what was pulled, with what waits here on top. */
export function openCarried(held: HeldOfRecord, by: Replaying): CarriedCase | undefined {
  let record = held.carried && foldCarried(held.carried, held.entries);
  const entries = [...held.entries];
  const known = new Set(entries.map(({ id }) => id));
  const waiting = new Set<CarriedEntry['id']>();
  for (const item of held.items.filter(({ entryId }) => !known.has(entryId))) {
    const judged = replay(item, { ...by, record, history: entries });
    if (!judged?.ok) continue;
    record = standsOn(record, item, judged.value, by);
    if (!record) continue;
    const written = asCarried(judged.value.entries, {
      recordId: held.recordId,
      after: entries.at(-1)?.position ?? record.position,
      author: by.actor.worker,
      purpose: by.actor.purpose,
      at: item.writtenAt,
    });
    const { readable } = record;
    record = withWaiting(record, written);
    const read = written.filter((entry) => readable.has(entry.class));
    entries.push(...read);
    for (const { id } of read) waiting.add(id);
  }
  return record && { record, entries, waiting };
}

/** The record that a waiting command writes in; one that opens a case brings its own. */
function standsOn(
  record: OpenRecord | undefined,
  { recordId, operation }: WaitingItem,
  { card }: Written,
  by: Replaying,
): OpenRecord | undefined {
  // Whoever hands a child over keeps a receipt, and sees nothing of the case.
  return card && operation === cases.openCase.id ? openedHere(recordId, card, by) : record;
}

function replay(item: WaitingItem, by: Replaying & Pick<JudgedOn, 'record' | 'history'>) {
  const deviceTime = Instant.safeParse(item.input['deviceTime']);
  const made = {
    entryId: item.entryId,
    deviceTime: deviceTime.success ? deviceTime.data : item.writtenAt,
    now: item.writtenAt,
    by: by.actor.worker,
  };
  const mintId = idsAfter(item.entryId);
  const command = LOCAL_COMMANDS.get(item.operation);
  return command?.judge(item.input, { ...by, made, mintId, whenOutdated: 'merge' });
}

/** A record from its entries, as `openRecord` gives it on the server. */
export function foldCarried(
  carried: CarriedRecord,
  entries: readonly CarriedEntry[],
): OpenRecord | undefined {
  if (carried.recordType !== caseRecord.type) return undefined;
  const readable = new Set(carried.readable);
  const states = new Map<string, SectionState>();
  for (const definition of caseRecord.sections) {
    if (!readable.has(definition.class)) continue;
    const own = entries.filter((entry) => entry.section === definition.section);
    if (own.length === 0) continue;
    const state: unknown = fold(definition, definition.start, own);
    states.set(definition.section, { state, position: own.at(-1)?.position ?? 0 });
  }
  return {
    recordId: carried.recordId,
    recordType: caseRecord,
    position: carried.position,
    card: carried.card,
    readable,
    writable: new Set(carried.writable),
    states,
  };
}

/**
 * A case that was opened on this device, until its server tells what it grants: the classes that a
 * role of its author reads. What they may write is judged again when it arrives.
 */
function openedHere(recordId: RecordId, card: Card, { reads }: Replaying): OpenRecord {
  return {
    recordId,
    recordType: caseRecord,
    position: 0,
    card,
    readable: new Set(reads),
    writable: new Set(reads),
    states: new Map(),
  };
}

/** What the list shows of a record, with what waits here on top. */
export function cardOf(recordId: RecordId, { record }: CarriedCase): CarriedRecord {
  return {
    recordId,
    recordType: record.recordType.type,
    position: record.position,
    readable: [...record.readable],
    writable: [...record.writable],
    card: { ...record.card, clocks: { ...record.card.clocks }, parts: partsOf(record.card) },
  };
}

function partsOf({ parts }: Card): CarriedRecord['card']['parts'] {
  return Object.fromEntries(Object.entries(parts).map(([name, codes]) => [name, { ...codes }]));
}
