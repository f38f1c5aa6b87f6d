import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { RecordId } from '#kernel/ids.ts';
import { ANSWERS, done, factsOf, openACase, openingOf, planOf, sectionOf } from './test-case.ts';
import { aCommand, type CountryServer, day, openCountryServer, workerOf } from './test-country.ts';
import { aPhone, give, type Input, type Phone, sendAll, standing } from './test-phone.ts';
import { PROTECTION_ANSWERS } from './test-protection.ts';

/**
 * What a person sees of their waiting work must be what the server makes of it: each travelling
 * command is laid over the record on a device, then pushed and pulled, and the two are compared.
 */
let server: CountryServer;
let phone: Phone;
beforeAll(async () => {
  server = await openCountryServer();
  phone = await aPhone(server);
});
beforeEach(() => void phone.outbox.splice(0));
afterAll(() => server.close());

const on = (recordId: string, body: object): Input => ({ ...body, recordId });
const section = (name: keyof typeof ANSWERS) => (recordId: string) =>
  on(recordId, sectionOf(ANSWERS[name]));
const part = (name: keyof typeof PROTECTION_ANSWERS) => (recordId: string) =>
  on(recordId, sectionOf(PROTECTION_ANSWERS[name]));

const COMMANDS: readonly [string, (recordId: string) => Input][] = [
  ['cases.register-child', section('registration')],
  ['cases.record-consent', section('consent')],
  ['cases.assess-risk', section('risk')],
  ['cases.write-plan', (recordId) => on(recordId, planOf())],
  ['identification.record-facts', (recordId) => on(recordId, factsOf())],
  ['protection.record-guardian', part('guardian')],
  ['protection.record-safe-place', part('safe-place')],
  ['protection.record-health', part('health')],
  ['protection.record-justice', part('justice')],
  ['protection.record-assessment', part('assessment')],
  [
    'protection.block-measure',
    (recordId) =>
      on(recordId, {
        ...aCommand(),
        measure: 'guardian',
        blocked: { reason: 'no-service', words: '', until: null },
      }),
  ],
  [
    'protection.set-measure-owner',
    (recordId) => on(recordId, { ...aCommand(), measure: 'guardian', owner: workerOf('noa') }),
  ],
];

describe('what waits on a device stands there as it will stand on the server', () => {
  test('all of a case, one command after the other, opened on the device itself', async () => {
    await phone.pull();
    const recordId = randomUUID();
    await give(phone, 'cases.open', openingOf({ recordId }));
    for (const [operation, inputOf] of COMMANDS) await give(phone, operation, inputOf(recordId));
    const before = await standing(phone, recordId);
    await sendAll(phone);
    expect(await standing(phone, recordId)).toEqual(before);
  });

  test.each(COMMANDS)('%s on a case that was carried', async (operation, inputOf) => {
    const { recordId } = await openACase(server.as('sela'));
    const sela = server.as('sela');
    // A plan needs to know the danger and what the child agreed to.
    for (const [path, answers] of [
      ['consent', ANSWERS.consent],
      ['risk', ANSWERS.risk],
    ] as const)
      if (operation === 'cases.write-plan')
        await done(sela.post(`/cases/${recordId}/${path}`, sectionOf(answers)));
    await phone.pull();
    await give(phone, operation, inputOf(recordId));
    const before = await standing(phone, recordId);
    await sendAll(phone);
    expect(await standing(phone, recordId)).toEqual(before);
  });

  test('a result that was worked out without a network can be accepted without one', async () => {
    const { recordId } = await openACase(server.as('sela'));
    await phone.pull();
    await give(phone, 'identification.record-facts', on(recordId, factsOf()));
    const carried = await phone.desk.desk.peek(RecordId.parse(recordId));
    const evaluated = carried?.entries.findLast(({ type }) => type === 'identification.evaluated');
    const result = 'presumed-child-victim-of-trafficking';
    const accepted = { ...aCommand(), evaluation: evaluated?.id, result };
    await give(phone, 'identification.accept-result', on(recordId, accepted));
    const before = await standing(phone, recordId);
    await sendAll(phone);
    expect(await standing(phone, recordId)).toEqual(before);
  });

  test('[CA-22] a first contact in haste is completed where it was begun', async () => {
    const quick = { safeNow: 'no', dangers: ['alone'], withWhom: ['nobody'], metOn: day(0) };
    const recordId = randomUUID();
    const begun = openingOf({ recordId, formVersion: 2, part: 'quick', answers: quick });
    await give(phone, 'cases.open', begun);
    const opened = await phone.desk.desk.peek(RecordId.parse(recordId));
    const basedOn = opened?.record.states.get('first-contact')?.position;
    const { metOn: _metOn, ...rest } = ANSWERS.firstContact;
    const whole = sectionOf({ ...rest, ...quick }, { formVersion: 2, basedOn });
    const completed = on(recordId, whole);
    await give(phone, 'cases.complete-first-contact', completed);
    const before = await standing(phone, recordId);
    expect(JSON.stringify(before)).toContain('cases.first-contact-completed');
    await sendAll(phone);
    expect(await standing(phone, recordId)).toEqual(before);
  });

  test('[CA-23] an agreement that is taken back without a network is taken back there', async () => {
    const { recordId } = await openACase(server.as('sela'));
    const agreed = sectionOf(ANSWERS.consent);
    const { receipt } = await done(server.as('sela').post(`/cases/${recordId}/consent`, agreed));
    await phone.pull();
    const said = { purpose: 'referral', who: 'child', told: 'From now on we tell nobody else.' };
    const withdrawal = on(recordId, { ...aCommand(), ...said, basedOn: receipt.position });
    await give(phone, 'cases.withdraw-consent', withdrawal);
    const before = await standing(phone, recordId);
    expect(JSON.stringify(before)).toContain('From now on we tell nobody else.');
    await sendAll(phone);
    expect(await standing(phone, recordId)).toEqual(before);
    await expect(
      give(phone, 'cases.withdraw-consent', { ...withdrawal, ...aCommand(), purpose: 'tracing' }),
    ).rejects.toThrow('cases.consent.none-to-withdraw');
  });

  test('[ID-3] a statement that was wrong is corrected by its author, and by nobody else', async () => {
    const { recordId } = await openACase(server.as('sela'));
    const stated = factsOf();
    const by = async (person: 'sela' | 'noa', facts: object) =>
      done(server.as(person).post(`/cases/${recordId}/identification/facts`, facts));
    await by('sela', stated);
    const others = factsOf();
    await by('noa', others);
    await phone.pull();
    const wrong = { entry: stated.entryId, fact: 'act-transported', reason: 'Another child.' };
    const correction = on(recordId, { ...aCommand(), ...wrong });
    await expect(
      give(phone, 'identification.correct-statement', { ...correction, entry: others.entryId }),
    ).rejects.toThrow('identification.statement.not-yours');
    await give(phone, 'identification.correct-statement', correction);
    const before = await standing(phone, recordId);
    await sendAll(phone);
    expect(await standing(phone, recordId)).toEqual(before);
  });

  test('the same part twice without a network: the second builds on the first', async () => {
    const { recordId } = await openACase(server.as('sela'));
    await phone.pull();
    await give(phone, 'cases.assess-risk', on(recordId, sectionOf(ANSWERS.risk)));
    const second = sectionOf({ ...ANSWERS.risk, why: 'Someone stood before the house.' });
    await give(phone, 'cases.assess-risk', on(recordId, second));
    await sendAll(phone);
    const view = await done(server.as('sela').get(`/cases/${recordId}`));
    expect(view.risk.content.answers.why).toBe('Someone stood before the house.');
    expect(view.risk.content.siblings ?? []).toEqual([]);
  });
});

describe('what is refused is refused at once, and nothing is queued', () => {
  test('an answer that the form does not take', async () => {
    const { recordId } = await openACase(server.as('sela'));
    await phone.pull();
    const input = on(recordId, sectionOf({ ...ANSWERS.risk, level: 'sky-high' }));
    await expect(give(phone, 'cases.assess-risk', input)).rejects.toThrow('form.answers.invalid');
    expect(phone.outbox).toEqual([]);
  });

  test('a case of another team, for whom the sender may not register', async () => {
    await phone.pull();
    const input = openingOf({ team: randomUUID() });
    await expect(give(phone, 'cases.open', input)).rejects.toThrow('access.denied.ability');
  });

  test('words on a version that someone else has changed since', async () => {
    const { recordId } = await openACase(server.as('sela'));
    await done(server.as('noa').post(`/cases/${recordId}/risk`, sectionOf(ANSWERS.risk)));
    await phone.pull();
    const input = on(recordId, sectionOf(ANSWERS.risk));
    await expect(give(phone, 'cases.assess-risk', input)).rejects.toThrow('section.moved-on');
  });

  test('a newer version than this device has seen is left to the server', async () => {
    const { recordId } = await openACase(server.as('sela'));
    await phone.pull();
    await give(phone, 'cases.assess-risk', on(recordId, sectionOf(ANSWERS.risk, { basedOn: 99 })));
    expect(phone.outbox).toHaveLength(1);
  });
});

test('a child who was handed over is not shown to whoever handed them over', async () => {
  const input = openingOf();
  await give(phone, 'cases.hand-over', input);
  expect(phone.outbox).toHaveLength(1);
  expect(await phone.desk.desk.peek(RecordId.parse(input.recordId))).toBeUndefined();
});
