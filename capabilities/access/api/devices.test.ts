import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { WorkerId } from '#kernel/ids.ts';
import { createSignIn } from '#platform/auth/accounts.ts';
import { AGENCY } from '#platform/auth/test-sign-in.ts';
import { type AccessBench, OMAR, openAccessBench, PASSWORD, ROSA, Visitor } from './test-access.ts';

const TESS = WorkerId.parse('00000000-0000-4000-8000-0000000000a3');
const ADA = WorkerId.parse('00000000-0000-4000-8000-0000000000a4');
const OTHER_TEAM = '00000000-0000-4000-8000-0000000000b2';
let bench: AccessBench;

// Rosa supervises the harbour team, Omar works in it, Tess in another team; Ada administers workers.
beforeAll(async () => {
  bench = await openAccessBench();
  await bench.database.asOwner(async (db) => {
    await sql`insert into worker (worker_id, agency_id, display_name, sign_in_name)
      values (${TESS}, ${AGENCY}, 'Tess Tryout', 'tess@amparo.example'),
             (${ADA}, ${AGENCY}, 'Ada Placeholder', 'ada@amparo.example')`.execute(db);
    await sql`insert into team (team_id, agency_id, name)
      values (${OTHER_TEAM}, ${AGENCY}, 'Dunes team')`.execute(db);
    await sql`insert into team_member (team_id, worker_id, role)
      select team_id, ${OMAR}, 'social-worker' from team where name = 'Harbour team'`.execute(db);
    await sql`insert into team_member (team_id, worker_id, role)
      values (${OTHER_TEAM}, ${TESS}, 'social-worker'), (${OTHER_TEAM}, ${ADA}, 'data-steward')`.execute(
      db,
    );
    await sql`insert into role_ability values ('data-steward', 'administer-workers')`.execute(db);
  });
  for (const [worker, email] of [
    [TESS, 'tess@amparo.example'],
    [ADA, 'ada@amparo.example'],
  ] as const)
    await createSignIn(bench.database, { worker, email, password: PASSWORD });
});
afterAll(async () => {
  await bench.app.close();
  await bench.database.close();
});
beforeEach(async () => {
  await bench.database.asOwner((db) => sql`delete from auth_throttle`.execute(db));
});

async function as(name: string): Promise<Visitor> {
  const visitor = new Visitor(bench.app);
  await visitor.signIn(`${name}@amparo.example`);
  return visitor;
}

const devicesOf = (worker: string) => `/overseen-workers/${worker}/sessions`;

async function overseenBy(name: string): Promise<readonly string[]> {
  const { workers } = (await (await as(name)).send('GET', '/overseen-workers')).json();
  return workers.map((worker: { name: string }) => worker.name);
}

describe('[AC-16] who may not', () => {
  test('a worker without that duty answers for nobody, and finds no devices of anyone', async () => {
    expect(await overseenBy('omar')).toEqual([]);
    const omar = await as('omar');
    for (const worker of [ROSA, TESS, OMAR, '00000000-0000-4000-8000-00000000ffff']) {
      const answers = [
        await omar.send('GET', devicesOf(worker)),
        await omar.send('DELETE', `${devicesOf(worker)}/00000000-0000-4000-8000-00000000fffe`),
        await omar.send('POST', `${devicesOf(worker)}/end-all`, {}),
      ];
      for (const answer of answers)
        expect(answer.json()).toMatchObject({ code: 'access.overseen.unknown', status: 404 });
    }
  });

  test('a supervisor finds the people of their team only, a worker of another team looks like none', async () => {
    expect(await overseenBy('rosa')).toEqual(['Omar Example']);
    const rosa = await as('rosa');
    const tess = await rosa.send('GET', devicesOf(TESS));
    const nobody = await rosa.send('GET', devicesOf('00000000-0000-4000-8000-00000000ffff'));
    expect(tess.json()).toEqual(nobody.json());
  });

  test('a session of somebody else is not ended under the name of another worker', async () => {
    const [ada, tess] = [await as('ada'), await as('tess')];
    const [session] = (await tess.send('GET', '/sessions')).json().sessions;
    const answer = await ada.send('DELETE', `${devicesOf(OMAR)}/${session.id}`);
    expect(answer.json()).toMatchObject({ code: 'access.session.unknown', status: 404 });
    expect((await tess.send('GET', '/me')).statusCode).toBe(200);
  });
});

describe('[AC-16] who may', () => {
  test('whoever administers workers finds all others', async () => {
    expect(await overseenBy('ada')).toEqual(['Omar Example', 'Rosa Example', 'Tess Tryout']);
  });

  test('sees the devices of a worker and ends one, or all; each leaves a line with both names', async () => {
    const [rosa, phone, tablet] = [await as('rosa'), await as('omar'), await as('omar')];
    const seen = (await rosa.send('GET', devicesOf(OMAR))).json();
    expect(seen.worker).toEqual({ id: OMAR, name: 'Omar Example', teams: ['Harbour team'] });
    expect(seen.sessions[0]).toMatchObject({ device: 'Firefox on Linux', by: 'password' });
    const [own] = (await phone.send('GET', '/sessions')).json().sessions.filter(isCurrent);
    expect((await rosa.send('DELETE', `${devicesOf(OMAR)}/${own.id}`)).statusCode).toBe(200);
    expect((await phone.send('GET', '/me')).statusCode).toBe(401);
    expect((await tablet.send('GET', '/me')).statusCode).toBe(200);
    const ended = (await rosa.send('POST', `${devicesOf(OMAR)}/end-all`, {})).json().ended;
    expect(ended).toBeGreaterThan(0);
    expect((await tablet.send('GET', '/me')).statusCode).toBe(401);
    const { rows } = await bench.database.asOwner((db) =>
      sql<{ action: string; worker_id: string }>`select action, worker_id from audit_line
        where detail ->> 'about' = ${OMAR} order by audit_id`.execute(db),
    );
    expect(rows).toEqual([
      { action: 'access.devices-read', worker_id: ROSA },
      { action: 'access.device-ended', worker_id: ROSA },
      { action: 'access.devices-ended', worker_id: ROSA },
    ]);
  });

  test('a worker who was signed out everywhere signs in again at once: nobody is locked out', async () => {
    const rosa = await as('rosa');
    await rosa.send('POST', `${devicesOf(OMAR)}/end-all`, {});
    expect((await (await as('omar')).send('GET', '/me')).statusCode).toBe(200);
  });
});

test('one ends all other devices of one’s own, and stays signed in here', async () => {
  const [here, there, elsewhere] = [await as('tess'), await as('tess'), await as('tess')];
  const ended = (await here.send('POST', '/sessions/end-others', {})).json().ended;
  expect(ended).toBeGreaterThanOrEqual(2);
  expect((await here.send('GET', '/me')).statusCode).toBe(200);
  expect((await there.send('GET', '/me')).statusCode).toBe(401);
  expect((await elsewhere.send('GET', '/me')).statusCode).toBe(401);
});

function isCurrent(session: { current: boolean }): boolean {
  return session.current;
}
