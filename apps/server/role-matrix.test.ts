import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TeamId } from '#kernel/ids.ts';
import { openACase } from './test-case.ts';
import {
  type Client,
  type CountryServer,
  joinTeam,
  openCountryServer,
  type Person,
} from './test-country.ts';
import { canOf, OPERATIONS, type Stage, tryOperation } from './test-operations.ts';

/** One team in which every role of the core pack works: what each may do with a case of that team. */
const TEAM = TeamId.parse('00000000-0000-4000-8000-0000000000f1');
const PLAYED_BY: Readonly<Record<string, Person>> = {
  'social-worker': 'sela',
  supervisor: 'paz',
  'health-worker': 'ife',
  'police-officer': 'toma',
  'border-officer': 'kai',
  teacher: 'mina',
  registrar: 'odo',
  trainer: 'lio',
  analyst: 'uma',
  'data-steward': 'ada',
};
const ROLES = Object.keys(PLAYED_BY);

let server: CountryServer;
let stage: Stage;
beforeAll(async () => {
  server = await openCountryServer();
  await server.database.asOwner((owner) =>
    sql`insert into team (team_id, agency_id, name, receives_handovers)
        select ${TEAM}, agency_id, 'Everybody', true from team limit 1`.execute(owner),
  );
  for (const [role, person] of Object.entries(PLAYED_BY))
    await joinTeam(server, person, TEAM, role);
  await joinTeam(server, 'rami', TEAM, 'social-worker');
  await joinTeam(server, 'huda', TEAM, 'supervisor');
  stage = { author: server.as('rami'), overseer: server.as('huda'), team: TEAM };
});
afterAll(() => server.close());

function roleOf(name: string) {
  const role = server.pack.parts.roles.find((one) => one.role === name);
  if (!role) throw new Error(`No role ${name}`);
  return canOf(role);
}

test('the matrix knows every role and every operation on a record', () => {
  expect(server.pack.parts.roles.map((one) => String(one.role)).toSorted()).toEqual(
    ROLES.toSorted(),
  );
  const mounted = server.slices
    .flatMap((slice) => slice.routes)
    .map(({ endpoint }) => endpoint.id)
    .filter((id) => id !== 'pack.read' && id !== 'pack.read-rules');
  expect(OPERATIONS.map(({ id }) => id).toSorted()).toEqual(mounted.toSorted());
});

describe('[AC-1, AC-6] within the team that answers for the child', () => {
  test.each(ROLES)('%s may do what the role says, and nothing else', async (name) => {
    const person = PLAYED_BY[name];
    if (!person) throw new Error(name);
    const can = roleOf(name);
    const found: Record<string, string> = {};
    for (const operation of OPERATIONS)
      found[operation.id] = await tryOperation(operation, server.as(person), stage);
    const promised = OPERATIONS.map(({ id, expected }) => [id, expected(can)]);
    expect(found).toEqual(Object.fromEntries(promised));
  });

  test('[CA-9] a border officer and a teacher may hand a child over and do nothing with any case', () => {
    for (const name of ['border-officer', 'teacher']) {
      const allowed = OPERATIONS.filter(({ expected }) => expected(roleOf(name)) === 'ok');
      expect(allowed.map(({ id }) => id)).toEqual([
        'cases.hand-over',
        'cases.receiving-teams',
        'cases.list',
        'cases.receipts',
        'referrals.services',
        'referrals.received',
        'access.notices',
        'access.colleagues',
        'drafts.find',
        'drafts.list',
        'drafts.drop',
        'access.set-up-field-device',
        'access.list-field-devices',
        'sync.facts',
        'sync.list-quarantine',
      ]);
    }
  });
});

describe('[AC-2, AC-10] in every other team', () => {
  const STRANGERS = ['sela', 'paz', 'ife', 'toma', 'kai', 'ada'] as const;
  const OF_A_RECORD = OPERATIONS.filter(({ attempt, id }) => attempt.length > 1 && !OWN.has(id));

  test.each(STRANGERS)('%s finds no case, whatever the role', async (person) => {
    const hills: Stage = { ...stage, team: (await ownTeam('rami')) as TeamId };
    for (const operation of OF_A_RECORD) {
      const answer = await tryOperation(operation, server.as(person), hills);
      expect([operation.id, answer]).toEqual([
        operation.id,
        expect.stringMatching(
          /^(cases\.case|identification\.case|protection\.case|referrals\.case|access\.record|drafts\.record|sync\.record|blobs\.record|blobs\.blob)\.unknown$/,
        ),
      ]);
    }
  });
});

/** Operations that need no access to the record: a new one, one’s own, or the glass. */
const OWN = new Set([
  'cases.open',
  'cases.hand-over',
  'cases.list',
  'cases.team-load',
  'access.break-glass',
  'access.break-glass-by-code',
  'access.colleagues',
]);

async function ownTeam(person: Person): Promise<string> {
  const { body } = await server.as(person).get('/me');
  const team = body.worker.teams.find((one: { id: string }) => one.id !== TEAM);
  return team.id;
}

test('[AC-2] the list shows a card to the roles that see something of it, and its codes to those of care', async () => {
  const { recordId } = await openACase(stage.author, TEAM);
  for (const [name, person] of Object.entries(PLAYED_BY)) {
    const can = roleOf(name);
    const card = await cardOf(server.as(person), recordId);
    const shown = { name, card: card !== undefined, codes: (card?.codes ?? null) !== null };
    expect(shown).toEqual({ name, card: can.sees, codes: can.reads('care') });
  }
});

async function cardOf(who: Client, recordId: string) {
  let after = '';
  for (;;) {
    const { body } = await who.get(`/cases?team=${TEAM}&limit=100${after}`);
    const card = body.cases.find((one: { recordId: string }) => one.recordId === recordId);
    if (card || body.next === null) return card;
    after = `&after=${body.next}`;
  }
}
