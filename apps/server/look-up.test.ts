import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ANSWERS, done, openACase, openingOf, sectionOf } from './test-case.ts';
import { type CountryServer, openCountryServer, TEAMS } from './test-country.ts';

let server: CountryServer;
beforeAll(async () => {
  server = await openCountryServer();
});
afterAll(() => server.close());

const name = (spoken: string, script = 'Latn') => ({ name: { spoken, script } });

async function registered(spoken: string, script = 'Latn'): Promise<string> {
  const { recordId } = await openACase(server.as('sela'));
  const answers = { ...ANSWERS.registration, ...name(spoken, script) };
  await done(server.as('sela').post(`/cases/${recordId}/registration`, sectionOf(answers)));
  return recordId;
}

describe('[CA-7] search before create', () => {
  test('finds a case of one’s own by any part of the name, in any order', async () => {
    const recordId = await registered('Tiberius Unlikely Nobody');
    for (const spoken of ['tiberius unlikely', 'Nobody Tiberius', 'UNLIKELY'])
      expect(await done(server.as('noa').post('/cases/look-up', name(spoken)))).toMatchObject({
        known: [{ recordId }],
        elsewhere: false,
      });
    const nothing = await done(server.as('noa').post('/cases/look-up', name('Tiberius Other')));
    expect(nothing).toEqual({ known: [], elsewhere: false });
  });

  test('finds a name in Arabic script', async () => {
    const recordId = await registered('زمرد مخترعة', 'Arab');
    const found = await done(server.as('noa').post('/cases/look-up', name('زمرد', 'Arab')));
    expect(found.known).toMatchObject([{ recordId }]);
  });

  test('says of others’ cases that there may be one, and not which nor how many', async () => {
    await registered('Calpurnia Imagined');
    await registered('Calpurnia Imagined');
    expect(
      await done(server.as('rami').post('/cases/look-up', name('Calpurnia Imagined'))),
    ).toEqual({ known: [], elsewhere: true });
  });

  test('[AC-1] is not for those who register no child', async () => {
    for (const person of ['ife', 'toma', 'kai', 'mina', 'ada', 'uma'] as const)
      expect(await server.as(person).post('/cases/look-up', name('Calpurnia'))).toMatchObject({
        status: 403,
        code: 'access.denied.ability',
      });
  });
});

describe('a body that is broken', () => {
  const send = async (payload: string) => {
    const signedIn = await server.app.inject({
      method: 'POST',
      url: '/api/sign-in',
      headers: { 'x-amparo-request': '1' },
      payload: { email: 'social.worker@demo.invalid', password: 'lantern-reed-amber-27' },
    });
    const cookie = signedIn.cookies
      .map((one) => `${one.name}=${encodeURIComponent(one.value)}`)
      .join('; ');
    return server.app.inject({
      method: 'POST',
      url: '/api/cases',
      headers: { cookie, 'x-amparo-request': '1', 'content-type': 'application/json' },
      payload,
    });
  };
  const open = async () =>
    (await done(server.as('sela').get(`/cases?team=${TEAMS.coast}&limit=100`))).cases.length;

  test.each([
    ['cut off in the middle', (whole: string) => whole.slice(0, whole.length / 2), 400],
    ['longer than anybody writes', (whole: string) => whole.padEnd(5_000_000, ' '), 413],
    ['with a nul in it', (whole: string) => whole.replace('street', String.raw`\u0000`), 400],
    ['that is a list', (whole: string) => `[${whole}]`, 400],
    ['that is nothing', () => '', 400],
  ])('%s is refused and opens no case', async (_what, broken, status) => {
    const before = await open();
    const response = await send(broken(JSON.stringify(openingOf())));
    expect(response.statusCode).toBe(status);
    expect(response.json().detail.length).toBeGreaterThan(20);
    expect(await open()).toBe(before);
  });
});
