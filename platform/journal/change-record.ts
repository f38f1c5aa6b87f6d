import { isDeepStrictEqual } from 'node:util';
import { sql } from 'kysely';
import type { DraftEntry } from '#kernel/entry.ts';
import type { EntryId, RecordId } from '#kernel/ids.ts';
import { instantAt } from '#kernel/instant.ts';
import type { RecordType } from '#kernel/record-type.ts';
import { accept, type Refusal, refuse, type Result } from '#kernel/result.ts';
import type { SensitivityClass } from '#kernel/sensitivity.ts';
import type { SqlTransaction } from '../database/open-database.ts';
import type { KeyOpener } from '../vault/record-keys.ts';
import {
  appendEntries,
  recordAfter,
  type Author,
  type JournalRefusal,
  type Receipt,
  type Token,
} from './append-entries.ts';
import { unbrokenSteps } from '../database/share-transaction.ts';
import { sendAlone } from './send-append.ts';
import { openRecord, type OpenRecord } from './open-record.ts';
import { entryContext } from './read-entries.ts';

export type Change<Why extends Refusal> = {
  readonly recordType: RecordType;
  readonly recordId: RecordId;
  readonly author: Author;
  /** The audit action of the opening, as `cases.plan-opened`. */
  readonly action: string;
  /** The id of the first entry, made by the sender: sending twice changes once. */
  readonly entryId: EntryId;
  /** Whether the entry that stands under this id says what the sender says now. */
  readonly isSame: IsSame;
  readonly decide: (record: OpenRecord) => Result<Decided, Why> | Promise<Result<Decided, Why>>;
};

/** An entry as it stands, opened. */
export type StandingEntry = {
  readonly type: string;
  readonly body: Readonly<Record<string, unknown>>;
};
export type IsSame = (standing: StandingEntry) => boolean;

export type Decided = {
  readonly entries: readonly DraftEntry[];
  readonly tokens?: readonly Token[];
};

/**
 * Whether an entry is of this type and its body holds this very content. What the server adds to a
 * body (the moment, a deadline) is left aside, for it differs when the same is sent again.
 */
export function says(type: string, said: Readonly<Record<string, unknown>>): IsSame {
  const sent: unknown = JSON.parse(JSON.stringify(said));
  return (standing) => {
    const names = Object.keys(said);
    const stood = Object.fromEntries(
      names.flatMap((name) => (name in standing.body ? [[name, standing.body[name]]] : [])),
    );
    return standing.type === type && isDeepStrictEqual(stood, sent);
  };
}

/**
 * Opens a record, lets `decide` judge it, and appends what was decided, within the caller's
 * transaction. The record is locked first, so two changes of one record queue instead of clashing.
 * A command sent again is answered with its first receipt, whatever has happened since; another
 * command under the same id is refused.
 */
export async function changeRecord<Why extends Refusal>(
  tx: SqlTransaction,
  opener: KeyOpener,
  change: Change<Why>,
): Promise<Result<readonly Receipt[], Why | JournalRefusal>> {
  const before = openedBefore(tx, change);
  const record = before ?? (await openToChange(tx, opener, change));
  if (!record) return refuse({ code: 'journal.record.unknown' });
  const sentBefore = await replayOf(tx, change, record);
  if (sentBefore) return sentBefore;
  const decided = await change.decide(record);
  if (!decided.ok) return decided;
  if (decided.value.entries.length === 0) return accept([]);
  const written = { author: change.author, ...decided.value };
  const appended = await appendEntries(sendAlone(tx), opener, record, written);
  if (before && !appended.ok && appended.refusal.code === 'journal.record.moved-on') {
    // Something else in this transaction wrote to it.
    forget(tx);
    return changeRecord(tx, opener, change);
  }
  if (appended.ok && !appended.value.some(({ replayed }) => replayed))
    remember(tx, change, recordAfter(record, written));
  return appended;
}

async function openToChange(
  tx: SqlTransaction,
  opener: KeyOpener,
  change: Pick<Change<Refusal>, 'recordId' | 'recordType' | 'action'>,
): Promise<OpenRecord | undefined> {
  await sql`select journal_lock(${change.recordId})`.execute(tx);
  return openRecord(tx, opener, change);
}

type Opening = Pick<Change<Refusal>, 'recordId' | 'action' | 'author'>;
type Remembered = { readonly record: OpenRecord; readonly action: string; readonly worker: string };

/**
 * Records that this transaction has opened, locked and written to, while it is shared and nothing of it
 * was undone: the next change of the same kind goes on from there. Their opening stands in the access
 * log once for the transaction.
 */
const opened = new WeakMap<object, Map<RecordId, Remembered>>();

function openedBefore(
  tx: SqlTransaction,
  { recordId, action, author }: Opening,
): OpenRecord | undefined {
  const steps = unbrokenSteps(tx);
  const one = steps && opened.get(steps)?.get(recordId);
  return one?.action === action && one.worker === author.worker ? one.record : undefined;
}

function remember(
  tx: SqlTransaction,
  { recordId, action, author }: Opening,
  record: OpenRecord,
): void {
  const steps = unbrokenSteps(tx);
  if (!steps) return;
  const records = opened.get(steps) ?? new Map<RecordId, Remembered>();
  opened.set(steps, records.set(recordId, { record, action, worker: author.worker }));
}

function forget(tx: SqlTransaction): void {
  const steps = unbrokenSteps(tx);
  if (steps) opened.delete(steps);
}

type Row = {
  readonly position: number;
  readonly serverTime: Date;
  readonly author: string;
  readonly type: string;
  readonly class: SensitivityClass;
  readonly body: Buffer;
};

/** The first answer to a command that stands already; undefined when its id is new. */
async function replayOf<Why extends Refusal>(
  tx: SqlTransaction,
  { recordId, entryId, author, isSame }: Change<Why>,
  record: OpenRecord,
): Promise<Result<readonly Receipt[], JournalRefusal> | undefined> {
  const { rows } = await sql<Row>`
    select position, server_time as "serverTime", author, type, class, body from journal_entry
    where record_id = ${recordId} and entry_id = ${entryId}`.execute(tx);
  const stood = rows[0];
  if (!stood) return undefined;
  const body = record.keys.unseal(stood.class, entryContext(entryId), stood.body);
  const isMine = stood.author === author.worker && isObject(body);
  if (!isMine || !isSame({ type: stood.type, body }))
    return refuse({ code: 'journal.entry.id-taken' });
  const serverTime = instantAt(stood.serverTime.getTime());
  return accept([{ id: entryId, position: stood.position, serverTime, replayed: true }]);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
