import { sql } from 'kysely';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { Sql } from '#platform/database/open-database.ts';
import type { Roster } from '../domain/roster.ts';
import { applyWorker } from './apply-worker.ts';
import { agencyIdOf, type RosterApplied, type RosterTally, teamIdOf } from './roster-changes.ts';
import { systemLine } from './system-line.ts';

/** Workers of the roster who work here no more. */
export type RosterRefusal = {
  readonly code: 'access.roster.ended';
  readonly signIns: readonly string[];
};

/**
 * Makes the agencies, teams, workers and roles of a roster those of the installation, as the owner
 * and in the transaction that `owner` is. Applied again, it changes nothing. Whoever has ended is
 * taken back only when that is said, so that an old file brings nobody back in silence.
 */
export async function applyRoster(
  owner: Sql,
  roster: Roster,
  { takeBack }: { readonly takeBack: boolean },
): Promise<Result<RosterApplied, RosterRefusal>> {
  await sql`select pg_advisory_xact_lock(hashtext('amparo.roster'))`.execute(owner);
  const signIns = takeBack ? [] : await endedAmong(owner, roster);
  if (signIns.length > 0) return refuse({ code: 'access.roster.ended', signIns });
  const tally: RosterTally = { created: [], changed: [], ended: [], passwords: [] };
  for (const agency of roster.agencies) await applyAgency(owner, agency, tally);
  for (const team of roster.teams) await applyTeam(owner, team, tally);
  for (const worker of roster.workers) await applyWorker(owner, worker, roster, tally);
  return accept(tally);
}

async function endedAmong(owner: Sql, { workers }: Roster): Promise<readonly string[]> {
  const { rows } = await sql<{ name: string }>`
    select lower(sign_in_name) as name from worker where not active`.execute(owner);
  const ended = new Set(rows.map(({ name }) => name));
  return workers.map(({ signIn }) => signIn).filter((signIn) => ended.has(signIn));
}

async function applyAgency(
  owner: Sql,
  { id, name }: Roster['agencies'][number],
  tally: RosterTally,
): Promise<void> {
  const agencyId = agencyIdOf(id);
  const { rows } = await sql<{ made: boolean }>`
    insert into agency (agency_id, name) values (${agencyId}, ${name})
    on conflict (agency_id) do update set name = excluded.name
      where agency.name is distinct from excluded.name
    returning xmax = 0 as made`.execute(owner);
  const [written] = rows;
  if (written === undefined) return;
  (written.made ? tally.created : tally.changed).push({ kind: 'agency', id });
  const action = written.made ? 'access.agency-added' : 'access.agency-changed';
  await systemLine(owner, action, { agency: agencyId });
}

async function applyTeam(
  owner: Sql,
  { id, agency, name, receives, phone }: Roster['teams'][number],
  tally: RosterTally,
): Promise<void> {
  const teamId = teamIdOf(id);
  const { rows } = await sql<{ made: boolean }>`
    insert into team (team_id, agency_id, name, receives_handovers, phone)
    values (${teamId}, ${agencyIdOf(agency)}, ${name}, ${receives}, ${phone ?? null})
    on conflict (team_id) do update set agency_id = excluded.agency_id, name = excluded.name,
      receives_handovers = excluded.receives_handovers, phone = excluded.phone
      where (team.agency_id, team.name, team.receives_handovers, team.phone) is distinct from
        (excluded.agency_id, excluded.name, excluded.receives_handovers, excluded.phone)
    returning xmax = 0 as made`.execute(owner);
  const [written] = rows;
  if (written === undefined) return;
  (written.made ? tally.created : tally.changed).push({ kind: 'team', id });
  const action = written.made ? 'access.team-added' : 'access.team-changed';
  await systemLine(owner, action, { team: teamId });
}
