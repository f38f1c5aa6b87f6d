import { sql } from 'kysely';
import { z } from 'zod';
import { TeamId, WorkerId } from '#kernel/ids.ts';
import type { SqlTransaction } from '#platform/database/open-database.ts';

const Row = z.object({
  id: WorkerId,
  name: z.string(),
  teams: z.array(z.object({ id: TeamId, name: z.string() })),
  signed_in: z.number(),
});

export type WorkerOfTeams = {
  readonly id: WorkerId;
  readonly name: string;
  readonly teams: readonly { readonly id: TeamId; readonly name: string }[];
  readonly signedIn: number;
};

/** Who works here, with their teams of today and how many sessions are open; or one of them. */
export async function workersOfTeams(
  tx: SqlTransaction,
  only?: WorkerId,
): Promise<readonly WorkerOfTeams[]> {
  const { rows } = await sql`
    select w.worker_id as id, w.display_name as name,
      (select coalesce(jsonb_agg(distinct jsonb_build_object('id', t.team_id, 'name', t.name)), '[]')
       from team_member m join team t using (team_id)
       where m.worker_id = w.worker_id and m.valid_from <= now() and m.valid_until > now()) as teams,
      (select count(*)::integer from auth_session s
       where s.user_id = w.worker_id and s.expires_at > now()) as signed_in
    from worker w where w.active and (${only ?? null}::uuid is null or w.worker_id = ${only ?? null}::uuid)
    order by w.display_name`.execute(tx);
  return z
    .array(Row)
    .parse(rows)
    .map(({ signed_in: signedIn, ...worker }) => ({ ...worker, signedIn }));
}
