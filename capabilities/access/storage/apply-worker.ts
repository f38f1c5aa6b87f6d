import { sql } from 'kysely';
import { z } from 'zod';
import { AgencyId, TeamId, WorkerId } from '#kernel/ids.ts';
import { handOutPassword } from '#platform/auth/hand-out-password.ts';
import type { Sql } from '#platform/database/open-database.ts';
import type { Roster, RosterWorker } from '../domain/roster.ts';
import { agencyIdOf, type RosterTally, teamIdOf, workerIdOf } from './roster-changes.ts';
import { type SystemAction, systemLine } from './system-line.ts';

const Known = z.object({
  id: WorkerId,
  agency: AgencyId,
  name: z.string(),
  active: z.boolean(),
  trained: z.string().nullable(),
  account: z.boolean(),
});
type Known = z.infer<typeof Known>;

const Held = z.object({ team: TeamId, role: z.string() });

/** One worker of a roster: who they are, their roles, and a password when they have none yet. */
export async function applyWorker(
  owner: Sql,
  worker: RosterWorker,
  roster: Roster,
  tally: RosterTally,
): Promise<void> {
  const { signIn } = worker;
  const before = await knownWorker(owner, signIn);
  const id = before?.id ?? workerIdOf(signIn);
  const written = await writeWorker(owner, id, { before, worker, roster });
  const hasNewRoles = await applyRoles(owner, id, worker, roster, tally);
  const thing = { kind: 'worker', id: signIn } as const;
  if (before === undefined) tally.created.push(thing);
  else if (written !== undefined || hasNewRoles) tally.changed.push(thing);
  if (before?.active === true && before.account) return;
  const password = await handOutPassword(owner, { worker: id, email: signIn });
  tally.passwords.push({ signIn, password });
  await systemLine(owner, 'access.password-handed-out', { worker: id });
}

/** Writes who the worker is, with its line; undefined when it is written already. */
async function writeWorker(
  owner: Sql,
  id: WorkerId,
  { before, worker, roster }: { before: Known | undefined; worker: RosterWorker; roster: Roster },
): Promise<SystemAction | undefined> {
  const agency = homeOf(worker, roster);
  const action = actionFor(before, worker, agency);
  if (action === undefined) return undefined;
  await sql`insert into worker (worker_id, agency_id, display_name, sign_in_name, trained_until)
    values (${id}, ${agency}, ${worker.name}, ${worker.signIn}, ${worker.trainedUntil ?? null})
    on conflict (worker_id) do update set agency_id = excluded.agency_id, active = true,
      display_name = excluded.display_name, trained_until = excluded.trained_until`.execute(owner);
  await systemLine(owner, action, { worker: id });
  return action;
}

function actionFor(
  before: Known | undefined,
  worker: RosterWorker,
  agency: AgencyId,
): SystemAction | undefined {
  if (before === undefined) return 'access.worker-added';
  if (!before.active) return 'access.worker-taken-back';
  const isSame =
    before.agency === agency &&
    before.name === worker.name &&
    before.trained === (worker.trainedUntil ?? null);
  return isSame ? undefined : 'access.worker-changed';
}

async function knownWorker(owner: Sql, signIn: string): Promise<Known | undefined> {
  const { rows } = await sql`
    select w.worker_id as id, w.agency_id as agency, w.display_name as name, w.active,
      w.trained_until::text as trained,
      exists (select 1 from auth_account a where a.user_id = w.worker_id) as account
    from worker w where lower(w.sign_in_name) = ${signIn}`.execute(owner);
  return Known.optional().parse(rows[0]);
}

/** The agency of the first role's team. The roster was checked: it is there. */
function homeOf(worker: RosterWorker, { teams }: Roster): AgencyId {
  const home = teams.find(({ id }) => id === worker.roles[0]?.team);
  if (home === undefined) throw new Error('A roster was applied that was not checked');
  return agencyIdOf(home.agency);
}

/** Gives the roles that are missing and ends those that are not named; says whether any is new. */
async function applyRoles(
  owner: Sql,
  worker: WorkerId,
  { signIn, roles }: RosterWorker,
  roster: Roster,
  tally: RosterTally,
): Promise<boolean> {
  const { rows } = await sql`
    select team_id as team, role from team_member
    where worker_id = ${worker} and valid_from <= now() and valid_until > now()`.execute(owner);
  const held = z.array(Held).parse(rows);
  const wanted = roles.map(({ role, team }) => ({ role, team: teamIdOf(team) }));
  const isAmong = (list: typeof held, one: z.infer<typeof Held>): boolean =>
    list.some(({ team, role }) => team === one.team && role === one.role);
  const missing = wanted.filter((one) => !isAmong(held, one));
  for (const { team, role } of missing) {
    await sql`insert into team_member (team_id, worker_id, role) values (${team}, ${worker}, ${role})
      on conflict (team_id, worker_id, role)
      do update set valid_from = now(), valid_until = 'infinity'`.execute(owner);
    await systemLine(owner, 'access.role-given', { worker, team, role });
  }
  const codes = new Map(roster.teams.map(({ id }) => [teamIdOf(id), id]));
  for (const one of held.filter((each) => !isAmong(wanted, each))) {
    await endRole(owner, worker, one);
    tally.ended.push({ signIn, role: one.role, team: codes.get(one.team) ?? one.team });
  }
  return missing.length > 0;
}

/** Ends a role at this moment; who held it until when stays. */
export async function endRole(
  owner: Sql,
  worker: WorkerId,
  { team, role }: z.infer<typeof Held>,
): Promise<void> {
  await sql`update team_member set valid_until = now()
    where worker_id = ${worker} and team_id = ${team} and role = ${role}`.execute(owner);
  await systemLine(owner, 'access.role-ended', { worker, team, role });
}
