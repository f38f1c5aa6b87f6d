import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { TeamId } from '#kernel/ids.ts';
import { ANSWERS, done, openACase, openingOf, sectionOf } from './test-case.ts';
import { type CountryServer, openCountryServer } from './test-country.ts';
import { setUpDevice } from './test-field-device.ts';

let server: CountryServer;
beforeAll(async () => {
  server = await openCountryServer();
});
afterAll(() => server.close());

type Line = { readonly action: string; readonly worker: string; readonly detail: object };

async function linesOf(work: () => Promise<unknown>): Promise<readonly Line[]> {
  const rows = async (after: string) =>
    server.database.asOwner(async (owner) => {
      const found = await sql<Line & { id: string }>`
        select audit_id::text as id, action, worker_id as worker, detail from audit_line
        where audit_id > ${after}::bigint order by audit_id`.execute(owner);
      return found.rows;
    });
  const before = (await rows('0')).at(-1)?.id ?? '0';
  await work();
  return (await rows(before)).map(({ action, worker, detail }) => ({ action, worker, detail }));
}

const actions = (lines: readonly Line[]) => lines.map((line) => line.action);

test('[AC-19, AC-21] a device that is set up, renewed and taken back leaves a line each time', async () => {
  const sela = server.as('sela');
  let deviceId = '';
  const made = await linesOf(async () => {
    ({ deviceId } = await setUpDevice(server, 'sela'));
  });
  expect(actions(made)).toContain('access.field-device-set-up');
  const renewed = await linesOf(() => done(sela.post(`/field-devices/${deviceId}/lease`, {})));
  expect(actions(renewed)).toEqual(['access.lease-renewed']);
  const revoke = () => done(sela.post(`/field-devices/${deviceId}/revoke`, { reason: 'lost' }));
  expect(actions(await linesOf(revoke))).toEqual(['access.field-device-revoked']);
  // Taking it back again changes nothing, and says nothing.
  expect(await linesOf(revoke)).toEqual([]);
});

test('[AC-7] a page that carries an identity leaves a line; an idle one leaves none', async () => {
  const { recordId } = await openACase(server.as('sela'));
  await done(
    server.as('sela').post(`/cases/${recordId}/registration`, sectionOf(ANSWERS.registration)),
  );
  const mine = await setUpDevice(server, 'sela');
  const carried = await linesOf(() => mine.pullAll());
  expect(carried).toContainEqual({
    action: 'sync.identity-carried',
    worker: mine.client.worker,
    detail: { device: mine.deviceId, page: expect.any(Number) },
  });
  expect(await linesOf(() => mine.pull())).toEqual([]);
});

test('[AC-7] what was opened without a network is noted once, and only of what was carried', async () => {
  const opened = await openACase(server.as('sela'));
  const mine = await setUpDevice(server, 'sela');
  await mine.pullAll();
  const never = await openACase(server.as('rami'), await hillsTeam());
  const at = '2024-05-05T05:05:05.000Z';
  const notes = [opened, never].map(({ recordId }) => ({ recordId, action: 'cases.opened', at }));
  const lines = await linesOf(async () => {
    await mine.push([], notes);
    await mine.push([], notes);
  });
  expect(lines).toEqual([
    {
      action: 'cases.opened',
      worker: mine.client.worker,
      detail: { offline: true, device: mine.deviceId, deviceTime: at },
    },
  ]);
});

async function hillsTeam(): Promise<TeamId> {
  return TeamId.parse((await server.as('rami').get('/me')).body.worker.teams[0].id);
}

test('a missing item, a broken chain and a forked one each leave an alarm', async () => {
  const mine = await setUpDevice(server, 'sela');
  mine.item('cases.open', openingOf()); // numbered, and lost
  const after = mine.item('cases.open', openingOf());
  expect(actions(await linesOf(() => mine.push([after])))).toContain('sync.items-missing');
  const unchained = mine.item('cases.open', openingOf(), { before: '0'.repeat(64) });
  expect(actions(await linesOf(() => mine.push([unchained])))).toContain('sync.chain-broken');
  const forked = mine.item('cases.open', openingOf(), { number: 2 });
  const lines = await linesOf(() => mine.push([forked]));
  expect(lines).toEqual([
    {
      action: 'sync.item-forked',
      worker: mine.client.worker,
      detail: { device: mine.deviceId, number: 2 },
    },
  ]);
});
