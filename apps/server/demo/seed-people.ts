import { sql } from 'kysely';
import { TeamId, WorkerId } from '#kernel/ids.ts';
import type { DemoPeople } from '#packs/demo/demo-documents.ts';
import { createSignIn } from '#platform/auth/accounts.ts';
import type { Database, Sql } from '#platform/database/open-database.ts';
import { demoId } from './demo-ids.ts';

/** The one password of all demo sign-ins. Production refuses the demo before anyone could use it. */
export const DEMO_PASSWORD = 'lantern-reed-amber-27';

export function demoTeam(id: string): TeamId {
  return TeamId.parse(demoId('team', id));
}

export function demoWorker(signIn: string): WorkerId {
  return WorkerId.parse(demoId('worker', signIn));
}

/** Puts the invented agencies, teams and workers in place; what is there already stays. */
export async function seedPeople(database: Database, people: DemoPeople): Promise<void> {
  await database.asOwner((owner) => owner.transaction().execute((tx) => insertPeople(tx, people)));
  const known = await knownSignIns(database);
  for (const { signIn } of people.workers.filter((worker) => !known.has(worker.signIn))) {
    const made = await createSignIn(database, {
      worker: demoWorker(signIn),
      email: signIn,
      password: DEMO_PASSWORD,
    });
    if (!made.ok && made.refusal.code !== 'auth.account.exists')
      throw new Error(`Demo sign-in: ${made.refusal.code}`);
  }
}

// A password costs time to hash; at a later start everyone has theirs.
async function knownSignIns(database: Database): Promise<ReadonlySet<string>> {
  const { rows } = await database.asOwner((owner) =>
    sql<{ email: string }>`select email from auth_user`.execute(owner),
  );
  return new Set(rows.map(({ email }) => email));
}

async function insertPeople(tx: Sql, people: DemoPeople): Promise<void> {
  for (const { id, names } of people.agencies) {
    await sql`insert into agency (agency_id, name) values (${demoId('agency', id)}, ${nameOf(names)})
      on conflict do nothing`.execute(tx);
  }
  for (const { id, agency, names, receives, phone } of people.teams) {
    await sql`insert into team (team_id, agency_id, name, receives_handovers, phone)
      values (${demoTeam(id)}, ${demoId('agency', agency)}, ${nameOf(names)}, ${receives}, ${phone})
      on conflict do nothing`.execute(tx);
  }
  for (const worker of people.workers) await insertWorker(tx, people, worker);
}

async function insertWorker(
  tx: Sql,
  people: DemoPeople,
  worker: DemoPeople['workers'][number],
): Promise<void> {
  const id = demoWorker(worker.signIn);
  const home = people.teams.find((team) => team.id === worker.roles[0]?.team)?.agency ?? '';
  const trainedUntil = worker.trained ? sql`current_date + 700` : null;
  await sql`insert into worker (worker_id, agency_id, display_name, sign_in_name, trained_until)
    values (${id}, ${demoId('agency', home)}, ${worker.name}, ${worker.signIn}, ${trainedUntil})
    on conflict do nothing`.execute(tx);
  for (const { role, team } of worker.roles) {
    await sql`insert into team_member (team_id, worker_id, role) values (${demoTeam(team)}, ${id}, ${role})
      on conflict do nothing`.execute(tx);
  }
}

function nameOf(names: Readonly<Record<string, string>>): string {
  return names['en'] ?? Object.values(names)[0] ?? '';
}
