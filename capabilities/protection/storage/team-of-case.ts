import { sql } from 'kysely';
import type { TeamId, WorkerId } from '#kernel/ids.ts';
import type { Sql } from '#platform/database/open-database.ts';

/** Whether the team has somebody who is trained for sensitive questions today. */
export async function hasTrainedWorker(tx: Sql, team: TeamId): Promise<boolean> {
  const { rows } = await sql<{ trained: boolean }>`
    select exists (
      select from team_member m join worker w using (worker_id)
      where m.team_id = ${team} and m.valid_from <= now() and m.valid_until > now()
        and w.active and w.trained_until >= current_date
    ) as trained`.execute(tx);
  return rows[0]?.trained ?? false;
}

/** Whether a worker is in the team and works here today. */
export async function isInTeam(tx: Sql, worker: WorkerId, team: TeamId): Promise<boolean> {
  const { rows } = await sql<{ known: boolean }>`
    select exists (
      select from team_member m join worker w using (worker_id)
      where m.team_id = ${team} and m.worker_id = ${worker} and w.active
        and m.valid_from <= now() and m.valid_until > now()
    ) as known`.execute(tx);
  return rows[0]?.known ?? false;
}
