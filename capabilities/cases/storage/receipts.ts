import { sql } from 'kysely';
import { z } from 'zod';
import { RecordId, TeamId } from '#kernel/ids.ts';
import type { Sql } from '#platform/database/open-database.ts';

const Row = z.object({
  recordId: RecordId,
  code: z.string(),
  team: TeamId,
  teamName: z.string(),
  phone: z.string().nullable(),
  arrivedMs: z.coerce.number(),
  takenMs: z.coerce.number().nullable(),
});
export type ReceiptRow = z.infer<typeof Row>;

/** What the asker handed over to other teams in the last 90 days, newest first, at most 50. */
export async function handOverReceipts(tx: Sql): Promise<readonly ReceiptRow[]> {
  const { rows } = await sql`
    select r.record_id as "recordId", r.code, r.team_id as team, t.name as "teamName", t.phone,
           epoch_ms(r.arrived_at) as "arrivedMs", epoch_ms(r.taken_at) as "takenMs"
    from case_receipts() r join team t on t.team_id = r.team_id`.execute(tx);
  return z.array(Row).parse(rows);
}
