import { sql } from 'kysely';
import { z } from 'zod';
import { AgencyId, TeamId, WorkerId } from '#kernel/ids.ts';
import type { Instant } from '#kernel/instant.ts';
import { Purpose, SensitivityClass } from '#kernel/sensitivity.ts';
import type { Sql, SqlTransaction } from '#platform/database/open-database.ts';
import { purposesOf } from '../domain/purposes-of.ts';
import { Ability, Role } from '../domain/roles.ts';

const Row = z.object({
  name: z.string(),
  agency_id: AgencyId,
  agency: z.string(),
  trained: z.boolean(),
  teams: z.array(z.object({ id: TeamId, name: z.string() })),
  roles: z.array(Role),
  abilities: z.array(Ability),
  classes: z.array(SensitivityClass),
});

export type Profile = {
  readonly worker: {
    readonly id: WorkerId;
    readonly name: string;
    readonly roles: Role[];
    readonly teams: { readonly id: TeamId; readonly name: string }[];
    readonly agency: { readonly id: AgencyId; readonly name: string };
  };
  readonly trained: boolean;
  readonly purposes: Purpose[];
  readonly abilities: Ability[];
  /** Classes that a role of theirs reads where a record is granted to the team. */
  readonly reads: SensitivityClass[];
};

/** How a worker is called here. */
export async function loadDisplayName(db: Sql, worker: WorkerId): Promise<string> {
  const { rows } = await sql<{ name: string }>`
    select display_name as name from worker where worker_id = ${worker}`.execute(db);
  return rows[0]?.name ?? '';
}

/** Who a worker is today: memberships that have begun and not ended. */
export async function loadProfile(
  tx: SqlTransaction,
  worker: WorkerId,
  now: Instant,
): Promise<Profile> {
  const found = await sql`
    with member as (
      select m.team_id, t.name, m.role from team_member m join team t using (team_id)
      where m.worker_id = ${worker} and m.valid_from <= ${now} and m.valid_until > ${now})
    select w.display_name as name, a.agency_id, a.name as agency,
      coalesce(w.trained_until >= ${now.slice(0, 10)}::date, false) as trained,
      (select coalesce(jsonb_agg(distinct jsonb_build_object('id', team_id, 'name', name)), '[]')
       from member) as teams,
      array(select distinct role from member order by role) as roles,
      array(select distinct ability from member join role_ability using (role) order by ability)
        as abilities,
      array(select distinct class::text from member join role_class using (role) order by 1)
        as classes
    from worker w join agency a using (agency_id) where w.worker_id = ${worker}`.execute(tx);
  const row = Row.parse(found.rows[0]);
  return {
    worker: {
      id: worker,
      name: row.name,
      roles: row.roles,
      teams: row.teams,
      agency: { id: row.agency_id, name: row.agency },
    },
    trained: row.trained,
    purposes: purposesOf(row.classes, row.abilities),
    abilities: row.abilities,
    reads: row.classes,
  };
}
