import { sql } from 'kysely';
import { z } from 'zod';
import { type RecordId, WorkerId } from '#kernel/ids.ts';
import type { Sql } from '#platform/database/open-database.ts';
import { ConflictKind } from '../domain/access-section.ts';

const Block = z.object({
  worker: WorkerId,
  kind: ConflictKind,
  atMs: z.coerce.number(),
  by: WorkerId,
});
export type Block = z.infer<typeof Block>;

/** Who is shut out of a record, oldest first. */
export async function blocksInForce(tx: Sql, recordId: RecordId): Promise<readonly Block[]> {
  const { rows } = await sql`
    select worker_id as worker, kind, epoch_ms(blocked_at) as "atMs", blocked_by as by
    from access_block where record_id = ${recordId} and lifted_at is null
    order by blocked_at, worker_id`.execute(tx);
  return z.array(Block).parse(rows);
}

/** Shuts a worker out (AC-8); false when the same is in force already. */
export async function shutOut(
  tx: Sql,
  recordId: RecordId,
  worker: WorkerId,
  kind: ConflictKind,
): Promise<boolean> {
  const { rows } = await sql<{ done: boolean }>`
    select access_declare_conflict(${recordId}, ${worker}, ${kind}) as done`.execute(tx);
  return rows[0]?.done ?? false;
}

/** Lets a worker in again; the block stays on record. */
export async function liftBlocks(tx: Sql, recordId: RecordId, worker: WorkerId): Promise<void> {
  await sql`select access_lift_block(${recordId}, ${worker})`.execute(tx);
}
