import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listCases } from '#capabilities/cases/endpoints.ts';
import { readDemo } from '#packs/demo/demo-endpoint.ts';
import { STATE_IDS } from '#packs/demo/generated/child-states.ts';
import { openTestDatabase, type TestDatabase } from '#platform/database/test-database.ts';
import { parseMasterKeys } from '#platform/vault/master-keys.ts';
import { type Country, openCountry } from '../open-country.ts';
import { testConfig } from '../test-server.ts';
import { demoOperator } from './demo-operator.ts';
import { demoTeam, demoWorker } from './seed-people.ts';
import { instantAt } from '#kernel/instant.ts';

const TOLD = 24;
/** Every state of the work once, and a few more. */
const MANY = STATE_IDS.length + 5;

let database: TestDatabase;
const text = JSON.stringify({ current: 'k', keys: { k: randomBytes(32).toString('base64') } });

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

async function open(children: number): Promise<Country> {
  const keys = parseMasterKeys(text);
  if (!keys.ok) throw new Error(keys.refusal.code);
  const config = testConfig({ AMPARO_DEMO_CHILDREN: String(children) });
  const opened = await openCountry(config, database, keys.value);
  if (!opened.ok) throw new Error(opened.refusal.sentence);
  return opened.value;
}

async function records(): Promise<readonly string[]> {
  const { rows } = await database.asOwner((owner) =>
    sql<{ id: string }>`select record_id as id from journal_record order by 1`.execute(owner),
  );
  return rows.map(({ id }) => id);
}

const told = async (country: Country) => {
  const route = country.slices
    .flatMap((slice) => slice.routes)
    .find(({ endpoint }) => endpoint.id === readDemo.id);
  if (!route) throw new Error('Nothing tells of the demo');
  const hand = { worker: demoWorker('analyst@demo.invalid'), now: instantAt(Date.now()) };
  const answer = await demoOperator([route])(readDemo, {}, hand);
  return readDemo.output.parse(answer).demo;
};

test('the server opens with the children told by hand, and no more than it was told to invent', async () => {
  const country = await open(0);
  expect((await records()).length).toBe(TOLD);
  await country.children?.write(new AbortController().signal);
  expect((await records()).length).toBe(TOLD);
  expect((await told(country))?.children).toEqual({ written: TOLD, of: TOLD });
});

test('writing that is stopped goes on where it was, and writes nobody twice', async () => {
  const first = await open(TOLD + MANY);
  const stopping = new AbortController();
  const writing = first.children?.write(stopping.signal);
  while ((await records()).length < TOLD + 3) await new Promise((go) => setTimeout(go, 10));
  stopping.abort();
  await writing;
  const before = await records();
  expect(before.length).toBeLessThan(TOLD + MANY);
  expect((await told(first))?.children.written).toBe(before.length);

  const second = await open(TOLD + MANY);
  expect(second.children?.progress()).toEqual({ written: before.length, of: TOLD + MANY });
  await second.children?.write(new AbortController().signal);
  const after = await records();
  expect(after.length).toBe(TOLD + MANY);
  expect(after).toEqual(expect.arrayContaining([...before]));
  expect(second.children?.progress()).toEqual({ written: TOLD + MANY, of: TOLD + MANY });
});

test('each stands on the list of the team that answers for it', async () => {
  const country = await open(TOLD + MANY);
  const operate = demoOperator(country.slices.flatMap((slice) => slice.routes));
  const now = instantAt(Date.now());
  const lists = [
    ['coast-protection', 'supervisor@demo.invalid'],
    ['hills-protection', 'supervisor.hills@demo.invalid'],
    ['capital-protection', 'supervisor.capital@demo.invalid'],
    ['hotels-protection', 'supervisor.hotels@demo.invalid'],
  ] as const;
  let listed = 0;
  for (const [team, supervisor] of lists) {
    const input = { team: demoTeam(team), limit: 100 };
    const hand = { worker: demoWorker(supervisor), now };
    const { cases } = listCases.output.parse(await operate(listCases, input, hand));
    expect([team, cases.length > 0]).toEqual([team, true]);
    listed += cases.length;
  }
  expect(listed).toBe(TOLD + MANY);
});

test('a child whose last step is refused is not there at all', async () => {
  // The plan of this child is judged by its supervisor, who has left before the child is written.
  const supervisor = demoWorker('supervisor.hotels@demo.invalid');
  await database.asOwner((owner) =>
    sql`update team_member set valid_until = now() where worker_id = ${supervisor}`.execute(owner),
  );
  const country = await open(TOLD + 376);
  await expect(country.children?.write(new AbortController().signal)).rejects.toThrow(
    /^Demo data: cases\.\S+ refused/,
  );
  // Those who were written are whole; the one that was refused left no record behind.
  expect((await records()).length).toBe(country.children?.progress().written);
});
