import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { done } from './test-case.ts';
import {
  aCommand,
  type CountryServer,
  day,
  openCountryServer,
  TEAMS,
  workerOf,
} from './test-country.ts';
import {
  aReferral,
  FOR_HEALTH,
  FOR_JUSTICE,
  pathOf,
  POLICE,
  type Referrals,
  replying,
  SCHOOL,
  type Sent,
} from './test-referral.ts';

let server: CountryServer;
beforeAll(async () => {
  server = await openCountryServer();
});
afterAll(() => server.close());

const sela = () => server.as('sela');
const ife = () => server.as('ife');
const answer = (sent: Sent, reply: object, note = '') =>
  ife().post(`${pathOf(sent)}/answers`, replying(reply, note), FOR_HEALTH);
const heard = (sent: Sent, reply: object) =>
  sela().post(`${pathOf(sent)}/answers`, replying(reply));
const shown = async ({ recordId, referralId }: Sent) => {
  const { referrals }: Referrals = await done(sela().get(`/cases/${recordId}/referrals`));
  const found = referrals.find((one) => one.id === referralId);
  if (!found) throw new Error('No such referral');
  return found;
};

describe('who may not answer', () => {
  test.each([
    ['kai', 'child-protection'],
    ['toma', FOR_JUSTICE],
    ['rami', 'child-protection'],
    ['ife', 'child-protection'],
  ] as const)('[AC-10, RE-5] %s under %s, for whom there is no case', async (person, purpose) => {
    const sent = await aReferral(sela());
    const body = replying({ answer: 'accepted' });
    expect(await server.as(person).post(`${pathOf(sent)}/answers`, body, purpose)).toMatchObject({
      status: 404,
      code: 'referrals.case.unknown',
    });
    expect((await shown(sent)).state).toBe('sent');
  });

  test('[RE-2, RE-5] a clinic, for what the police were asked about the same child', async () => {
    const toPolice = await aReferral(sela(), POLICE);
    const grant = { to: { team: TEAMS.clinic }, classes: ['health'], mayWrite: true };
    const until = new Date(Date.now() + 86_400_000).toISOString();
    const sharing = { ...aCommand(), ...grant, purpose: FOR_HEALTH, until };
    await done(server.as('paz').post(`/records/${toPolice.recordId}/grants`, sharing));
    expect(await answer(toPolice, { answer: 'accepted' })).toMatchObject({
      status: 404,
      code: 'referrals.referral.unknown',
    });
  });

  test('[RE-2] a team of the same class that was not asked, though the record is open to it', async () => {
    const sent = await aReferral(sela());
    const grant = { to: { team: TEAMS.hills }, classes: ['health'], mayWrite: true };
    const until = new Date(Date.now() + 86_400_000).toISOString();
    const sharing = { ...aCommand(), ...grant, purpose: 'child-protection', until };
    await done(server.as('paz').post(`/records/${sent.recordId}/grants`, sharing));
    const rami = server.as('rami');
    const { referrals }: Referrals = await done(rami.get(`/cases/${sent.recordId}/referrals`));
    expect(referrals).toEqual([]);
    const body = replying({ answer: 'accepted' });
    expect(await rami.post(`${pathOf(sent)}/answers`, body)).toMatchObject({
      code: 'referrals.referral.unknown',
    });
  });
});

describe('[RE-5] a service answers', () => {
  test('step by step, and the sender sees each and is told', async () => {
    const sent = await aReferral(sela());
    const states: string[] = [];
    for (const reply of [
      { answer: 'received' },
      { answer: 'accepted' },
      { answer: 'first-seen', on: day(0) },
      { answer: 'completed', outcome: 'helped' },
    ]) {
      await done(answer(sent, reply));
      const { state, missing } = await shown(sent);
      states.push(`${state}: ${missing}`);
    }
    expect(states).toEqual([
      'received: reply',
      'accepted: first-seen',
      'first-seen: outcome',
      'completed: null',
    ]);
    const { notices } = await done(sela().get('/notices'));
    const kinds = notices
      .filter((one: { recordId: string }) => one.recordId === sent.recordId)
      .map((one: { kind: string }) => one.kind);
    expect(kinds.toSorted()).toEqual(
      ['accepted', 'completed', 'first-seen', 'received'].map((one) => `referrals.${one}`),
    );
    const { answers } = await shown(sent);
    expect(answers.map((one) => [one.heardBy, one.by.name])).toEqual(
      Array.from({ length: 4 }, () => ['service', 'Ife Example']),
    );
  });

  test.each([
    [{ answer: 'received' }, { answer: 'received' }, 'referrals.answer.said-before'],
    [{ answer: 'accepted' }, { answer: 'received' }, 'referrals.answer.said-before'],
    [
      { answer: 'first-seen', on: day(0) },
      { answer: 'declined', reason: 'no-capacity' },
      'referrals.answer.too-late-to-decline',
    ],
    [
      { answer: 'accepted' },
      { answer: 'first-seen', on: day(3) },
      'referrals.answer.day-impossible',
    ],
    [
      { answer: 'accepted' },
      { answer: 'first-seen', on: day(-9) },
      'referrals.answer.day-impossible',
    ],
    [
      { answer: 'completed', outcome: 'helped' },
      { answer: 'accepted' },
      'referrals.referral.closed',
    ],
    [{ answer: 'accepted' }, { answer: 'completed', outcome: 'saved' }, 'referrals.code.unknown'],
    [{ answer: 'received' }, { answer: 'declined', reason: 'lazy' }, 'referrals.code.unknown'],
  ])('after %j not %j', async (first, second, code) => {
    const sent = await aReferral(sela());
    await done(answer(sent, first));
    const before = await shown(sent);
    expect((await answer(sent, second)).code).toBe(code);
    expect(await shown(sent)).toEqual(before);
  });

  test('or the worker writes down what was heard by telephone, and it says so', async () => {
    const sent = await aReferral(sela(), SCHOOL);
    const { missing, team } = await shown(sent);
    expect([missing, team]).toEqual(['hand-over', null]);
    await done(
      sela().post(`${pathOf(sent)}/hand-over`, { ...aCommand(), way: 'telephone', on: day(0) }),
    );
    await done(heard(sent, { answer: 'accepted' }));
    const { answers, handedOver } = await shown(sent);
    expect([answers[0]?.heardBy, handedOver?.way]).toEqual(['team-of-the-child', 'telephone']);
  });

  test('sent again it is one answer', async () => {
    const sent = await aReferral(sela());
    const body = replying({ answer: 'accepted' }, 'Tomorrow at ten.');
    const send = () => ife().post(`${pathOf(sent)}/answers`, body, FOR_HEALTH);
    await done(send());
    expect((await done(send())).receipt.replayed).toBe(true);
    expect((await shown(sent)).answers).toHaveLength(1);
    const other = { ...body, note: 'At eleven.' };
    expect(await ife().post(`${pathOf(sent)}/answers`, other, FOR_HEALTH)).toMatchObject({
      code: 'journal.entry.id-taken',
    });
  });
});

describe('[RE-9] a team that says no', () => {
  test('sees nothing more, and still gets its receipt when it sends again', async () => {
    const sent = await aReferral(sela());
    const body = replying({ answer: 'declined', reason: 'no-capacity' });
    const send = () => ife().post(`${pathOf(sent)}/answers`, body, FOR_HEALTH);
    const first = await done(send());
    expect((await ife().get(`/cases/${sent.recordId}`, FOR_HEALTH)).status).toBe(404);
    expect((await done(send())).receipt).toEqual({ ...first.receipt, replayed: true });
    expect(await shown(sent)).toMatchObject({ state: 'declined', missing: 'another-service' });
    expect((await answer(sent, { answer: 'accepted' })).code).toBe('referrals.case.unknown');
  });
});

describe('[RE-7] a referral is withdrawn', () => {
  const withdraw = (sent: Sent, reason = 'consent-withdrawn') =>
    sela().post(`${pathOf(sent)}/withdrawal`, { ...aCommand(), reason });

  test('not by the team that was asked, nor by a border officer', async () => {
    const sent = await aReferral(sela());
    const body = { ...aCommand(), reason: 'not-needed' };
    expect(await ife().post(`${pathOf(sent)}/withdrawal`, body, FOR_HEALTH)).toMatchObject({
      code: 'access.denied.ability',
    });
    expect((await server.as('kai').post(`${pathOf(sent)}/withdrawal`, body)).status).toBe(404);
    await expect(
      server.database.transaction({ worker: workerOf('toma'), purpose: FOR_JUSTICE }, (tx) =>
        sql`select referral_close(${sent.recordId}, ${sent.referralId})`.execute(tx),
      ),
    ).rejects.toThrow(/may not end a referral/);
  });

  test('and its team sees nothing from that moment, and is told', async () => {
    const sent = await aReferral(sela());
    expect((await ife().get(`/cases/${sent.recordId}`, FOR_HEALTH)).status).toBe(200);
    await done(withdraw(sent));
    expect((await ife().get(`/cases/${sent.recordId}`, FOR_HEALTH)).status).toBe(404);
    expect((await answer(sent, { answer: 'accepted' })).code).toBe('referrals.case.unknown');
    const { notices } = await done(ife().get('/notices'));
    const kinds = notices
      .filter((one: { recordId: string }) => one.recordId === sent.recordId)
      .map((one: { kind: string; code: string }) => [one.kind, one.code]);
    expect(kinds).toContainEqual(['referrals.withdrawn', sent.code]);
    const { grants } = await done(sela().get(`/records/${sent.recordId}/grants`));
    expect(grants.filter((one: { kind: string }) => one.kind === 'referral')).toEqual([]);
    expect((await withdraw(sent)).code).toBe('referrals.referral.closed');
    expect((await withdraw(sent, 'no-such-reason')).code).toBe('referrals.code.unknown');
  });

  test('the case says "stop" of one whose consent was withdrawn', async () => {
    const sent = await aReferral(sela());
    expect((await shown(sent)).standing).toBe('stands');
    const { consent } = await done(sela().get(`/cases/${sent.recordId}`));
    const back = { purpose: 'referral', who: 'child', told: 'That the clinic is told to stop.' };
    const body = { ...aCommand(), basedOn: consent.position, ...back };
    await done(sela().post(`/cases/${sent.recordId}/consent/withdrawal`, body));
    expect(await shown(sent)).toMatchObject({ standing: 'stop', mayWithdraw: true });
    await done(withdraw(sent));
    expect(await shown(sent)).toMatchObject({ standing: 'stands', state: 'withdrawn' });
  });
});

describe('[RE-6] the clock of a class', () => {
  const clockOf = async ({ recordId }: Sent) => {
    const { clocks } = await done(sela().get(`/cases/${recordId}`));
    return clocks.find((one: { clock: string }) => one.clock === 'referral-reply-health')?.at;
  };

  test('runs until the service says whether it helps', async () => {
    const sent = await aReferral(sela());
    const { replyBy } = await shown(sent);
    expect(await clockOf(sent)).toBe(replyBy);
    await done(answer(sent, { answer: 'received' }));
    expect(await clockOf(sent)).toBe(replyBy);
    await done(answer(sent, { answer: 'accepted' }));
    expect(await clockOf(sent)).toBe(undefined);
  });
});

test('a referral that does not exist, or an unknown service, is refused by name', async () => {
  const sent = await aReferral(sela());
  const none = { ...sent, referralId: randomUUID() };
  expect((await heard(none, { answer: 'accepted' })).code).toBe('referrals.referral.unknown');
  const handed = { ...aCommand(), way: 'telephone', on: day(0) };
  expect((await sela().post(`${pathOf(sent)}/hand-over`, handed)).code).toBe(
    'referrals.hand-over.team-here',
  );
  const school = await aReferral(sela(), SCHOOL);
  const tomorrow = { ...handed, entryId: randomUUID(), on: day(2) };
  expect((await sela().post(`${pathOf(school)}/hand-over`, tomorrow)).code).toBe(
    'referrals.hand-over.day-impossible',
  );
});
