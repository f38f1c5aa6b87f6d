import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ANSWERS, done, openACase, openingOf, sectionOf, withPlan } from './test-case.ts';
import {
  aCommand,
  type Client,
  type CountryServer,
  openCountryServer,
  type Person,
  TEAMS,
  workerOf,
} from './test-country.ts';

let server: CountryServer;
beforeAll(async () => {
  server = await openCountryServer();
});
afterAll(() => server.close());

const assign = (who: Client, recordId: string, person: Person | null, basedOn = 0) =>
  who.post(`/cases/${recordId}/assignment`, {
    ...aCommand(),
    basedOn,
    worker: person && workerOf(person),
  });
const list = async (who: Client, query: string): Promise<readonly string[]> => {
  const page = await done(who.get(`/cases?team=${TEAMS.coast}&${query}`));
  return page.cases.map(({ recordId }: { recordId: string }) => recordId);
};

/** A child whom the border handed over to the coast: nobody has the case yet. */
async function handedOver() {
  const opening = openingOf();
  await done(server.as('kai').post('/handovers', opening));
  return opening.recordId;
}

describe('[CA-10] who has a case', () => {
  test('is not said by someone of another team, nor by a colleague for somebody else', async () => {
    const recordId = await handedOver();
    expect(await assign(server.as('rami'), recordId, 'rami')).toMatchObject({
      status: 404,
      code: 'cases.case.unknown',
    });
    expect(await assign(server.as('kai'), recordId, null)).toMatchObject({ status: 404 });
    expect(await assign(server.as('noa'), recordId, 'sela')).toMatchObject({
      status: 403,
      code: 'access.denied.ability',
    });
  });

  test('is whoever opened it for their own team; a child handed over waits for someone', async () => {
    const { recordId: own } = await openACase(server.as('sela'));
    const waiting = await handedOver();
    const view = await done(server.as('sela').get(`/cases/${own}`));
    expect(view.assignment).toMatchObject({ worker: { id: workerOf('sela') }, mayTakeOn: false });
    expect(await list(server.as('sela'), 'of=worker')).toContain(own);
    expect(await list(server.as('sela'), 'of=nobody')).toContain(waiting);
    expect(await list(server.as('sela'), 'of=nobody')).not.toContain(own);
  });

  test('a worker takes on a case that nobody has; of two at once, one has it', async () => {
    const recordId = await handedOver();
    const [sela, noa] = await Promise.all([
      assign(server.as('sela'), recordId, 'sela'),
      assign(server.as('noa'), recordId, 'noa'),
    ]);
    expect([sela, noa].filter(({ status }) => status === 200)).toHaveLength(1);
    const holder = sela.status === 200 ? 'sela' : 'noa';
    expect(await list(server.as(holder), 'of=worker')).toContain(recordId);
  });

  test('a supervisor gives it to another, takes it back, and the timeline tells', async () => {
    const { recordId } = await openACase(server.as('sela'));
    const paz = server.as('paz');
    const given = await done(assign(paz, recordId, 'noa'));
    expect(await assign(paz, recordId, 'noa', given.position)).toMatchObject({
      code: 'cases.assignment.unchanged',
    });
    expect(await assign(paz, recordId, 'sela')).toMatchObject({ code: 'section.moved-on' });
    await done(assign(paz, recordId, null, given.position));
    const { entries } = await done(paz.get(`/cases/${recordId}/timeline`));
    const told = entries.filter(({ type }: { type: string }) => type === 'cases.worker-assigned');
    expect(told).toMatchObject([
      { by: { id: workerOf('paz') }, body: { worker: workerOf('noa') } },
      { body: { worker: null } },
    ]);
  });

  test('is never someone who plans for no child of that team', async () => {
    const { recordId } = await openACase(server.as('sela'));
    for (const person of ['rami', 'kai', 'ife'] as const)
      expect(await assign(server.as('paz'), recordId, person)).toMatchObject({
        status: 422,
        code: 'cases.assignment.not-a-colleague',
      });
  });
});

describe('[CA-11] the load of a team', () => {
  test('is for its supervisor, and for no other team', async () => {
    for (const person of ['sela', 'kai', 'ada', 'ife'] as const)
      expect(await server.as(person).get(`/teams/${TEAMS.coast}/load`)).toMatchObject({
        status: 403,
        code: 'access.denied.ability',
      });
    expect(await server.as('huda').get(`/teams/${TEAMS.coast}/load`)).toMatchObject({
      status: 403,
    });
  });

  test('counts open, late and urgent cases, also of those who have none', async () => {
    const of = async (person: Person) => {
      const load = await done(server.as('paz').get(`/teams/${TEAMS.coast}/load`));
      return load.workers.find(
        ({ worker }: { worker: { id: string } }) => worker.id === workerOf(person),
      );
    };
    const before = await of('sela');
    const { recordId } = await openACase(server.as('sela'));
    await done(server.as('sela').post(`/cases/${recordId}/risk`, sectionOf(ANSWERS.risk)));
    const after = await of('sela');
    expect(after).toMatchObject({ open: before.open + 1, urgent: before.urgent + 1 });
    expect(await of('paz')).toMatchObject({ worker: { id: workerOf('paz') } });
  });
});

test('[CA-4] plans that wait for a supervisor are a list of their own', async () => {
  const made = await openACase(server.as('sela'));
  expect(await list(server.as('paz'), 'of=approval')).not.toContain(made.recordId);
  const basedOn = await withPlan(server.as('sela'), made);
  expect(await list(server.as('paz'), 'of=approval')).toContain(made.recordId);
  const judgement = { ...aCommand(), basedOn, approved: true };
  await done(server.as('paz').post(`/cases/${made.recordId}/plan/judgement`, judgement));
  expect(await list(server.as('paz'), 'of=approval')).not.toContain(made.recordId);
});

test('[CA-9] whoever hands a child over keeps receipts, and reads from them that someone took over', async () => {
  const recordId = await handedOver();
  const receiptOf = async (person: Person) => {
    const { receipts } = await done(server.as(person).get('/handovers'));
    return receipts.find((one: { recordId: string }) => one.recordId === recordId);
  };
  expect(await receiptOf('mina')).toBeUndefined();
  expect(await receiptOf('kai')).toMatchObject({ team: { id: TEAMS.coast }, takenAt: null });
  await done(server.as('sela').get(`/cases/${recordId}`));
  const receipt = await receiptOf('kai');
  expect(receipt.takenAt).not.toBeNull();
  expect(Object.keys(receipt).toSorted()).toEqual([
    'arrivedAt',
    'code',
    'recordId',
    'takenAt',
    'team',
  ]);
  expect(await server.as('kai').get(`/cases/${recordId}`)).toMatchObject({ status: 404 });
});
