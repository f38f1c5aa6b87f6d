import { sql } from 'kysely';
import { z } from 'zod';
import { TeamId, WorkerId } from '#kernel/ids.ts';
import type { Sql } from '#platform/database/open-database.ts';

const Team = z.object({ id: TeamId, name: z.string(), agency: z.string() });
const Worker = z.object({ id: WorkerId, name: z.string() });

/** Every team with its agency, by name. */
export async function allTeams(tx: Sql): Promise<z.infer<typeof Team>[]> {
  const { rows } = await sql`
    select t.team_id as id, t.name, a.name as agency
    from team t join agency a on a.agency_id = t.agency_id order by a.name, t.name`.execute(tx);
  return z.array(Team).parse(rows);
}

/** The people who work in a team today, by name. */
export async function workersOf(tx: Sql, team: TeamId): Promise<z.infer<typeof Worker>[]> {
  const { rows } = await sql`
    select distinct w.worker_id as id, w.display_name as name
    from team_member m join worker w on w.worker_id = m.worker_id and w.active
    where m.team_id = ${team} and m.valid_from <= now() and m.valid_until > now()
    order by w.display_name`.execute(tx);
  return z.array(Worker).parse(rows);
}
