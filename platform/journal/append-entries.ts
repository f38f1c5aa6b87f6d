import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { DraftEntry } from '#kernel/entry.ts';
import { EntryId, type GrantId, type RecordId, type TeamId, type WorkerId } from '#kernel/ids.ts';
import { type Instant, instantAt, millisecondsOf } from '#kernel/instant.ts';
import { type Card, fold, type FoldedEntry, type RecordType } from '#kernel/record-type.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import { type Purpose, SensitivityClass } from '#kernel/sensitivity.ts';
import { type KeyOpener, RecordKeys, type StoredKey } from '../vault/record-keys.ts';
import { type SectionState } from '#kernel/open-record.ts';
import { type OpenRecord, stateContext } from './open-record.ts';
import { entryContext } from './read-entries.ts';
import type { SendAppend } from './send-append.ts';

export type JournalRefusal =
  | { readonly code: 'journal.record.unknown' }
  | { readonly code: 'journal.record.moved-on'; readonly position: number }
  | { readonly code: 'journal.entry.id-taken' };

/** Receipt of an entry that stands. `replayed` when it already stood before this call. */
export type Receipt = {
  readonly id: EntryId;
  readonly position: number;
  readonly serverTime: Instant;
  readonly replayed: boolean;
};

export type Author = { readonly worker: WorkerId; readonly purpose: Purpose };
export type Token = { readonly kind: string; readonly token: Buffer };

export type NewRecord = {
  readonly recordId: RecordId;
  readonly recordType: RecordType;
  readonly card: Card;
  readonly grants: readonly NewGrant[];
};

/** A grant that a new record starts with; the team that takes the child on, usually. */
export type NewGrant = {
  readonly grantId: GrantId;
  readonly teamId?: TeamId;
  readonly workerId?: WorkerId;
  readonly classes: readonly SensitivityClass[];
  readonly mayWrite: boolean;
  readonly purpose: Purpose;
  readonly validUntil: Instant;
};

type Written = {
  readonly author: Author;
  readonly entries: readonly DraftEntry[];
  readonly tokens?: readonly Token[];
};

/**
 * Makes a record with its first entries and grants, in one transaction. Sending the same again
 * answers with the first receipts.
 */
export async function createRecord(
  append: SendAppend,
  opener: KeyOpener,
  made: NewRecord & Written,
): Promise<Result<readonly Receipt[], JournalRefusal>> {
  const { recordId, recordType, grants } = made;
  const fresh = {
    recordId,
    recordType,
    card: made.card,
    position: 0,
    states: new Map(),
    keys: new RecordKeys(recordId, []),
  };
  const batch = await batchOf(opener, fresh, made);
  const create = { recordType: recordType.type, grants };
  return judge(made.entries, Answer.parse(await append({ ...batch, create })), sameCommand);
}

/**
 * Appends entries to an opened record: entries, states, card, tokens and audit lines in one
 * statement. Refuses with `moved-on` when the record has changed since it was opened, so that
 * whoever decided can look again.
 */
export async function appendEntries(
  append: SendAppend,
  opener: KeyOpener,
  record: OpenRecord,
  written: Written,
): Promise<Result<readonly Receipt[], JournalRefusal>> {
  const batch = await batchOf(opener, record, written);
  const answer = Answer.parse(await append({ ...batch, expectPosition: record.position }));
  return judge(written.entries, answer, (standing, entry) => sameContent(record, standing, entry));
}

/**
 * The record as it stands when these entries were appended, for whoever holds its lock and writes on. As
 * opening it again would give it: through JSON, which is how states and cards are kept.
 */
export function recordAfter(record: OpenRecord, written: Written): OpenRecord {
  const entries = foldedOf(record, written);
  const card = entries.reduce(
    (folded, entry) => record.recordType.evolveCard(folded, entry),
    record.card,
  );
  const states = new Map(record.states);
  for (const { definition, position, state } of statesAfter(record, entries))
    states.set(definition.section, { position, state: JSON.parse(JSON.stringify(state)) });
  return {
    ...record,
    position: record.position + entries.length,
    card: JSON.parse(JSON.stringify(card)),
    states,
  };
}

const Standing = z.object({
  id: EntryId,
  mine: z.boolean(),
  position: z.number().optional(),
  serverTime: z.number().optional(),
  deviceTime: z.number().optional(),
  type: z.string().optional(),
  class: SensitivityClass.optional(),
  body: z.string().nullish(),
});
type Standing = z.infer<typeof Standing>;

const Answer = z.union([
  z.object({ appended: z.array(Standing) }),
  z.object({ known: z.array(Standing) }),
  z.object({
    refusal: z.enum(['journal.record.unknown', 'journal.record.moved-on']),
    position: z.number().optional(),
  }),
]);
type Answer = z.infer<typeof Answer>;

type IsSame = (standing: Standing, entry: DraftEntry) => boolean;

function judge(
  entries: readonly DraftEntry[],
  answer: Answer,
  isSame: IsSame,
): Result<readonly Receipt[], JournalRefusal> {
  if ('refusal' in answer) {
    if (answer.refusal === 'journal.record.unknown') return refuse({ code: answer.refusal });
    return refuse({ code: answer.refusal, position: answer.position ?? 0 });
  }
  if ('appended' in answer) return accept(answer.appended.map((one) => receiptOf(one, false)));
  return replayed(entries, answer.known, isSame);
}

// The sender's own ids decide: ids that the server minted for further entries are new at each try.
function replayed(
  entries: readonly DraftEntry[],
  known: readonly Standing[],
  isSame: IsSame,
): Result<readonly Receipt[], JournalRefusal> {
  const sent = new Map(entries.map((entry) => [entry.id, entry]));
  const same = known.every((one) => {
    const entry = sent.get(one.id);
    return one.mine && entry !== undefined && isSame(one, entry);
  });
  if (known.length === 0 || !same) return refuse({ code: 'journal.entry.id-taken' });
  return accept(known.map((one) => receiptOf(one, true)));
}

function receiptOf(one: Standing, replayedBefore: boolean): Receipt {
  return {
    id: one.id,
    position: one.position ?? 0,
    serverTime: instantAt(one.serverTime ?? 0),
    replayed: replayedBefore,
  };
}

/**
 * Whoever made a record may not read it (a hand-over), so the body cannot be compared; but the same
 * command, sent again, was given at the same moment of the sender's clock.
 */
function sameCommand(standing: Standing, entry: DraftEntry): boolean {
  return standing.type === entry.type && standing.deviceTime === millisecondsOf(entry.deviceTime);
}

/** Whether the entry that stands under this id says the same as what was sent again. */
function sameContent(record: OpenRecord, standing: Standing, entry: DraftEntry): boolean {
  if (standing.type !== entry.type || !standing.class || !standing.body) return false;
  const sealed = Buffer.from(standing.body, 'base64');
  const body = record.keys.unseal(standing.class, entryContext(entry.id), sealed);
  return isDeepStrictEqual(body, JSON.parse(JSON.stringify(entry.body)));
}

type Before = Pick<OpenRecord, 'recordId' | 'recordType' | 'card' | 'position' | 'states' | 'keys'>;

async function batchOf(opener: KeyOpener, before: Before, written: Written) {
  const { recordId, recordType, keys } = before;
  const { worker, purpose } = written.author;
  const entries = foldedOf(before, written);
  const newKeys = await missingKeys(opener, keys, entries);
  const card = entries.reduce((folded, entry) => recordType.evolveCard(folded, entry), before.card);
  return {
    recordId,
    worker,
    purpose,
    keys: newKeys.map((key) => ({ ...key, wrapped: key.wrapped.toString('base64') })),
    entries: entries.map((entry) => sealEntry(keys, entry)),
    states: sealStates(before, entries),
    card: { ...card, recordType: recordType.type, parts: partsWritten(card, entries) },
    tokens: (written.tokens ?? []).map(({ kind, token }) => ({
      kind,
      token: token.toString('base64'),
    })),
  };
}

function foldedOf(
  { recordId }: Pick<Before, 'recordId'>,
  { author, entries }: Written,
): readonly FoldedEntry[] {
  const { worker, purpose } = author;
  return entries.map((entry) => ({ ...entry, recordId, author: worker, purpose }));
}

async function missingKeys(
  opener: KeyOpener,
  keys: RecordKeys,
  entries: readonly FoldedEntry[],
): Promise<readonly StoredKey[]> {
  const missing = new Set(entries.map((entry) => entry.class).filter((one) => !keys.has(one)));
  return Promise.all([...missing].map((one) => opener.wrap(keys.add(one))));
}

function sealEntry(keys: RecordKeys, entry: FoldedEntry) {
  return {
    id: entry.id,
    type: entry.type,
    section: entry.section,
    class: entry.class,
    formId: entry.form?.id ?? null,
    formVersion: entry.form?.version ?? null,
    deviceTime: entry.deviceTime,
    body: keys.seal(entry.class, entryContext(entry.id), entry.body).toString('base64'),
  };
}

function statesAfter(
  { recordType, states, position: before }: Before,
  entries: readonly FoldedEntry[],
) {
  return recordType.sections
    .filter((definition) => entries.some((entry) => entry.section === definition.section))
    .map((definition) => {
      const own = entries.filter((entry) => entry.section === definition.section);
      // Of its own last entry, not of the batch: whoever folds the entries anew must find the same.
      const position = before + entries.findLastIndex((entry) => own.includes(entry)) + 1;
      const held: SectionState | undefined = states.get(definition.section);
      const state: unknown = fold(definition, held ? held.state : definition.start, own);
      return { definition, position, state };
    });
}

function sealStates(before: Before, entries: readonly FoldedEntry[]) {
  const { recordType, keys } = before;
  return statesAfter(before, entries).map(({ definition, position, state }) => ({
    section: definition.section,
    class: definition.class,
    position,
    foldVersion: recordType.foldVersion,
    state: keys
      .seal(definition.class, stateContext(definition.section, position), state)
      .toString('base64'),
  }));
}

// A writer may move the part of the classes written and no other: the rest was not there to be read.
function partsWritten(card: Card, entries: readonly FoldedEntry[]) {
  const written = new Set(entries.map((entry) => entry.class));
  return [...written].flatMap((one) => {
    const codes = card.parts[one];
    return codes ? [{ class: one, codes }] : [];
  });
}
