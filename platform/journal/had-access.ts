import { sql } from 'kysely';
import type { RecordId } from '#kernel/ids.ts';
import type { Sql } from '#platform/database/open-database.ts';

/** Whether the asker was ever given something of this record, and no conflict shuts them out (AC-8). */
export async function hadAccess(tx: Sql, recordId: RecordId): Promise<boolean> {
  const { rows } = await sql<{ had: boolean }>`
    select amparo_had_access(${recordId}) as had`.execute(tx);
  return rows[0]?.had ?? false;
}
