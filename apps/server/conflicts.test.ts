import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ACase, ANSWERS, done, openACase, sectionOf } from './test-case.ts';
import {
  aCommand,
  type CountryServer,
  openCountryServer,
  type Person,
  workerOf,
} from './test-country.ts';

let server: CountryServer;
beforeAll(async () => {
  server = await openCountryServer();
});
afterAll(() => server.close());

const OFFLINE = { whenRefused: 'hold' };

async function write(
  person: Person,
  made: ACase,
  part: string,
  answers: object,
  over: object = {},
) {
  const body = sectionOf(answers, { ...OFFLINE, ...over });
  const answer = await done(server.as(person).post(`/cases/${made.recordId}/${part}`, body));
  return { ...answer, body };
}

const viewOf = (person: Person, { recordId }: ACase) =>
  done(server.as(person).get(`/cases/${recordId}`));

/** Sela and Noa each write a part without knowing of the other; Noa's work arrives second. */
async function twoWritings(part: string, one: object, two: object) {
  const made = await openACase(server.as('sela'));
  const first = await write('sela', made, part, one);
  const second = await write('noa', made, part, two);
  return { made, first, second };
}

const SAFE_RISK = { ...ANSWERS.risk, level: 'low' };
const IMMEDIATE = { ...ANSWERS.risk, level: 'immediate', detained: 'yes', why: 'Locked in.' };

async function resolveRisk(person: Person, made: ACase, over: object = {}) {
  const { risk } = await viewOf('sela', made);
  const body = sectionOf(SAFE_RISK, {
    basedOn: risk.position,
    resolves: ['level', 'detained', 'why'].map((field) => ({ field, reason: 'I saw her myself.' })),
    ...over,
  });
  return server.as(person).post(`/cases/${made.recordId}/risk`, body);
}

describe('who may not decide between two values', () => {
  test.each(['kai', 'huda'] as const)(
    '[CA-27] %s, who may not know of the case',
    async (person) => {
      const { made } = await twoWritings('risk', SAFE_RISK, IMMEDIATE);
      expect(await resolveRisk(person, made)).toMatchObject({ code: 'cases.case.unknown' });
      expect((await viewOf('sela', made)).risk.content.siblings).toHaveLength(3);
    },
  );

  test('[CA-27] a colleague who may read the part and not write it', async () => {
    const { made } = await twoWritings('risk', SAFE_RISK, IMMEDIATE);
    const grant = {
      ...aCommand(),
      to: { worker: workerOf('rami') },
      classes: ['care'],
      mayWrite: false,
      purpose: 'child-protection',
      until: new Date(Date.now() + 86_400_000).toISOString(),
    };
    await done(server.as('paz').post(`/records/${made.recordId}/grants`, grant));
    expect(await resolveRisk('rami', made)).toMatchObject({
      status: 403,
      code: 'access.denied.class',
    });
  });
});

describe('[CA-26] two people who wrote without knowing of each other', () => {
  test('a registration: what one of them changed holds, what both did stands twice', async () => {
    const { made, second } = await twoWritings('registration', ANSWERS.registration, {
      ...ANSWERS.registration,
      sex: 'boy',
      homeWords: 'By the sample river.',
    });
    expect(second).toMatchObject({ held: null, conflicts: ['sex'] });
    const { registration } = await viewOf('paz', made);
    expect(registration.content.answers).toMatchObject({
      sex: 'girl',
      homeWords: 'By the sample river.',
    });
    expect(registration.content.siblings).toMatchObject([
      {
        field: 'sex',
        values: [
          { value: 'girl', by: { id: workerOf('sela') }, isWithheld: false },
          { value: 'boy', by: { id: workerOf('noa') } },
        ],
      },
    ]);
    const again = await done(
      server.as('noa').post(`/cases/${made.recordId}/registration`, second.body),
    );
    expect(again).toMatchObject({ receipt: { replayed: true }, conflicts: ['sex'] });
  });

  test('a risk: the higher level counts, whoever came first, and its clock runs', async () => {
    for (const [one, two] of [
      [SAFE_RISK, IMMEDIATE],
      [IMMEDIATE, SAFE_RISK],
    ] as const) {
      const { made } = await twoWritings('risk', one, two);
      const view = await viewOf('sela', made);
      expect(view.risk.content).toMatchObject({
        level: 'immediate',
        answers: { level: 'immediate', detained: 'yes' },
      });
      // 72 hours for a plan at immediate risk; at a low one it would be two weeks.
      const plan = view.clocks.find((each: { clock: string }) => each.clock === 'plan');
      expect(Date.parse(plan.at)).toBeLessThan(Date.now() + 73 * 3_600_000);
      const { cases } = await done(
        server.as('sela').get(`/cases?team=${view.team.id}&of=team&limit=100`),
      );
      const card = cases.find((each: { recordId: string }) => each.recordId === made.recordId);
      expect(card.codes.risk).toBe('immediate');
    }
  });

  test('a consent: the no counts, and what hung on the yes goes with it', async () => {
    const refused = { ...ANSWERS.consent, referral: 'refused', referralBy: ['child'] };
    const agreed = { ...ANSWERS.consent, referralTo: ['health'] };
    const { made, second } = await twoWritings('consent', agreed, refused);
    expect(second.conflicts).toEqual(['referral']);
    const { consent } = await viewOf('noa', made);
    expect(consent.content.answers).toMatchObject({ referral: 'refused', referralBy: ['child'] });
    expect(consent.content.answers).not.toHaveProperty('referralTo');
    expect(consent.content.siblings[0].values[0]).toMatchObject({
      value: 'agreed',
      hanging: { referralTo: ['health'] },
    });
    // An action that would tell a service is not covered while the no counts.
    const told = { ...ANSWERS.action, tells: ['health'] };
    await write('sela', made, 'risk', ANSWERS.risk);
    const plan = { ...aCommand(), formVersion: 1, basedOn: 0, actions: [told] };
    expect(await server.as('sela').post(`/cases/${made.recordId}/plan`, plan)).toMatchObject({
      code: 'cases.plan.consent-missing',
    });
  });

  test('a first contact: not safe counts over safe', async () => {
    const made = await openACase(server.as('sela'));
    const basedOn = (await viewOf('sela', made)).firstContact.position;
    const part = 'first-contact';
    const seen = { basedOn, formVersion: 2 };
    const unsafe = { ...ANSWERS.firstContact, safeNow: 'no', dangers: ['exploiter-here'] };
    const { conflicts } = await write('noa', made, part, unsafe, seen);
    expect(conflicts).toEqual([]);
    const unknown = { ...ANSWERS.firstContact, safeNow: 'unknown' };
    const second = await write('sela', made, part, unknown, seen);
    expect(second.conflicts).toEqual(['safeNow']);
    const { firstContact } = await viewOf('noa', made);
    expect(firstContact.content.answers).toMatchObject({
      safeNow: 'no',
      dangers: ['exploiter-here'],
    });
  });

  test('who writes twice before a network comes has no conflict with themselves', async () => {
    const made = await openACase(server.as('sela'));
    await write('noa', made, 'risk', IMMEDIATE);
    const second = await write('noa', made, 'risk', { ...IMMEDIATE, why: 'Still locked in.' });
    expect(second).toMatchObject({ held: null, conflicts: [] });
    expect((await viewOf('noa', made)).risk.content.siblings).toBeUndefined();
  });

  test('a plan is one thought: the second is held whole, and so is what no longer fits together', async () => {
    const made = await openACase(server.as('sela'));
    await write('sela', made, 'risk', ANSWERS.risk);
    const plan = () => ({ ...aCommand(), formVersion: 1, basedOn: 0, actions: [ANSWERS.action] });
    const url = `/cases/${made.recordId}/plan`;
    await done(server.as('sela').post(url, plan()));
    const late = await done(server.as('noa').post(url, { ...plan(), ...OFFLINE }));
    expect(late).toEqual({ receipt: null, held: 'section.moved-on', conflicts: [] });
  });

  test('whoever has a network is told, and nothing is brought together behind their back', async () => {
    const made = await openACase(server.as('sela'));
    await write('sela', made, 'risk', SAFE_RISK);
    const online = sectionOf(IMMEDIATE, { whenRefused: 'tell' });
    expect(await server.as('noa').post(`/cases/${made.recordId}/risk`, online)).toMatchObject({
      status: 409,
      code: 'section.moved-on',
    });
  });
});

describe('[CA-27] a person decides', () => {
  test('with a reason, which stays in the timeline; the access log has the line', async () => {
    const { made } = await twoWritings('risk', SAFE_RISK, IMMEDIATE);
    const { receipt } = await done(resolveRisk('sela', made));
    const { risk } = await viewOf('noa', made);
    expect(risk.content).toMatchObject({ level: 'low', answers: { detained: 'no' } });
    expect(risk.content.siblings).toBeUndefined();
    const { entries } = await done(server.as('noa').get(`/cases/${made.recordId}/timeline`));
    expect(entries.at(-1).body).toMatchObject({
      siblings: [],
      resolved: [{ field: 'level', reason: 'I saw her myself.' }, {}, {}],
    });
    expect(entries.at(-2).body).toMatchObject({ answers: { level: 'immediate' } });
    const lines = await server.database.asOwner((owner) =>
      sql<{
        action: string;
      }>`select action from audit_line where entry_id = ${receipt.entryId}`.execute(owner),
    );
    expect(lines.rows).toHaveLength(1);
  });

  test('who writes without deciding leaves both standing, and joins them', async () => {
    const { made } = await twoWritings('risk', SAFE_RISK, IMMEDIATE);
    const { risk } = await viewOf('sela', made);
    const medium = { ...risk.content.answers, level: 'medium' };
    const over = { basedOn: risk.position, whenRefused: 'tell' };
    const written = await write('sela', made, 'risk', medium, over);
    expect(written.conflicts).toEqual(['level']);
    const after = (await viewOf('sela', made)).risk.content;
    expect(after.level).toBe('immediate');
    const level = after.siblings.find((one: { field: string }) => one.field === 'level');
    const values = level.values.map((one: { value: string }) => one.value);
    expect(values).toEqual(['low', 'immediate', 'medium']);
  });

  test('only once: who comes second with a network is told, and what is blank is no reason', async () => {
    const { made } = await twoWritings('risk', SAFE_RISK, IMMEDIATE);
    const blank = { resolves: [{ field: 'level', reason: ' ' }] };
    expect(await resolveRisk('sela', made, blank)).toMatchObject({ code: 'request.invalid' });
    await done(resolveRisk('sela', made));
    expect(await resolveRisk('noa', made)).toMatchObject({
      status: 409,
      code: 'section.conflict.none',
    });
  });

  test('nobody decides about a value that they have not seen', async () => {
    const { made } = await twoWritings('risk', SAFE_RISK, IMMEDIATE);
    const seen = (await viewOf('sela', made)).risk.position;
    const high = { ...ANSWERS.risk, level: 'high', why: 'She hides.' };
    await write('paz', made, 'risk', high);
    await done(resolveRisk('sela', made, { basedOn: seen, ...OFFLINE }));
    const { siblings, level } = (await viewOf('sela', made)).risk.content;
    expect(level).toBe('immediate');
    expect(siblings.map(({ field }: { field: string }) => field)).toContain('level');
  });
});
