import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ANSWERS, done, openACase, sectionOf } from './test-case.ts';
import {
  aCommand,
  type CountryServer,
  openCountryServer,
  TEAMS,
  workerOf,
} from './test-country.ts';
import {
  aChildWhoAgreed,
  aReferral,
  CLINIC,
  CONSENT_TO_TELL,
  FOR_HEALTH,
  FOR_JUSTICE,
  pathOf,
  POLICE,
  referralOf,
  type Referrals,
  REFERRAL,
  replying,
  SCHOOL,
} from './test-referral.ts';

let server: CountryServer;
beforeAll(async () => {
  server = await openCountryServer();
});
afterAll(() => server.close());

const sela = () => server.as('sela');
const ife = () => server.as('ife');
const toma = () => server.as('toma');
const refer = async (made: { recordId: string }, service?: string) =>
  sela().post(`/cases/${made.recordId}/referrals`, await referralOf(sela(), made, service));
const seenBy = async (
  person: 'sela' | 'ife' | 'toma',
  recordId: string,
  purpose: Parameters<ReturnType<typeof ife>['get']>[1] = 'child-protection',
): Promise<Referrals> => done(server.as(person).get(`/cases/${recordId}/referrals`, purpose));

describe('who may not ask a service', () => {
  test.each(['kai', 'mina', 'ife', 'toma', 'rami'] as const)(
    '[AC-10] %s, to whom the case does not exist',
    async (person) => {
      const made = await aChildWhoAgreed(sela());
      const body = await referralOf(sela(), made);
      for (const recordId of [made.recordId, randomUUID()])
        expect(await server.as(person).post(`/cases/${recordId}/referrals`, body)).toMatchObject({
          status: 404,
          code: 'referrals.case.unknown',
        });
    },
  );

  test('[AC-4, RE-4] a team that was let in asks nobody further, and the database gives it nothing to give', async () => {
    const { recordId } = await aReferral(sela());
    const body = await referralOf(sela(), { recordId }, SCHOOL);
    const answer = await ife().post(`/cases/${recordId}/referrals`, body, FOR_HEALTH);
    expect(answer).toMatchObject({ status: 403, code: 'access.denied.ability' });
    const open = server.database.transaction(
      { worker: workerOf('ife'), purpose: FOR_HEALTH },
      (tx) =>
        sql`select referral_open(${randomUUID()}, ${recordId}, ${TEAMS.police}, array['health'], 'health-care', now() + interval '1 day')`.execute(
          tx,
        ),
    );
    await expect(open).rejects.toThrow(/may not open a record by referral/);
  });

  test('[RE-4] the database opens nothing for longer than ninety days, nor a class that is not held', async () => {
    const { recordId } = await openACase(sela());
    const asked = (classes: string, days: number, purpose: 'supervision' | 'child-protection') =>
      server.database.transaction({ worker: workerOf('sela'), purpose }, (tx) =>
        sql`select referral_open(${randomUUID()}, ${recordId}, ${TEAMS.clinic}, ${`{${classes}}`}::text[],
              'health-care', now() + make_interval(days => ${days}::integer))`.execute(tx),
      );
    await expect(asked('health', 120, 'child-protection')).rejects.toThrow(/may not open/);
    await expect(asked('health', 10, 'supervision')).rejects.toThrow(/may not open/);
    await expect(asked('health', 10, 'child-protection')).resolves.toBeDefined();
  });
});

describe('[RE-1] without the consent that covers it nothing is sent', () => {
  test.each([
    ['nothing recorded', undefined, 'referrals.consent.not-asked'],
    [
      'not asked',
      { ...CONSENT_TO_TELL, referral: 'not-asked', referralBy: undefined, referralTo: undefined },
      'referrals.consent.not-asked',
    ],
    [
      'refused',
      { ...CONSENT_TO_TELL, referral: 'refused', referralTo: undefined },
      'referrals.consent.refused',
    ],
    [
      'other services named',
      { ...CONSENT_TO_TELL, referralTo: ['education'] },
      'referrals.consent.not-named',
    ],
    [
      'only the worker agreed',
      { ...CONSENT_TO_TELL, referralBy: ['worker-best-interests'] },
      'referrals.consent.nobody-safe',
    ],
    [
      'past the day to ask again',
      { ...CONSENT_TO_TELL, askAgainOn: '2024-01-01' },
      'referrals.consent.ask-again',
    ],
  ])('%s', async (_what, consent, code) => {
    const made = consent ? await aChildWhoAgreed(sela(), consent) : await openACase(sela());
    expect(await refer(made)).toMatchObject({ status: 422, code });
    expect((await seenBy('sela', made.recordId)).referrals).toEqual([]);
  });

  test('withdrawn since', async () => {
    const made = await aChildWhoAgreed(sela());
    await withdrawConsent(made.recordId);
    expect(await refer(made)).toMatchObject({ status: 422, code: 'referrals.consent.withdrawn' });
  });

  test('but on a legal basis whose reason was written down', async () => {
    const basis = {
      basis: 'best-interests',
      basisReason: 'She is seven and nobody speaks for her.',
    };
    const refused = { ...CONSENT_TO_TELL, referral: 'refused', referralTo: undefined };
    const made = await aChildWhoAgreed(sela(), { ...refused, ...basis });
    await done(refer(made));
    const { referrals } = await seenBy('sela', made.recordId);
    expect(referrals[0]?.message.ground).toMatchObject({ kind: 'basis', basis: 'best-interests' });
  });
});

async function withdrawConsent(recordId: string): Promise<void> {
  const { consent } = await done(sela().get(`/cases/${recordId}`));
  const body = {
    ...aCommand(),
    basedOn: consent.position,
    purpose: 'referral',
    who: 'child',
    told: 'That nobody else is told.',
  };
  await done(sela().post(`/cases/${recordId}/consent/withdrawal`, body));
}

describe('[RE-3] what leaves', () => {
  test('is the minimum message, without a name, and the same that the worker saw', async () => {
    const made = await aReferral(sela());
    const { referrals } = await seenBy('ife', made.recordId, FOR_HEALTH);
    expect(referrals).toHaveLength(1);
    expect(referrals[0]).toMatchObject({
      from: 'Child protection, Lantern Coast',
      team: 'Clinic, Lantern Bay',
      name: null,
      message: {
        caseCode: made.code,
        ageBand: '12-14',
        sex: 'girl',
        languages: ['eng'],
        reason: 'medical-care',
        urgency: 'high',
        replyHours: 72,
        ground: { kind: 'consent', by: ['child', 'guardian'], until: null },
      },
    });
    expect(JSON.stringify(referrals)).not.toContain(ANSWERS.registration.name.spoken);
  });

  test('is not sent when the record has changed since the worker looked', async () => {
    const made = await aChildWhoAgreed(sela());
    const body = await referralOf(sela(), made);
    const corrected = { ...ANSWERS.registration, languages: ['ara'] };
    const { registration } = await done(sela().get(`/cases/${made.recordId}`));
    const again = sectionOf(corrected, { basedOn: registration.position });
    await done(sela().post(`/cases/${made.recordId}/registration`, again));
    expect(await sela().post(`/cases/${made.recordId}/referrals`, body)).toMatchObject({
      status: 409,
      code: 'referrals.message.changed',
    });
  });
});

describe('[RE-2, RE-4] a team here', () => {
  test('reads its class and no other, for the purpose of the service', async () => {
    const { recordId } = await aReferral(sela());
    const view = await done(ife().get(`/cases/${recordId}`, FOR_HEALTH));
    expect([view.registration, view.consent, view.risk, view.plan]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    expect((await ife().get(`/cases/${recordId}`, 'child-protection')).status).toBe(404);
    const { grants } = await done(sela().get(`/records/${recordId}/grants`));
    expect(grants).toContainEqual(
      expect.objectContaining({
        kind: 'referral',
        to: { team: { id: TEAMS.clinic, name: 'Clinic, Lantern Bay' } },
        classes: ['health'],
        purpose: 'health-care',
      }),
    );
    const { entries } = await done(sela().get(`/cases/${recordId}/timeline`));
    const types = entries.map((one: { type: string }) => one.type);
    expect(types.slice(-2)).toEqual(['referrals.sent', 'access.granted']);
  });

  test('reads who the child is only when the service needs the name', async () => {
    const { recordId } = await aReferral(sela(), POLICE);
    const { referrals } = await seenBy('toma', recordId, FOR_JUSTICE);
    expect(referrals[0]?.name).toMatchObject({ spoken: ANSWERS.registration.name.spoken });
    const view = await done(toma().get(`/cases/${recordId}`, FOR_JUSTICE));
    expect([view.registration?.content !== null, view.consent]).toEqual([true, undefined]);
  });

  test('[AC-10] a police officer finds no referral to a clinic, nor a clinic one to the police', async () => {
    const { recordId } = await aReferral(sela());
    expect((await toma().get(`/cases/${recordId}/referrals`, FOR_JUSTICE)).status).toBe(404);
    await done(refer({ recordId }, POLICE));
    const kindsOf = ({ referrals }: Referrals) => referrals.map(({ service }) => service.kind);
    expect(kindsOf(await seenBy('toma', recordId, FOR_JUSTICE))).toEqual(['police']);
    expect(kindsOf(await seenBy('ife', recordId, FOR_HEALTH))).toEqual(['health']);
    expect(kindsOf(await seenBy('sela', recordId)).toSorted()).toEqual(['health', 'police']);
  });

  test('sees nothing after the end of the grant', async () => {
    const { recordId, referralId } = await aReferral(sela());
    await server.database.asOwner((owner) =>
      sql`update access_grant set valid_from = now() - interval '2 hours', valid_until = now() - interval '1 hour'
          where grant_id = ${referralId}`.execute(owner),
    );
    expect((await ife().get(`/cases/${recordId}/referrals`, FOR_HEALTH)).status).toBe(404);
    const body = replying({ answer: 'received' });
    expect(
      await ife().post(`${pathOf({ recordId, referralId })}/answers`, body, FOR_HEALTH),
    ).toMatchObject({ status: 404, code: 'referrals.case.unknown' });
  });
});

describe('sending', () => {
  test('again, and twice at once, makes one referral, one grant, one notice', async () => {
    const made = await aChildWhoAgreed(sela());
    const body = await referralOf(sela(), made);
    const send = () => done(sela().post(`/cases/${made.recordId}/referrals`, body));
    const [one, other] = await Promise.all([send(), send()]);
    const third = await send();
    expect(new Set([one, other, third].map(({ referralId }) => referralId)).size).toBe(1);
    expect([one, other, third].filter(({ receipt }) => !receipt.replayed)).toHaveLength(1);
    expect(third.opened).toEqual(one.opened);
    const { rows } = await server.database.asOwner((owner) =>
      sql<{ what: string; count: number }>`
        select 'grant' as what, count(*)::int from access_grant where record_id = ${made.recordId} and kind = 'referral'
        union all select 'notice', count(*)::int from notice where record_id = ${made.recordId} and kind = 'referrals.asked'
        order by 1`.execute(owner),
    );
    expect(rows).toEqual([
      { what: 'grant', count: 1 },
      { what: 'notice', count: 1 },
    ]);
  });

  test('another message under the same id is refused', async () => {
    const made = await aChildWhoAgreed(sela());
    const body = await referralOf(sela(), made);
    await done(sela().post(`/cases/${made.recordId}/referrals`, body));
    const asked = { ...REFERRAL, asked: 'Something else.' };
    const other = { ...(await referralOf(sela(), made, CLINIC, asked)), entryId: body.entryId };
    expect(await sela().post(`/cases/${made.recordId}/referrals`, other)).toMatchObject({
      status: 409,
      code: 'journal.entry.id-taken',
    });
  });

  test('[RE-8] two workers who ask the same service at once ask it once', async () => {
    const made = await aChildWhoAgreed(sela());
    const [mine, hers] = await Promise.all([refer(made), refer(made)]);
    expect(new Set([mine.code, hers.code])).toEqual(
      new Set(['referrals.service.asked-before', undefined]),
    );
  });

  test('a notice of the team shows the code of the case and nothing of the child', async () => {
    const { code, recordId } = await aReferral(sela());
    const { notices } = await done(ife().get('/notices'));
    const mine = notices.find((one: { recordId: string }) => one.recordId === recordId);
    expect(mine).toMatchObject({ kind: 'referrals.asked', code });
    expect(JSON.stringify(mine)).not.toContain(ANSWERS.registration.name.spoken);
  });
});
