import { sql } from 'kysely';
import { z } from 'zod';
import { type RecordId, WorkerId } from '#kernel/ids.ts';
import { Purpose, SensitivityClass } from '#kernel/sensitivity.ts';
import type { Sql } from '#platform/database/open-database.ts';

const Row = z.object({
  atMs: z.coerce.number(),
  worker: WorkerId.nullable(),
  action: z.string(),
  purpose: Purpose.nullable(),
  classes: z.array(SensitivityClass),
});
export type AccessRow = z.infer<typeof Row>;

const NEWEST = 500;

/** Who did or saw what with a record, newest first, at most 500; judged by row-level security. */
export async function readAccessRows(tx: Sql, recordId: RecordId): Promise<readonly AccessRow[]> {
  const { rows } = await sql`
    select epoch_ms(at) as "atMs", worker_id as worker, action, purpose, classes
    from audit_line where record_id = ${recordId} order by at desc, audit_id desc limit ${NEWEST}`.execute(
    tx,
  );
  return z.array(Row).parse(rows);
}

/** The team that answers for a record, whatever the asker may see of it; undefined when there is none. */
export async function ownerTeam(tx: Sql, recordId: RecordId): Promise<string | undefined> {
  const { rows } = await sql<{
    team: string | null;
  }>`select amparo_owner_team(${recordId}) as team`.execute(tx);
  return rows[0]?.team ?? undefined;
}
