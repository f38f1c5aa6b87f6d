import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { done, openACase } from './test-case.ts';
import { aCommand, type CountryServer, openCountryServer, workerOf } from './test-country.ts';

let server: CountryServer;
beforeAll(async () => {
  server = await openCountryServer();
});
afterAll(() => server.close());

/** Someone who could not reach the responsible worker, at night. */
function breaking(over: Readonly<Record<string, unknown>> = {}) {
  return {
    ...aCommand(),
    classes: ['identity'],
    hours: 2,
    reason: 'responsible-worker-unreachable',
    explanation: 'The child called me from the station.',
    ...over,
  };
}

async function linesOf(recordId: string): Promise<readonly string[]> {
  const { rows } = await server.database.asOwner((owner) =>
    sql<{
      action: string;
    }>`select action from audit_line where record_id = ${recordId} order by audit_id`.execute(
      owner,
    ),
  );
  return rows.map((row) => row.action);
}

describe('who may not break the glass', () => {
  test.each(['ife', 'toma', 'kai', 'mina', 'odo', 'ada', 'lio', 'uma'] as const)(
    '[AC-1] %s, whose role does not include it, and nothing is left behind',
    async (person) => {
      const { recordId, code } = await openACase(server.as('sela'));
      const byId = await server.as(person).post(`/records/${recordId}/break-glass`, breaking());
      const byCode = await server.as(person).post('/break-glass', breaking({ code }));
      for (const answer of [byId, byCode])
        expect(answer).toMatchObject({ status: 403, code: 'access.denied.ability' });
      expect((await server.as(person).get(`/cases/${recordId}`)).status).toBe(404);
      expect(await linesOf(recordId)).toEqual(['cases.first-contact-made']);
    },
  );

  test('[AC-8, AC-10] a worker in a conflict of interest, to whom the record looks like none', async () => {
    const { recordId, code } = await openACase(server.as('sela'));
    const conflict = { ...aCommand(), worker: workerOf('rami'), kind: 'alleged-exploiter' };
    await done(server.as('sela').post(`/records/${recordId}/conflicts`, conflict));
    const rami = server.as('rami');
    const nobody = randomUUID();
    const answers = [
      await rami.post(`/records/${recordId}/break-glass`, breaking()),
      await rami.post(`/records/${nobody}/break-glass`, breaking()),
      await rami.post('/break-glass', breaking({ code })),
      await rami.post('/break-glass', breaking({ code: 'AAAA-AAAA-AAA' })),
      await rami.post('/break-glass', breaking({ code: 'no code at all' })),
    ];
    for (const answer of answers) {
      expect(answer).toEqual(answers[0]);
      expect(answer).toMatchObject({ status: 404, code: 'access.record.unknown' });
    }
    expect((await rami.get(`/cases/${recordId}`)).status).toBe(404);
    // The attempts stand in the log of the record that was tried, for its supervisor.
    const log = await done(server.as('paz').get(`/cases/${recordId}/access-log`, 'supervision'));
    const attempts = log.lines.filter(
      (line: { action: string }) => line.action === 'access.break-glass-refused',
    );
    expect(attempts.map((line: { by: { id: string } }) => line.by.id)).toEqual([
      workerOf('rami'),
      workerOf('rami'),
    ]);
  });
});

describe('what is refused', () => {
  test.each([
    ['more than a day', { hours: 25 }],
    ['no time', { hours: 0 }],
    ['no class', { classes: [] }],
    ['a class twice', { classes: ['care', 'care'] }],
    ['an unknown class', { classes: ['everything'] }],
    ['a reason of its own', { reason: 'curious' }],
    ['enforcement as a reason', { reason: 'immigration-enforcement' }],
    ['an explanation of a word', { explanation: 'because' }],
    ['an endless explanation', { explanation: 'x'.repeat(2001) }],
  ])('[AC-3] %s', async (_what, over) => {
    const { recordId } = await openACase(server.as('sela'));
    const answer = await server.as('rami').post(`/records/${recordId}/break-glass`, breaking(over));
    expect(answer).toMatchObject({ status: 400, code: 'request.invalid' });
    expect((await server.as('rami').get(`/cases/${recordId}`)).status).toBe(404);
  });

  test('another breaking under the same id, and a grant left half', async () => {
    const { recordId } = await openACase(server.as('sela'));
    const first = breaking();
    await done(server.as('rami').post(`/records/${recordId}/break-glass`, first));
    const other = { ...first, explanation: 'Something else altogether.' };
    expect(await server.as('rami').post(`/records/${recordId}/break-glass`, other)).toMatchObject({
      status: 409,
      code: 'journal.entry.id-taken',
    });
    expect(await server.as('huda').post(`/records/${recordId}/break-glass`, first)).toMatchObject({
      status: 409,
      code: 'journal.entry.id-taken',
    });
    expect((await server.as('huda').get(`/cases/${recordId}`)).status).toBe(404);
  });
});

describe('a broken glass', () => {
  test('[AC-3] opens the classes asked for and `care`, until the hour said, and no other', async () => {
    const { recordId } = await openACase(server.as('sela'));
    const rami = server.as('rami');
    expect((await rami.get(`/cases/${recordId}`)).status).toBe(404);
    const before = Date.now();
    const broken = await done(rami.post(`/records/${recordId}/break-glass`, breaking()));
    expect(broken).toMatchObject({ recordId, classes: ['identity', 'care'] });
    const hours = (Date.parse(broken.until) - before) / 3_600_000;
    expect(hours).toBeGreaterThan(1.99);
    expect(hours).toBeLessThan(2.01);
    const view = await done(rami.get(`/cases/${recordId}`));
    expect(view.firstContact.content.answers.setting).toBe('street');
    // Another purpose than the one it was broken for stays shut (AC-2).
    expect((await rami.get(`/cases/${recordId}`, 'justice-for-the-child')).status).toBe(404);
  });

  test('[AC-3] by the code as somebody types it, once however often it is sent', async () => {
    const { recordId, code } = await openACase(server.as('sela'));
    const typed = code.toLowerCase().replaceAll('-', ' ');
    const body = breaking({ code: typed });
    const first = await done(server.as('rami').post('/break-glass', body));
    const again = await done(server.as('rami').post('/break-glass', body));
    expect(first).toMatchObject({ recordId, receipt: { replayed: false } });
    expect(again).toEqual({ ...first, receipt: { ...first.receipt, replayed: true } });
    const { grants } = await done(server.as('paz').get(`/records/${recordId}/grants`));
    expect(grants.filter((grant: { kind: string }) => grant.kind === 'break-glass')).toHaveLength(
      1,
    );
  });

  test('[AC-3, AC-7] stands in the history with its reason, in the access log, and before the supervisor', async () => {
    const { recordId, code } = await openACase(server.as('sela'));
    await done(server.as('rami').post(`/records/${recordId}/break-glass`, breaking()));
    const paz = server.as('paz');
    const { entries } = await done(paz.get(`/cases/${recordId}/timeline`));
    expect(entries.at(-1)).toMatchObject({
      type: 'access.glass-broken',
      by: { id: workerOf('rami') },
      body: { reason: 'responsible-worker-unreachable', classes: ['identity', 'care'] },
    });
    const log = await done(paz.get(`/cases/${recordId}/access-log`, 'supervision'));
    expect(log.lines).toContainEqual(
      expect.objectContaining({
        action: 'access.glass-broken',
        by: expect.objectContaining({ id: workerOf('rami') }),
        classes: ['identity', 'care'],
      }),
    );
    const { notices, unseen } = await done(paz.get('/notices'));
    const notice = notices.find((one: { recordId: string }) => one.recordId === recordId);
    expect(notice).toMatchObject({
      kind: 'access.glass-broken',
      code,
      about: { id: workerOf('rami') },
      reason: 'responsible-worker-unreachable',
      seenAt: null,
    });
    await done(paz.post(`/notices/${notice.id}/seen`, {}));
    const after = await done(paz.get('/notices'));
    expect(after.unseen).toBe(unseen - 1);
    // Whoever broke it is told nothing, nor is anyone who does not answer for the record.
    for (const other of ['rami', 'huda', 'ada'] as const)
      expect(
        (await done(server.as(other).get('/notices'))).notices.filter(
          (one: { recordId: string }) => one.recordId === recordId,
        ),
      ).toEqual([]);
    expect(await server.as('huda').post(`/notices/${notice.id}/seen`, {})).toMatchObject({
      status: 404,
      code: 'access.notice.unknown',
    });
  });

  test('[AC-3] by the only supervisor of the team is told to those who oversee the agency', async () => {
    const { recordId } = await openACase(server.as('sela'));
    await done(server.as('paz').post(`/records/${recordId}/break-glass`, breaking()));
    const { notices } = await done(server.as('huda').get('/notices'));
    const notice = notices.find((one: { recordId: string }) => one.recordId === recordId);
    // Huda may not see the record, so that not even its code is shown to her.
    expect(notice).toMatchObject({ about: { id: workerOf('paz') }, code: null });
  });

  test('[AC-8] is not told to a supervisor whom a conflict shuts out', async () => {
    const { recordId } = await openACase(server.as('sela'));
    const conflict = { ...aCommand(), worker: workerOf('paz'), kind: 'related' };
    await done(server.as('sela').post(`/records/${recordId}/conflicts`, conflict));
    await done(server.as('rami').post(`/records/${recordId}/break-glass`, breaking()));
    const { notices } = await done(server.as('paz').get('/notices'));
    expect(notices.filter((one: { recordId: string }) => one.recordId === recordId)).toEqual([]);
  });

  test('[AC-3] ends when a supervisor ends it', async () => {
    const { recordId } = await openACase(server.as('sela'));
    const paz = server.as('paz');
    await done(server.as('rami').post(`/records/${recordId}/break-glass`, breaking()));
    const { grants } = await done(paz.get(`/records/${recordId}/grants`));
    const grant = grants.find((one: { kind: string }) => one.kind === 'break-glass');
    await done(paz.post(`/records/${recordId}/grants/${grant.grantId}/end`, aCommand()));
    expect((await server.as('rami').get(`/cases/${recordId}`)).status).toBe(404);
  });
});

test('[AC-3] the database gives no more than a day, whatever the program asks', async () => {
  const { recordId } = await openACase(server.as('sela'));
  const asker = { worker: workerOf('rami'), purpose: 'child-protection' } as const;
  const breakFor = (hours: number) =>
    server.database.transaction(asker, (tx) =>
      sql`select access_break_glass(${randomUUID()}, ${recordId}, array['identity'], ${hours}::numeric, 'x')`.execute(
        tx,
      ),
    );
  await expect(breakFor(24.5)).rejects.toThrow(/check constraint/);
  const kai = { ...asker, worker: workerOf('kai') };
  await expect(
    server.database.transaction(kai, (tx) =>
      sql`select access_break_glass(${randomUUID()}, ${recordId}, array['identity'], 1, 'x')`.execute(
        tx,
      ),
    ),
  ).rejects.toThrow(/may not break the glass/);
});
