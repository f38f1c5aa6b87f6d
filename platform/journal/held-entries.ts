import { isDeepStrictEqual } from 'node:util';
import { sql } from 'kysely';
import { z } from 'zod';
import { DraftEntry } from '#kernel/entry.ts';
import type { EntryId, RecordId, WorkerId } from '#kernel/ids.ts';
import { type Instant, instantAt } from '#kernel/instant.ts';
import type { SensitivityClass } from '#kernel/sensitivity.ts';
import type { Sql, SqlTransaction } from '../database/open-database.ts';
import type { HoldingKey } from '../vault/holding-key.ts';
import type { Author } from './append-entries.ts';

/** An entry that did not fit when it arrived, waiting for a supervisor. */
export type HeldEntry = {
  readonly recordId: RecordId;
  readonly author: WorkerId;
  readonly heldAt: Instant;
  /** The code of the refusal that it would have met. */
  readonly reason: string;
  readonly entry: DraftEntry;
};

export type HeldOutcome = 'taken' | 'set-aside';

/** A held entry that a supervisor has decided about. */
export type SettledEntry = HeldEntry & {
  readonly outcome: HeldOutcome;
  readonly settledBy: WorkerId;
  readonly settledAt: Instant;
  readonly note: string;
};

/**
 * Puts an entry aside with the reason why it does not fit. Holding it again changes nothing; false
 * when something else is held under its id.
 */
export async function holdEntry(
  tx: SqlTransaction,
  key: HoldingKey,
  held: {
    readonly recordId: RecordId;
    readonly author: Author;
    readonly entry: DraftEntry;
    readonly reason: string;
  },
): Promise<boolean> {
  const { recordId, author, entry, reason } = held;
  const body = key.seal(recordId, entry.id, entry);
  const put = await sql`
    insert into held_entry (entry_id, record_id, type, section, class, author, purpose, device_time, reason, body)
    values (${entry.id}, ${recordId}, ${entry.type}, ${entry.section}, ${entry.class}, ${author.worker},
            ${author.purpose}, ${entry.deviceTime}, ${reason}, ${body})
    on conflict (entry_id) do nothing`.execute(tx);
  if (put.numAffectedRows !== 1n) return holdsThis(tx, key, recordId, entry);
  await sql`insert into audit_line (record_id, worker_id, action, purpose, classes, entry_id, detail)
    values (${recordId}, ${author.worker}, 'journal.entry-held', ${author.purpose}, ${[entry.class]}, ${entry.id},
            ${JSON.stringify({ reason })}::text::jsonb)`.execute(tx);
  return true;
}

/** Whether what is held under this id, as far as the asker may see, is this very entry. */
async function holdsThis(
  tx: SqlTransaction,
  key: HoldingKey,
  recordId: RecordId,
  entry: DraftEntry,
): Promise<boolean> {
  const { rows } = await sql<{ body: Buffer | null }>`
    select body from held_entry where entry_id = ${entry.id} and record_id = ${recordId}
      and author = amparo_worker()`.execute(tx);
  const body = rows[0]?.body;
  if (!body) return false;
  return isDeepStrictEqual(key.unseal(recordId, entry.id, body), JSON.parse(JSON.stringify(entry)));
}

/** What waits on a record, oldest first, as far as the asker may see: their own, or as supervisor. */
export async function listHeldEntries(
  tx: Sql,
  key: HoldingKey,
  recordId: RecordId,
): Promise<readonly HeldEntry[]> {
  const { rows } = await sql<Row>`
    select ${columns} from held_entry
    where record_id = ${recordId} and settled_at is null and body is not null order by held_at, entry_id`.execute(
    tx,
  );
  return rows.map((row) => heldOf(key, row));
}

/** What was settled, newest first: it stays readable with the reason, for its author and supervisors. */
export async function listSettledEntries(
  tx: Sql,
  key: HoldingKey,
  recordId: RecordId,
): Promise<readonly SettledEntry[]> {
  const { rows } = await sql<Row & Settlement>`
    select ${columns}, settled_at as "settledAt", settled_by as "settledBy", outcome, settled_note as note
    from held_entry where record_id = ${recordId} and settled_at is not null and body is not null
    order by settled_at desc, entry_id`.execute(tx);
  return rows.map((row) => ({
    ...heldOf(key, row),
    outcome: row.outcome,
    settledBy: row.settledBy,
    settledAt: instantAt(row.settledAt.getTime()),
    note: Note.parse(key.unseal(row.recordId, row.id, row.note)),
  }));
}

/** Marks a held entry as settled; false when it no longer waits or is not the asker's to settle. */
export async function settleHeldEntry(
  tx: SqlTransaction,
  key: HoldingKey,
  settled: {
    readonly recordId: RecordId;
    readonly entryId: EntryId;
    readonly by: Author;
    readonly outcome: HeldOutcome;
    /** Why, in the supervisor's words; sealed like the entry itself. */
    readonly note: string;
  },
): Promise<boolean> {
  const note = key.seal(settled.recordId, settled.entryId, settled.note);
  const done = await sql`
    update held_entry set settled_at = now(), settled_by = ${settled.by.worker}, outcome = ${settled.outcome},
      settled_note = ${note}
    where entry_id = ${settled.entryId} and record_id = ${settled.recordId} and settled_at is null`.execute(
    tx,
  );
  if (done.numAffectedRows !== 1n) return false;
  await sql`insert into audit_line (record_id, worker_id, action, purpose, entry_id, detail)
    values (${settled.recordId}, ${settled.by.worker}, 'journal.held-entry-settled', ${settled.by.purpose},
            ${settled.entryId}, ${JSON.stringify({ outcome: settled.outcome })}::text::jsonb)`.execute(
    tx,
  );
  return true;
}

const columns = sql`entry_id as id, record_id as "recordId", author, held_at as "heldAt", reason, class, body`;
const Note = z.string();

function heldOf(key: HoldingKey, row: Row): HeldEntry {
  return {
    recordId: row.recordId,
    author: row.author,
    heldAt: instantAt(row.heldAt.getTime()),
    reason: row.reason,
    entry: DraftEntry.parse(key.unseal(row.recordId, row.id, row.body)),
  };
}

type Row = {
  readonly id: EntryId;
  readonly recordId: RecordId;
  readonly author: WorkerId;
  readonly heldAt: Date;
  readonly reason: string;
  readonly class: SensitivityClass;
  readonly body: Buffer;
};

type Settlement = {
  readonly settledAt: Date;
  readonly settledBy: WorkerId;
  readonly outcome: HeldOutcome;
  readonly note: Buffer;
};
