import { sql } from 'kysely';
import type { DraftEntry } from '#kernel/entry.ts';
import type { EntryId, RecordId } from '#kernel/ids.ts';
import { instantAt } from '#kernel/instant.ts';
import type { RecordType } from '#kernel/record-type.ts';
import { accept, type Refusal, refuse, type Result } from '#kernel/result.ts';
import type { SqlTransaction } from '../database/open-database.ts';
import type { KeyOpener } from '../vault/record-keys.ts';
import {
  appendEntries,
  type Author,
  type JournalRefusal,
  type Receipt,
  type Token,
} from './append-entries.ts';
import { openRecord, type OpenRecord } from './open-record.ts';

export type Change<Why extends Refusal> = {
  readonly recordType: RecordType;
  readonly recordId: RecordId;
  readonly author: Author;
  /** The audit action of the opening, as `cases.plan-opened`. */
  readonly action: string;
  /** The id of the first entry, made by the sender: sending twice changes once. */
  readonly entryId: EntryId;
  readonly decide: (record: OpenRecord) => Result<Decided, Why> | Promise<Result<Decided, Why>>;
};

export type Decided = {
  readonly entries: readonly DraftEntry[];
  readonly tokens?: readonly Token[];
};

/**
 * Opens a record, lets `decide` judge it, and appends what was decided, within the caller's
 * transaction. The record is locked first, so two changes of one record queue instead of clashing.
 * A command sent again is answered with its first receipt, whatever has happened since.
 */
export async function changeRecord<Why extends Refusal>(
  tx: SqlTransaction,
  opener: KeyOpener,
  change: Change<Why>,
): Promise<Result<readonly Receipt[], Why | JournalRefusal>> {
  await sql`select journal_lock(${change.recordId})`.execute(tx);
  const record = await openRecord(tx, opener, change);
  if (!record) return refuse({ code: 'journal.record.unknown' });
  const decided = await change.decide(record);
  if (!decided.ok) return (await replayOf(tx, change)) ?? decided;
  if (decided.value.entries.length === 0) return accept([]);
  return appendEntries(tx, opener, record, { author: change.author, ...decided.value });
}

/** The receipt of an earlier sending of this very command, by this author. */
async function replayOf<Why extends Refusal>(
  tx: SqlTransaction,
  change: Change<Why>,
): Promise<Result<readonly Receipt[], never> | undefined> {
  const { rows } = await sql<{ position: number; serverTime: Date }>`
    select position, server_time as "serverTime" from journal_entry
    where record_id = ${change.recordId} and entry_id = ${change.entryId} and author = ${change.author.worker}`.execute(
    tx,
  );
  const stood = rows[0];
  if (!stood) return undefined;
  // A refused decision whose entry already stands was decided before: the first answer still holds.
  return accept([receipt(change.entryId, stood)]);
}

function receipt(
  id: EntryId,
  stood: { readonly position: number; readonly serverTime: Date },
): Receipt {
  return {
    id,
    position: stood.position,
    serverTime: instantAt(stood.serverTime.getTime()),
    replayed: true,
  };
}
