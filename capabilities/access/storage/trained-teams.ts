import { sql } from 'kysely';
import { z } from 'zod';
import { TeamId } from '#kernel/ids.ts';
import type { Sql } from '#platform/database/open-database.ts';

/**
 * Teams in which somebody may ask sensitive questions today. Of every team: a record that was shared
 * says so of the team that answers for it.
 */
export async function trainedTeams(tx: Sql): Promise<TeamId[]> {
  const { rows } = await sql`
    select distinct m.team_id as team from team_member m
    join worker w on w.worker_id = m.worker_id and w.active and w.trained_until >= current_date
    where m.valid_from <= now() and m.valid_until > now()`.execute(tx);
  return z
    .array(z.object({ team: TeamId }))
    .parse(rows)
    .map((row) => row.team);
}
