import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as endpoints from '#capabilities/referrals/endpoints.ts';
import { SensitivityClass } from '#kernel/sensitivity.ts';
import { ANSWERS, done, openACase, sectionOf } from './test-case.ts';
import { aCommand, type CountryServer, day, openCountryServer, TEAMS } from './test-country.ts';
import { refusalsReached } from './test-refusals.ts';
import {
  aChildWhoAgreed,
  aReferral,
  CLINIC,
  CONSENT_TO_TELL,
  FOR_HEALTH,
  pathOf,
  POLICE,
  REFERRAL,
  referralOf,
  replying,
  SCHOOL,
} from './test-referral.ts';

let server: CountryServer;
beforeAll(async () => {
  server = await openCountryServer();
});
afterAll(() => server.close());

const { refused, unreached } = refusalsReached();
const sela = () => server.as('sela');
const ife = () => server.as('ife');

describe('asking a service', () => {
  test.each([
    ['a service that no pack has', { service: 'no-such-service' }, 'referrals.service.unknown'],
    ['a form of another time', { formVersion: 99 }, 'form.version.unknown'],
    ['an urgency of no list', { answers: { ...REFERRAL, urgency: 'x' } }, 'form.answers.invalid'],
    ['nothing asked', { answers: { ...REFERRAL, asked: '' } }, 'form.answers.invalid'],
    [
      'another message than was seen',
      { answers: { ...REFERRAL, asked: 'All.' } },
      'referrals.message.changed',
    ],
  ])('%s', async (_what, over, code) => {
    const made = await aChildWhoAgreed(sela());
    const body = { ...(await referralOf(sela(), made)), ...over };
    expect(await refused(sela().post(`/cases/${made.recordId}/referrals`, body))).toBe(code);
    const { referrals } = await done(sela().get(`/cases/${made.recordId}/referrals`));
    expect(referrals).toEqual([]);
  });

  test.each([
    ['not asked', undefined, 'referrals.consent.not-asked'],
    ['refused', { referral: 'refused', referralTo: undefined }, 'referrals.consent.refused'],
    ['another kind', { referralTo: ['police'] }, 'referrals.consent.not-named'],
    ['by the worker', { referralBy: ['worker-best-interests'] }, 'referrals.consent.nobody-safe'],
    ['too long ago', { askAgainOn: day(-2) }, 'referrals.consent.ask-again'],
  ])('consent %s', async (_what, over, code) => {
    const made = over
      ? await aChildWhoAgreed(sela(), { ...CONSENT_TO_TELL, ...over })
      : await openACase(sela());
    const body = await referralOf(sela(), made);
    expect(await refused(sela().post(`/cases/${made.recordId}/referrals`, body))).toBe(code);
  });

  test('consent taken back, a service asked before, an id used for something else', async () => {
    const sent = await aReferral(sela());
    const again = await referralOf(sela(), sent);
    const post = (body: object) => refused(sela().post(`/cases/${sent.recordId}/referrals`, body));
    expect(await post(again)).toBe('referrals.service.asked-before');
    const used = { ...(await referralOf(sela(), sent, POLICE)), entryId: sent.referralId };
    expect(await post(used)).toBe('journal.entry.id-taken');
    const { consent } = await done(sela().get(`/cases/${sent.recordId}`));
    const back = { purpose: 'referral', who: 'child', told: 'That they stop.' };
    const body = { ...aCommand(), basedOn: consent.position, ...back };
    await done(sela().post(`/cases/${sent.recordId}/consent/withdrawal`, body));
    expect(await post(await referralOf(sela(), sent, POLICE))).toBe('referrals.consent.withdrawn');
  });

  test('by someone who is no such worker, or reads too little', async () => {
    const sent = await aReferral(sela());
    const body = await referralOf(sela(), sent, SCHOOL);
    const url = `/cases/${sent.recordId}/referrals`;
    expect(await refused(ife().post(url, body, FOR_HEALTH))).toBe('access.denied.ability');
    expect(await refused(server.as('kai').post(url, body))).toBe('referrals.case.unknown');
    // Under supervision a team reads and does not write.
    expect(await refused(sela().post(url, body, 'supervision'))).toBe('access.denied.class');
  });
});

describe('answering', () => {
  const answer = (path: string, reply: object) =>
    refused(ife().post(`${path}/answers`, replying(reply), FOR_HEALTH));

  test('what was said, what cannot be, and what is closed', async () => {
    const path = pathOf(await aReferral(sela()));
    await done(ife().post(`${path}/answers`, replying({ answer: 'accepted' }), FOR_HEALTH));
    expect(await answer(path, { answer: 'received' })).toBe('referrals.answer.said-before');
    const late = { answer: 'first-seen', on: day(3) };
    expect(await answer(path, late)).toBe('referrals.answer.day-impossible');
    await done(ife().post(`${path}/answers`, replying({ ...late, on: day(0) }), FOR_HEALTH));
    const no = { answer: 'declined', reason: 'no-capacity' };
    expect(await answer(path, no)).toBe('referrals.answer.too-late-to-decline');
    const odd = { answer: 'completed', outcome: 'no-such-outcome' };
    expect(await answer(path, odd)).toBe('referrals.code.unknown');
    await done(ife().post(`${path}/answers`, replying({ ...odd, outcome: 'helped' }), FOR_HEALTH));
    expect(await answer(path, { answer: 'received' })).toBe('referrals.referral.closed');
  });

  test('[RE-5] not by someone of a third team who broke the glass, though all is open to them', async () => {
    const sent = await aReferral(sela());
    const rami = server.as('rami');
    const explanation = 'She rings us from the bus station, alone.';
    const breaking = { classes: SensitivityClass.options, hours: 1, explanation };
    const reason = 'child-in-immediate-danger';
    await done(
      rami.post(`/records/${sent.recordId}/break-glass`, { ...aCommand(), ...breaking, reason }),
    );
    const said = replying({ answer: 'accepted' });
    expect(await refused(rami.post(`${pathOf(sent)}/answers`, said))).toBe(
      'referrals.answer.not-yours',
    );
    const none = { ...sent, referralId: randomUUID() };
    expect(await answer(pathOf(none), { answer: 'accepted' })).toBe('referrals.referral.unknown');
  });
});

test('handing over what needs no hand, or on a day to come; a page that is none', async () => {
  const told = (path: string, on: string) =>
    refused(sela().post(`${path}/hand-over`, { ...aCommand(), way: 'by-hand', on }));
  const here = pathOf(await aReferral(sela(), CLINIC));
  expect(await told(here, day(0))).toBe('referrals.hand-over.team-here');
  const outside = pathOf(await aReferral(sela(), SCHOOL));
  expect(await told(outside, day(2))).toBe('referrals.hand-over.day-impossible');
  const list = `/referrals/received?team=${TEAMS.clinic}&after=x`;
  expect(await refused(ife().get(list))).toBe('referrals.list.cursor-unreadable');
});

test('a record that somebody changes meanwhile is judged anew, and loses nothing', async () => {
  const made = await aChildWhoAgreed(sela());
  const body = await referralOf(sela(), made);
  const [asked, assessed] = await Promise.all([
    sela().post(`/cases/${made.recordId}/referrals`, body),
    server.as('paz').post(`/cases/${made.recordId}/risk`, sectionOf(ANSWERS.risk)),
  ]);
  expect([asked.status, assessed.status]).toEqual([200, 200]);
});

test('every refusal that the operations declare was reached', () => {
  const declared = Object.values(endpoints);
  expect(
    unreached(declared, {
      'access.denied.own-work': 'nobody oversees here',
      'access.denied.untrained': 'nothing sensitive is asked',
      'access.denied.purpose': 'the floor knows no case under another purpose',
      'journal.record.moved-on': 'the record is locked while it is judged',
    }),
  ).toEqual([]);
});
