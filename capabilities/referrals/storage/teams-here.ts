import { sql } from 'kysely';
import { z } from 'zod';
import { TeamId } from '#kernel/ids.ts';
import type { Sql } from '#platform/database/open-database.ts';

/** The names of those teams that work in this installation, by id. */
export async function teamsHere(
  tx: Sql,
  ids: Iterable<TeamId>,
): Promise<ReadonlyMap<TeamId, string>> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return new Map();
  const { rows } = await sql`
    select team_id as id, name from team where team_id = any(${wanted}::uuid[])`.execute(tx);
  const teams = z.array(z.object({ id: TeamId, name: z.string() })).parse(rows);
  return new Map(teams.map(({ id, name }) => [id, name]));
}
