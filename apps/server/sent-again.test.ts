import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ANSWERS, done, factsOf, openACase, openingOf, planOf, sectionOf } from './test-case.ts';
import { aCommand, type CountryServer, day, openCountryServer } from './test-country.ts';

/** A line that breaks after the request arrived: the device sends it again, once more a day later. */
let server: CountryServer;
beforeAll(async () => {
  server = await openCountryServer();
});
afterAll(() => server.close());

type Command = {
  readonly url: (recordId: string) => string;
  readonly body: () => object;
  /** What makes it another command under the same id. */
  readonly other: object;
};

const COMMANDS: Readonly<Record<string, Command>> = {
  registration: {
    url: (id) => `/cases/${id}/registration`,
    body: () => sectionOf(ANSWERS.registration),
    other: { answers: { ...ANSWERS.registration, sex: 'boy' } },
  },
  consent: {
    url: (id) => `/cases/${id}/consent`,
    body: () => sectionOf(ANSWERS.consent),
    other: { answers: { ...ANSWERS.consent, safeCaregiver: 'yes' } },
  },
  risk: {
    url: (id) => `/cases/${id}/risk`,
    body: () => sectionOf(ANSWERS.risk),
    other: { answers: { ...ANSWERS.risk, level: 'immediate' } },
  },
  plan: {
    url: (id) => `/cases/${id}/plan`,
    body: () => planOf(),
    other: { actions: [{ ...ANSWERS.action, dueDay: day(8) }] },
  },
  facts: {
    url: (id) => `/cases/${id}/identification/facts`,
    body: () => factsOf(),
    other: { answers: { ...ANSWERS.facts, transported: 'no' } },
  },
  'facts with an age': {
    url: (id) => `/cases/${id}/identification/facts`,
    body: () =>
      factsOf(ANSWERS.facts, { event: { precision: 'year', year: 2025, basis: 'child' } }),
    other: { event: { precision: 'year', year: 2024, basis: 'child' } },
  },
  status: {
    url: (id) => `/cases/${id}/identification/status`,
    body: () => ({ ...aCommand(), to: 'suspected' }),
    other: { to: 'presumed' },
  },
};

async function startedCase(): Promise<string> {
  const { recordId } = await openACase(server.as('sela'));
  return recordId;
}

async function countOf(recordId: string): Promise<number> {
  const { entries } = await done(server.as('paz').get(`/cases/${recordId}/timeline`));
  return entries.length;
}

describe.each(Object.entries(COMMANDS))('%s', (name, { url, body, other }) => {
  test('sent twice changes once and is answered alike; another under its id is refused', async () => {
    const recordId = await startedCase();
    const sela = server.as('sela');
    if (name === 'plan') await done(sela.post(`/cases/${recordId}/risk`, sectionOf(ANSWERS.risk)));
    const sent = body();
    const first = await done(sela.post(url(recordId), sent));
    const count = await countOf(recordId);
    const receipt = first.receipt ?? first;
    expect(receipt.replayed).toBe(false);
    const again = await done(sela.post(url(recordId), sent));
    expect(again.receipt ?? again).toEqual({ ...receipt, replayed: true });
    const changed = { ...sent, ...other };
    expect(await sela.post(url(recordId), changed)).toMatchObject({
      status: 409,
      code: 'journal.entry.id-taken',
    });
    expect(await server.as('noa').post(url(recordId), sent)).toMatchObject({
      status: 409,
      code: 'journal.entry.id-taken',
    });
    expect(await countOf(recordId)).toBe(count);
  });
});

test('a case opened twice is opened once; another under its id is refused', async () => {
  const sela = server.as('sela');
  const sent = openingOf();
  const first = await done(sela.post('/cases', sent));
  const again = await done(sela.post('/cases', sent));
  expect(again).toEqual({ ...first, receipt: { ...first.receipt, replayed: true } });
  const answers = { ...ANSWERS.firstContact, setting: 'school' };
  const otherIds = { ...sent, entryId: aCommand().entryId };
  for (const other of [{ ...sent, answers }, otherIds])
    expect(await sela.post('/cases', other)).toMatchObject({
      status: 409,
      code: 'journal.entry.id-taken',
    });
  expect(await server.as('noa').post('/cases', sent)).toMatchObject({ status: 409 });
  expect(await countOf(sent.recordId)).toBe(1);
});

test('a hand-over under the id of another is refused', async () => {
  const kai = server.as('kai');
  const sent = openingOf();
  await done(kai.post('/handovers', sent));
  const later = { ...sent, deviceTime: new Date(Date.now() + 1000).toISOString() };
  for (const person of ['kai', 'mina'] as const)
    expect(await server.as(person).post('/handovers', later)).toMatchObject({
      status: 409,
      code: 'journal.entry.id-taken',
    });
});

test('a judgement sent twice is given once; the opposite under its id is refused', async () => {
  const recordId = await startedCase();
  await done(server.as('sela').post(`/cases/${recordId}/risk`, sectionOf(ANSWERS.risk)));
  const plan = await done(server.as('sela').post(`/cases/${recordId}/plan`, planOf()));
  const url = `/cases/${recordId}/plan/judgement`;
  const sent = { ...aCommand(), basedOn: plan.receipt.position, approved: true };
  const first = await done(server.as('paz').post(url, sent));
  expect(await done(server.as('paz').post(url, sent))).toEqual({ ...first, replayed: true });
  const opposite = { ...sent, approved: false, note: 'Not like this.' };
  expect(await server.as('paz').post(url, opposite)).toMatchObject({ status: 409 });
});
