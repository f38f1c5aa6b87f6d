import { sql } from 'kysely';
import type { RecordId } from '#kernel/ids.ts';
import type { SqlTransaction } from '../database/open-database.ts';

/** Locks these records until the transaction ends, always in the same order; others are passed over. */
export async function lockRecords(tx: SqlTransaction, ids: readonly RecordId[]): Promise<void> {
  const sorted = [...new Set(ids)].toSorted();
  await sql`select journal_lock(id) from unnest(${sorted}::uuid[]) with ordinality as r(id, place) order by place`.execute(
    tx,
  );
}
