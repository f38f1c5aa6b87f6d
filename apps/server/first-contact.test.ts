import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ANSWERS, done, openACase, openingOf, sectionOf } from './test-case.ts';
import { aCommand, type CountryServer, day, openCountryServer } from './test-country.ts';

let server: CountryServer;
beforeAll(async () => {
  server = await openCountryServer();
});
afterAll(() => server.close());

const QUICK = { safeNow: 'no', dangers: ['alone'], withWhom: ['nobody'], metOn: day(0) };
const { metOn: _metOn, ...rest } = ANSWERS.firstContact;
const WHOLE = { ...rest, ...QUICK };
const quick = (over: object = {}) =>
  openingOf({ formVersion: 2, part: 'quick', answers: QUICK, ...over });

describe('[CA-22] a first contact in haste', () => {
  test('whoever may not write the part cannot complete it either', async () => {
    const { recordId } = await done(server.as('sela').post('/cases', quick()));
    const body = sectionOf(WHOLE, { formVersion: 2, basedOn: 1 });
    for (const [person, code] of [
      ['ife', 'cases.case.unknown'],
      ['kai', 'cases.case.unknown'],
      ['rami', 'cases.case.unknown'],
    ] as const) {
      const answer = await server.as(person).post(`/cases/${recordId}/first-contact`, body);
      expect([person, answer.code]).toEqual([person, code]);
    }
  });

  test('is saved with safety alone, and completed by anyone of the team', async () => {
    const { recordId } = await done(server.as('sela').post('/cases', quick()));
    const before = await done(server.as('paz').get(`/cases/${recordId}`));
    expect(before.firstContact.content).toMatchObject({ answers: QUICK, isWhole: false });
    const basedOn = before.firstContact.position;
    const body = sectionOf(WHOLE, { formVersion: 2, basedOn });
    await done(server.as('paz').post(`/cases/${recordId}/first-contact`, body));
    const after = await done(server.as('sela').get(`/cases/${recordId}`));
    expect(after.firstContact.content).toMatchObject({ answers: WHOLE, isWhole: true });
    const { entries } = await done(server.as('sela').get(`/cases/${recordId}/timeline`));
    expect(entries.map((entry: { type: string }) => entry.type)).toEqual([
      'cases.first-contact-made',
      'cases.first-contact-completed',
    ]);
  });

  test('asks for what the quick part needs, and the whole for everything', async () => {
    const { safeNow: _safe, ...unsafe } = QUICK;
    const issuesOf = async (over: object) => {
      const answer = await server.as('sela').post('/cases', quick(over));
      expect([answer.status, answer.code]).toEqual([422, 'form.answers.invalid']);
      return answer.body.issues.map((issue: { path: string }) => issue.path).toSorted();
    };
    expect(await issuesOf({ answers: { withWhom: ['nobody'], metOn: day(0) } })).toEqual([
      'safeNow',
    ]);
    expect(await issuesOf({ answers: unsafe })).toContain('dangers');
    expect(await issuesOf({ part: 'whole' })).toEqual([
      'appearsUnder18',
      'metAt',
      'setting',
      'urgentNeeds',
    ]);
  });

  test('is handed over by a border officer, whose team completes it', async () => {
    const given = await done(server.as('kai').post('/handovers', quick()));
    expect(given.code).toMatch(/^[0-9A-Z]{4}-/);
  });
});

test('[CA-21] the clock of medical care is told, and stands unconfirmed', async () => {
  const answers = { ...WHOLE, recentViolence: 'unknown', violenceWhen: 'not-known' };
  const opened = openingOf({ formVersion: 2, answers });
  const { recordId } = await done(server.as('sela').post('/cases', opened));
  const view = await done(server.as('sela').get(`/cases/${recordId}`));
  const clock = view.clocks.find((one: { clock: string }) => one.clock === 'medical-care');
  expect(clock).toMatchObject({ confirmed: false });
  expect(Date.parse(clock.at)).toBeLessThanOrEqual(Date.now());
  expect(view.dueAt).toBe(clock.at);
  const ahead = { ...answers, violenceWhen: 'today', violenceDay: day(3) };
  const refused = await server
    .as('sela')
    .post('/cases', openingOf({ formVersion: 2, answers: ahead }));
  expect([refused.status, refused.code]).toEqual([422, 'cases.contact.violence-in-future']);
});

test('[CA-24] a birth after the meeting is refused, and the registration stays as it was', async () => {
  const { recordId } = await openACase(server.as('sela'));
  const birth = { precision: 'day', day: day(-1), basis: 'child' };
  const late = { ...birth, day: new Date(Date.now()).toISOString().slice(0, 10) };
  const body = (one: object) => sectionOf({ ...ANSWERS.registration, birth: one });
  const opened = openingOf({ answers: { ...ANSWERS.firstContact, metOn: day(-10) } });
  const { recordId: other } = await done(server.as('sela').post('/cases', opened));
  const refused = await server.as('sela').post(`/cases/${other}/registration`, body(late));
  expect([refused.status, refused.code]).toEqual([422, 'cases.registration.birth-after-meeting']);
  expect((await done(server.as('sela').get(`/cases/${other}`))).registration.content).toBeNull();
  await done(server.as('sela').post(`/cases/${recordId}/registration`, body(birth)));
});

describe('[CA-23] an agreement that is taken back', () => {
  const withdrawal = (basedOn: number, over: object = {}) => ({
    ...aCommand(),
    basedOn,
    purpose: 'referral',
    who: 'child',
    told: 'From now on we tell nobody else.',
    ...over,
  });
  const withConsent = async () => {
    const { recordId } = await openACase(server.as('sela'));
    const { receipt } = await done(
      server.as('sela').post(`/cases/${recordId}/consent`, sectionOf(ANSWERS.consent)),
    );
    return { path: `/cases/${recordId}`, basedOn: receipt.position };
  };

  test('is nobody’s business outside the team, and leaves no trace when refused', async () => {
    const { path, basedOn } = await withConsent();
    const refused = await server.as('rami').post(`${path}/consent/withdrawal`, withdrawal(basedOn));
    expect(refused.code).toBe('cases.case.unknown');
    const { consent } = await done(server.as('sela').get(path));
    expect(consent.content.withdrawn).toEqual([]);
  });

  test('stands on the case with who, when and what the child was told, and stops what rested on it', async () => {
    const { path, basedOn } = await withConsent();
    const sent = withdrawal(basedOn);
    await done(server.as('sela').post(`${path}/consent/withdrawal`, sent));
    // A second tap is the same withdrawal.
    const again = await done(server.as('sela').post(`${path}/consent/withdrawal`, sent));
    expect(again.replayed).toBe(true);
    const { consent } = await done(server.as('sela').get(path));
    expect(consent.content).toMatchObject({
      answers: { referral: 'refused', services: 'agreed' },
      withdrawn: [
        { purpose: 'referral', who: 'child', told: sent.told, by: { name: 'Sela Sample' } },
      ],
    });
    await done(server.as('sela').post(`${path}/risk`, sectionOf(ANSWERS.risk)));
    const actions = [{ ...ANSWERS.action, tells: ['health'] }];
    const plan = { ...aCommand(), formVersion: 1, basedOn: 0, actions };
    expect((await server.as('sela').post(`${path}/plan`, plan)).code).toBe(
      'cases.plan.consent-missing',
    );
  });

  test('is not stopped by what somebody else wrote meanwhile', async () => {
    const { path, basedOn } = await withConsent();
    await done(server.as('sela').post(`${path}/consent`, sectionOf(ANSWERS.consent, { basedOn })));
    await done(server.as('sela').post(`${path}/consent/withdrawal`, withdrawal(basedOn)));
    const { consent } = await done(server.as('sela').get(path));
    expect(consent.content.answers.referral).toBe('refused');
  });

  test('is refused where nothing was agreed, and without what the child was told', async () => {
    const { path, basedOn } = await withConsent();
    const post = (over: object) =>
      server.as('sela').post(`${path}/consent/withdrawal`, withdrawal(basedOn, over));
    expect((await post({ purpose: 'statistics' })).code).toBe('cases.consent.none-to-withdraw');
    expect((await post({ told: '  ' })).code).toBe('request.invalid');
    expect((await post({ who: 'worker-best-interests' })).code).toBe('request.invalid');
  });
});
