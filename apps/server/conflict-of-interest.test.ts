import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ANSWERS, done, openACase, sectionOf } from './test-case.ts';
import {
  aCommand,
  type CountryServer,
  joinTeam,
  openCountryServer,
  type Person,
  TEAMS,
  workerOf,
} from './test-country.ts';

let server: CountryServer;
beforeAll(async () => {
  server = await openCountryServer();
  // A health worker in the team itself, who reads the care part and may not write it.
  await joinTeam(server, 'ife', TEAMS.coast, 'health-worker');
});
afterAll(() => server.close());

const against = (person: Person, over: Readonly<Record<string, unknown>> = {}) => ({
  ...aCommand(),
  worker: workerOf(person),
  kind: 'related',
  ...over,
});
const lifting = (over: Readonly<Record<string, unknown>> = {}) => ({
  ...aCommand(),
  reason: 'They only share a family name.',
  ...over,
});

describe('who may not declare a conflict', () => {
  test.each(['rami', 'toma', 'kai', 'mina', 'odo', 'ada', 'lio', 'uma'] as const)(
    '[AC-10] %s, for whom there is no such record',
    async (person) => {
      const { recordId } = await openACase(server.as('sela'));
      const client = server.as(person);
      const real = await client.post(`/records/${recordId}/conflicts`, against('sela'));
      const none = await client.post(`/records/${randomUUID()}/conflicts`, against('sela'));
      expect(real).toMatchObject({ status: 404, code: 'access.record.unknown' });
      expect(real).toEqual(none);
      expect((await server.as('sela').get(`/cases/${recordId}`)).status).toBe(200);
    },
  );

  test('[AC-1] a health worker, against a colleague: the care part is not theirs to write', async () => {
    const { recordId } = await openACase(server.as('sela'));
    const answer = await server.as('ife').post(`/records/${recordId}/conflicts`, against('sela'));
    expect(answer).toMatchObject({ status: 403, code: 'access.denied.class' });
    expect((await server.as('sela').get(`/cases/${recordId}`)).status).toBe(200);
  });
});

describe('who may not lift one', () => {
  test('[AC-5, AC-8] the worker concerned, be it the supervisor: to them the record is none', async () => {
    const { recordId } = await openACase(server.as('sela'));
    await done(server.as('sela').post(`/records/${recordId}/conflicts`, against('paz')));
    const url = `/records/${recordId}/conflicts/${workerOf('paz')}/lift`;
    expect(await server.as('paz').post(url, lifting())).toMatchObject({ status: 404 });
  });

  test('[AC-1] a social worker of the team, and a supervisor of another', async () => {
    const { recordId } = await openACase(server.as('sela'));
    await done(server.as('sela').post(`/records/${recordId}/conflicts`, against('noa')));
    const url = `/records/${recordId}/conflicts/${workerOf('noa')}/lift`;
    expect(await server.as('sela').post(url, lifting())).toMatchObject({
      status: 403,
      code: 'access.denied.ability',
    });
    expect(await server.as('huda').post(url, lifting())).toMatchObject({ status: 404 });
    expect((await server.as('noa').get(`/cases/${recordId}`)).status).toBe(404);
  });

  test('[AC-5] a supervisor, of themselves, although nothing is in force', async () => {
    const { recordId } = await openACase(server.as('sela'));
    const url = `/records/${recordId}/conflicts/${workerOf('paz')}/lift`;
    expect(await server.as('paz').post(url, lifting())).toMatchObject({
      status: 403,
      code: 'access.denied.own-work',
    });
  });
});

describe('what is refused', () => {
  test('somebody unknown, a kind unknown, the same twice, lifting what is not there', async () => {
    const { recordId } = await openACase(server.as('sela'));
    const url = `/records/${recordId}/conflicts`;
    const sela = server.as('sela');
    const stranger = { worker: randomUUID() };
    expect(await sela.post(url, against('noa', stranger))).toMatchObject({
      status: 404,
      code: 'access.worker.unknown',
    });
    expect(await sela.post(url, against('noa', { kind: 'enemy' }))).toMatchObject({ status: 400 });
    const first = against('noa');
    await done(sela.post(url, first));
    expect((await done(sela.post(url, first))).receipt.replayed).toBe(true);
    expect(await sela.post(url, { ...first, kind: 'alleged-exploiter' })).toMatchObject({
      status: 409,
      code: 'journal.entry.id-taken',
    });
    expect(await sela.post(url, against('noa'))).toMatchObject({
      status: 409,
      code: 'access.conflict.declared-before',
    });
    const lift = `${url}/${workerOf('ife')}/lift`;
    expect(await server.as('paz').post(lift, lifting())).toMatchObject({
      status: 404,
      code: 'access.conflict.unknown',
    });
    expect(await server.as('paz').post(lift, lifting({ reason: 'no' }))).toMatchObject({
      status: 400,
    });
  });
});

describe('a conflict', () => {
  test('[AC-8] shuts a colleague out of everything, whatever was granted, and lifted lets them in', async () => {
    const { recordId, code } = await openACase(server.as('sela'));
    const noa = server.as('noa');
    expect((await noa.get(`/cases/${recordId}`)).status).toBe(200);
    await done(server.as('sela').post(`/records/${recordId}/conflicts`, against('noa')));
    const urls = ['', '/timeline', '/held', '/identification'].map(
      (part) => `/cases/${recordId}${part}`,
    );
    for (const url of [...urls, `/records/${recordId}/grants`])
      expect((await noa.get(url)).status).toBe(404);
    const write = sectionOf(ANSWERS.registration, { whenRefused: 'hold' });
    expect(await noa.post(`/cases/${recordId}/registration`, write)).toMatchObject({
      status: 404,
      code: 'cases.case.unknown',
    });
    const list = await done(noa.get(`/cases?team=${TEAMS.coast}&limit=100`));
    expect(list.cases.map((card: { code: string }) => card.code)).not.toContain(code);

    const paz = server.as('paz');
    const { conflicts } = await done(paz.get(`/records/${recordId}/grants`));
    expect(conflicts).toMatchObject([
      { worker: { id: workerOf('noa') }, kind: 'related', by: { id: workerOf('sela') } },
    ]);
    const { notices } = await done(paz.get('/notices'));
    expect(notices).toContainEqual(
      expect.objectContaining({ kind: 'access.conflict-declared', recordId, reason: 'related' }),
    );
    const lift = lifting();
    const url = `/records/${recordId}/conflicts/${workerOf('noa')}/lift`;
    await done(paz.post(url, lift));
    expect((await done(paz.post(url, lift))).receipt.replayed).toBe(true);
    expect((await noa.get(`/cases/${recordId}`)).status).toBe(200);
    const { entries } = await done(paz.get(`/cases/${recordId}/timeline`));
    expect(entries.map((entry: { type: string }) => entry.type).slice(-2)).toEqual([
      'access.conflict-declared',
      'access.conflict-lifted',
    ]);
  });

  test('[AC-8] declared again after it was lifted shuts out again', async () => {
    const { recordId } = await openACase(server.as('sela'));
    const url = `/records/${recordId}/conflicts`;
    await done(server.as('sela').post(url, against('noa')));
    await done(server.as('paz').post(`${url}/${workerOf('noa')}/lift`, lifting()));
    await done(server.as('sela').post(url, against('noa')));
    expect((await server.as('noa').get(`/cases/${recordId}`)).status).toBe(404);
  });

  test('[AC-8] is declared of oneself, with an entry by whoever writes the care part', async () => {
    const { recordId } = await openACase(server.as('sela'));
    const { receipt } = await done(
      server.as('sela').post(`/records/${recordId}/conflicts`, against('sela')),
    );
    expect(receipt.position).toBe(2);
    expect((await server.as('sela').get(`/cases/${recordId}`)).status).toBe(404);
  });

  test('[AC-8] is declared of oneself by a reader too; the access log and the supervisor hear of it', async () => {
    const { recordId } = await openACase(server.as('sela'));
    const ife = server.as('ife');
    const answer = await done(ife.post(`/records/${recordId}/conflicts`, against('ife')));
    expect(answer).toEqual({ receipt: null });
    expect((await ife.get(`/cases/${recordId}`)).status).toBe(404);
    const paz = server.as('paz');
    const log = await done(paz.get(`/cases/${recordId}/access-log`, 'supervision'));
    expect(log.lines[1]).toMatchObject({
      action: 'access.worker-shut-out',
      by: { id: workerOf('ife') },
    });
    const { notices } = await done(paz.get('/notices'));
    expect(notices[0]).toMatchObject({ recordId, about: { id: workerOf('ife') } });
  });
});
