import { sql } from 'kysely';
import type { WorkerId } from '#kernel/ids.ts';
import type { Sql } from '#platform/database/open-database.ts';

/** Display names of people who work here, by id. Someone unknown is left out. */
export async function colleagueNames(
  tx: Sql,
  ids: Iterable<WorkerId>,
): Promise<ReadonlyMap<WorkerId, string>> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return new Map();
  const { rows } = await sql<{ id: WorkerId; name: string }>`
    select worker_id as id, display_name as name from worker where worker_id = any(${wanted})`.execute(
    tx,
  );
  return new Map(rows.map((row) => [row.id, row.name]));
}
