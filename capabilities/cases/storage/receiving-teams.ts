import { sql } from 'kysely';
import { z } from 'zod';
import { TeamId } from '#kernel/ids.ts';
import type { Sql } from '#platform/database/open-database.ts';

const Row = z.object({
  id: TeamId,
  name: z.string(),
  agency: z.string(),
  phone: z.string().nullable(),
});
export type ReceivingTeam = z.infer<typeof Row>;

/** Teams that take on children whom others hand over. */
export async function receivingTeams(tx: Sql): Promise<readonly ReceivingTeam[]> {
  const { rows } = await sql`
    select t.team_id as id, t.name, a.name as agency, t.phone
    from team t join agency a on a.agency_id = t.agency_id
    where t.receives_handovers order by a.name, t.name`.execute(tx);
  return z.array(Row).parse(rows);
}

/** The name of a team, for a page; undefined when it is unknown. */
export async function teamName(tx: Sql, team: TeamId): Promise<string | undefined> {
  const { rows } = await sql<{
    name: string;
  }>`select name from team where team_id = ${team}`.execute(tx);
  return rows[0]?.name;
}
