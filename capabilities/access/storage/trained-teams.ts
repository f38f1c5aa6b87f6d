import { sql } from 'kysely';
import { z } from 'zod';
import { TeamId, type WorkerId } from '#kernel/ids.ts';
import type { Sql } from '#platform/database/open-database.ts';

/** Teams of a worker in which somebody may ask sensitive questions today. */
export async function trainedTeams(tx: Sql, worker: WorkerId): Promise<TeamId[]> {
  const { rows } = await sql`
    select distinct own.team_id as team from team_member own
    join team_member m on m.team_id = own.team_id and m.valid_from <= now() and m.valid_until > now()
    join worker w on w.worker_id = m.worker_id and w.active and w.trained_until >= current_date
    where own.worker_id = ${worker} and own.valid_from <= now() and own.valid_until > now()`.execute(
    tx,
  );
  return z
    .array(z.object({ team: TeamId }))
    .parse(rows)
    .map((row) => row.team);
}
