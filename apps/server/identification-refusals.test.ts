import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as identification from '#capabilities/identification/endpoints.ts';
import { ANSWERS, done, factsOf, openACase, sectionOf, withFacts } from './test-case.ts';
import {
  aCommand,
  type Client,
  type CountryServer,
  day,
  openCountryServer,
} from './test-country.ts';
import { refusalsReached } from './test-refusals.ts';

let server: CountryServer;
beforeAll(async () => {
  server = await openCountryServer();
});
afterAll(() => server.close());

const { refused, onCase, unreached } = refusalsReached();

describe('what identification refuses', () => {
  const facts = (over: Readonly<Record<string, unknown>>) =>
    onCase(server, 'identification/facts', factsOf(ANSWERS.facts, over));

  test('a form unknown, an answer unknown, an age out of range, a birth to come, nothing', async () => {
    expect(await facts({ formId: 'no-such-form' })).toBe('form.version.unknown');
    expect(await facts({ formVersion: 42 })).toBe('form.version.unknown');
    expect(await facts({ formId: 'risk' })).toBe('form.version.unknown');
    const wrong = { ...ANSWERS.facts, workPlaces: ['castle'] };
    expect(await onCase(server, 'identification/facts', factsOf(wrong))).toBe(
      'form.answers.invalid',
    );
    const old = { ...ANSWERS.facts, ageThen: 121 };
    expect(await onCase(server, 'identification/facts', factsOf(old))).toBe('form.answers.invalid');
    const ahead = { event: { precision: 'day', day: day(30), basis: 'child' } };
    expect(await facts(ahead)).toBe('identification.age.in-future');
    const { recordId } = await openACase(server.as('sela'));
    await done(
      server.as('sela').post(`/cases/${recordId}/registration`, sectionOf(ANSWERS.registration)),
    );
    const early = { event: { precision: 'year', year: 1999, basis: 'child' } };
    const unborn = factsOf(ANSWERS.facts, early);
    const told = server.as('sela').post(`/cases/${recordId}/identification/facts`, unborn);
    expect(await refused(told)).toBe('identification.age.event-before-birth');
    const nothing = factsOf({ howKnown: 'observed' });
    expect(await onCase(server, 'identification/facts', nothing)).toBe('identification.facts.none');
    expect(await facts({ evidence: 'rumour' })).toBe('request.invalid');
  });

  test('[ID-10, ID-11] a result that is none, of older facts, the same, too low, without a reason', async () => {
    const sela = server.as('sela');
    const made = await openACase(sela);
    const url = `/cases/${made.recordId}/identification`;
    const take = (body: object) =>
      refused(sela.post(`${url}/acceptance`, { ...aCommand(), ...body }));
    const override = (body: object) =>
      refused(
        sela.post(`${url}/override`, {
          ...aCommand(),
          reason: 'The aunt has come from the village.',
          ...body,
        }),
      );
    const other = aCommand().entryId;
    const led = 'presumed-child-victim-of-trafficking';
    expect(await take({ evaluation: other, result: led })).toBe(
      'identification.result.nothing-evaluated',
    );
    const evaluation = await withFacts(sela, made);
    expect(await take({ evaluation: other, result: led })).toBe(
      'identification.result.facts-moved-on',
    );
    expect(await take({ evaluation, result: 'insufficient-information' })).toBe(
      'identification.result.not-among-results',
    );
    expect(await override({ evaluation, to: 'guilty' })).toBe('identification.result.unknown');
    expect(await override({ evaluation, to: led })).toBe('identification.result.same');
    expect(await override({ evaluation, to: 'insufficient-information' })).toBe(
      'identification.result.below-floor',
    );
    expect(await override({ evaluation, to: 'concern', reason: 'so' })).toBe(
      'identification.reason.missing',
    );
  });

  test('[ID-7] a step that is none, an authority missing, not asked for, or of the future', async () => {
    const suspectedFirst = (sela: Client, recordId: string) =>
      done(
        sela.post(`/cases/${recordId}/identification/status`, { ...aCommand(), to: 'suspected' }),
      );
    const step = (body: object) =>
      onCase(server, 'identification/status', { ...aCommand(), ...body }, suspectedFirst);
    const authority = { name: 'The council', country: 'XA', decidedOn: day(0) };
    expect(await step({ to: 'suspected' })).toBe('identification.status.no-step');
    expect(await step({ to: 'formally-identified' })).toBe(
      'identification.status.authority-missing',
    );
    expect(await step({ to: 'presumed', authority })).toBe(
      'identification.status.authority-not-asked',
    );
    const ahead = { ...authority, decidedOn: day(9) };
    expect(await step({ to: 'formally-identified', authority: ahead })).toBe(
      'identification.status.decided-in-future',
    );
    expect(await step({ to: 'not-confirmed', authority })).toBe('identification.reason.missing');
    expect(await step({ to: 'formally-identified', authority })).toBe('ok 200');
  });

  test('[ID-3] a correction of nothing, of another’s, twice', async () => {
    const { recordId } = await openACase(server.as('sela'));
    const url = `/cases/${recordId}/identification`;
    const body = factsOf();
    await done(server.as('sela').post(`${url}/facts`, body));
    const wrong = { entry: body.entryId, fact: 'act-transported', reason: 'Meant another child.' };
    const correct = (person: 'sela' | 'noa', over: object = {}) =>
      refused(server.as(person).post(`${url}/corrections`, { ...aCommand(), ...wrong, ...over }));
    expect(await correct('sela', { fact: 'act-bought' })).toBe('identification.statement.unknown');
    expect(await correct('noa')).toBe('identification.statement.not-yours');
    expect(await correct('sela', { reason: 'x' })).toBe('identification.reason.missing');
    expect(await correct('sela')).toBe('ok 200');
    expect(await correct('sela')).toBe('identification.statement.corrected-before');
    const nobody = `/cases/${aCommand().entryId}/identification`;
    expect(await refused(server.as('sela').get(nobody))).toBe('identification.case.unknown');
  });
});

test('[ID-19] a birth that registration knows to the day reaches the care part to the month only', async () => {
  const { recordId } = await openACase(server.as('sela'));
  const birth = { precision: 'day', day: '2013-04-17', basis: 'document' };
  const body = sectionOf({ ...ANSWERS.registration, birth });
  await done(server.as('sela').post(`/cases/${recordId}/registration`, body));
  const view = await done(server.as('sela').get(`/cases/${recordId}/identification`));
  expect(view.age.births).toEqual([
    { precision: 'month', year: 2013, month: 4, basis: 'document' },
  ]);
  const { entries } = await done(server.as('sela').get(`/cases/${recordId}/timeline`));
  const ofCare = entries.filter((entry: { class: string }) => entry.class === 'care');
  expect(ofCare.length).toBeGreaterThan(1);
  expect(JSON.stringify([view, ofCare])).not.toContain('2013-04-17');
});

/** Declared, and reached in another test or not from outside; each with where and why. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  'access.denied.ability': 'role-matrix.test.ts',
  'access.denied.class': 'role-matrix.test.ts',
  'access.denied.own-work': 'held-work.test.ts',
  'access.denied.untrained': 'case-refusals.test.ts',
  'access.denied.purpose': 'every-line.test.ts',
  'journal.entry.id-taken': 'sent-again.test.ts',
  'journal.record.moved-on': 'changes of one record wait for each other; append-entries.test.ts',
  'identification.result.own-approval': 'nobody settles their own; decisions.test.ts',
  'identification.result.supervisor-needed': 'becomes held work; held-work.test.ts',
  'identification.status.supervisor-needed': 'becomes held work; decisions.test.ts',
  'identification.facts.too-many': 'no form has as many; decisions.test.ts',
  'identification.fact.unknown': 'a pack whose form states one is refused; decisions.test.ts',
  'identification.fact.wrong-kind': 'the form refuses first; decisions.test.ts',
  'identification.fact.in-future': 'the day is the server’s; check-statements.test.ts',
};

test('every refusal that is declared was reached, here or where it is named', () => {
  expect(unreached(Object.values(identification), ELSEWHERE)).toEqual([]);
});
