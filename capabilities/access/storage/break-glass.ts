import { sql } from 'kysely';
import { z } from 'zod';
import { type EntryId, type GrantId, RecordId, type WorkerId } from '#kernel/ids.ts';
import { type Instant, instantAt } from '#kernel/instant.ts';
import type { SensitivityClass } from '#kernel/sensitivity.ts';
import type { Sql } from '#platform/database/open-database.ts';

/** Gives the asker the record; false when there is none for them, which includes a conflict (AC-8). */
export async function breakGlassAtFloor(
  tx: Sql,
  given: {
    readonly grantId: GrantId;
    readonly recordId: RecordId;
    readonly classes: readonly SensitivityClass[];
    readonly hours: number;
    readonly reason: string;
  },
): Promise<boolean> {
  const { rows } = await sql<{ until: Date | null }>`
    select access_break_glass(${given.grantId}, ${given.recordId}, ${[...given.classes]}::text[],
                              ${given.hours}::numeric, ${given.reason}) as until`.execute(tx);
  return rows[0]?.until != null;
}

/** Until when the asker's own breaking of the glass lasts; undefined when there is none in force. */
export async function glassBrokenUntil(
  tx: Sql,
  recordId: RecordId,
  worker: WorkerId,
): Promise<Instant | undefined> {
  const { rows } = await sql<{ until: string }>`
    select epoch_ms(valid_until)::text as until from access_grant
    where record_id = ${recordId} and worker_id = ${worker} and kind = 'break-glass'
      and ended_at is null and valid_until > now()
    order by valid_from desc, grant_id desc limit 1`.execute(tx);
  return rows[0] && instantAt(Number(rows[0].until));
}

/** Whether an entry of this id stands in the record, as far as the asker may see. */
export async function entryStands(tx: Sql, recordId: RecordId, entryId: EntryId): Promise<boolean> {
  const { rows } = await sql`
    select 1 from journal_entry where record_id = ${recordId} and entry_id = ${entryId}`.execute(
    tx,
  );
  return rows.length > 0;
}

const Found = z.object({ record: RecordId.nullable() });

/** The record of a code in its true form; undefined when there is none for the asker. */
export async function recordByCode(tx: Sql, code: string): Promise<RecordId | undefined> {
  const { rows } = await sql`select record_by_code(${code}) as record`.execute(tx);
  return Found.parse(rows[0]).record ?? undefined;
}
