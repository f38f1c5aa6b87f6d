import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as protection from '#capabilities/protection/endpoints.ts';
import { done, factsOf, openACase, sectionOf } from './test-case.ts';
import {
  aCommand,
  type Client,
  type CountryServer,
  day,
  openCountryServer,
  workerOf,
} from './test-country.ts';
import { PROTECTION_ANSWERS } from './test-protection.ts';
import { refusalsReached } from './test-refusals.ts';

let server: CountryServer;
beforeAll(async () => {
  server = await openCountryServer();
});
afterAll(() => server.close());

const { refused, onCase, unreached } = refusalsReached();
type Part = keyof typeof PROTECTION_ANSWERS;

const send = (part: Part, over: object, prepare?: Parameters<typeof onCase>[3]) =>
  onCase(
    server,
    `protection/${part}`,
    sectionOf({ ...PROTECTION_ANSWERS[part], ...over }),
    prepare,
  );

/** Somebody says that a parent exploits the child. */
const suspects = (sela: Client, recordId: string) =>
  done(
    sela.post(
      `/cases/${recordId}/identification/facts`,
      factsOf({ howKnown: 'child-disclosed', parentExploiter: 'yes' }),
    ),
  );

describe('what a part refuses', () => {
  test.each<[string, Part, object, string]>([
    [
      'a guardian who may be exploiting the child',
      'guardian',
      { independent: 'no' },
      'protection.guardian.may-exploit',
    ],
    [
      'a guardian of whom it was not asked',
      'guardian',
      { independent: 'unknown' },
      'protection.guardian.not-checked',
    ],
    [
      'a guardian appointed next week',
      'guardian',
      { appointedOn: day(8) },
      'protection.day.in-future',
    ],
    [
      'a guardian appointed before asked for',
      'guardian',
      { requestedOn: day(0), appointedOn: day(-3) },
      'protection.day.before',
    ],
    ['a guardian without a day', 'guardian', { appointedOn: undefined }, 'form.answers.invalid'],
    ['a guardian of a kind unknown', 'guardian', { relation: 'the-moon' }, 'form.answers.invalid'],
    [
      'a name with a hidden turn',
      'guardian',
      { name: { spoken: 'Ger\u202eda', script: 'Latn' } },
      'form.answers.invalid',
    ],
    [
      'a place with a suspect',
      'safe-place',
      { withSuspect: 'yes' },
      'protection.safe-place.with-suspect',
    ],
    ['a place of a day to come', 'safe-place', { movedInOn: day(9) }, 'protection.day.in-future'],
    ['an address too long', 'safe-place', { address: 'x'.repeat(501) }, 'form.answers.invalid'],
    ['a finding that is never collected', 'health', { virginity: 'yes' }, 'form.answers.invalid'],
    [
      'a status that is never collected',
      'justice',
      { immigrationStatus: 'irregular' },
      'form.answers.invalid',
    ],
    [
      'an examination of next week',
      'health',
      { seenOn: day(8), followUpOn: day(9) },
      'protection.day.in-future',
    ],
    [
      'justice without saying who knows where the child is',
      'justice',
      { exploiterKnowsWhere: undefined },
      'form.answers.invalid',
    ],
    [
      'an assessment of next week',
      'assessment',
      { assessedOn: day(8) },
      'protection.day.in-future',
    ],
    [
      'words about an area where there is no worry',
      'assessment',
      { safetyWords: 'None.' },
      'form.answers.invalid',
    ],
  ])('%s', async (_what, part, over, code) => {
    expect(await send(part, over)).toBe(code);
  });

  test('[PR-5] a cell, with the way out', async () => {
    const cell = sectionOf({ kind: 'detention', withSuspect: 'no', suspectKnows: 'no' });
    expect(await onCase(server, 'protection/safe-place', cell)).toBe(
      'protection.safe-place.detention',
    );
  });

  test('[PR-3, PR-5] a parent, while it is recorded that a parent exploits the child', async () => {
    const parent = { relation: 'parent' };
    expect(await send('guardian', parent)).toBe('ok 200');
    expect(await send('guardian', parent, suspects)).toBe('protection.guardian.parent-may-exploit');
    expect(await send('safe-place', { kind: 'with-parent' })).toBe('ok 200');
    expect(await send('safe-place', { kind: 'with-parent' }, suspects)).toBe(
      'protection.safe-place.with-suspect',
    );
  });

  test('a form of another version, and after someone else’s', async () => {
    const answers = PROTECTION_ANSWERS.guardian;
    expect(
      await onCase(server, 'protection/guardian', sectionOf(answers, { formVersion: 99 })),
    ).toBe('form.version.unknown');
    expect(await onCase(server, 'protection/guardian', sectionOf(answers, { basedOn: 4 }))).toBe(
      'section.moved-on',
    );
  });

  test('[AC-6] sensitive answers of somebody who is not trained for them', async () => {
    const { recordId } = await openACase(server.as('sela'));
    const url = `/cases/${recordId}/protection/health`;
    const asked = sectionOf({ ...PROTECTION_ANSWERS.health, pregnancy: 'no' });
    expect(await refused(server.as('noa').post(url, asked))).toBe('access.denied.untrained');
    expect(await refused(server.as('sela').post(url, asked))).toBe('ok 200');
  });

  test('two different things under one id', async () => {
    const { recordId } = await openACase(server.as('sela'));
    const body = sectionOf(PROTECTION_ANSWERS.guardian);
    const url = `/cases/${recordId}/protection/guardian`;
    await done(server.as('sela').post(url, body));
    const other = { ...body, answers: { state: 'requested' } };
    expect(await refused(server.as('sela').post(url, other))).toBe('journal.entry.id-taken');
  });
});

describe('[PR-12] what a measure refuses', () => {
  const measure = (path: string, over: object, measured = 'guardian') =>
    onCase(server, `protection/measures/${measured}/${path}`, { ...aCommand(), ...over });

  test.each([
    [
      'a reason that has passed',
      { reason: 'no-place', until: day(-1) },
      'protection.measure.until-in-past',
    ],
    ['something else, unnamed', { reason: 'other' }, 'protection.measure.words-missing'],
    ['nothing, where nothing did', null, 'protection.measure.not-blocked'],
    ['a reason unknown', { reason: 'the-moon' }, 'request.invalid'],
  ])('to be blocked by %s', async (_what, blocked, code) => {
    expect(await measure('block', { blocked })).toBe(code);
  });

  test('to be a twelfth, or taken on by somebody of another team', async () => {
    expect(await measure('block', { blocked: null }, 'twelfth')).toBe('request.invalid');
    expect(await measure('owner', { owner: workerOf('rami') })).toBe(
      'protection.measure.owner-unknown',
    );
    expect(await measure('owner', { owner: workerOf('noa') })).toBe('ok 200');
  });
});

test('[PR-1] a decision where nothing is to be decided', async () => {
  const resolves = [{ field: 'state', reason: 'There was nothing.' }];
  const body = sectionOf(PROTECTION_ANSWERS.guardian, { resolves });
  expect(await onCase(server, 'protection/guardian', body)).toBe('section.conflict.none');
});

test('a case of nobody, and an address of none', async () => {
  const sela = server.as('sela');
  const { recordId } = await openACase(sela);
  const nobody = recordId.replace(/^.{8}/, '00000000');
  expect(await refused(sela.get(`/cases/${nobody}/protection`))).toBe('protection.case.unknown');
  const address = `/cases/${recordId}/protection/safe-place/address`;
  expect(await refused(sela.post(address, {}))).toBe('protection.safe-place.no-address');
});

/** Declared, and reached in another test or not from outside; each with where and why. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  'access.denied.ability': 'the policy knows it; no operation here asks for an ability',
  'access.denied.class': 'protection.test.ts',
  'access.denied.own-work': 'the policy knows it; nothing here is judged by a second person',
  'access.denied.purpose': 'the policy knows it; nothing here is for supervision alone',
  'journal.record.moved-on': 'changes of one record wait for each other; append-entries.test.ts',
};

test('every refusal that is declared was reached, here or where it is named', () => {
  expect(unreached(Object.values(protection), ELSEWHERE)).toEqual([]);
});
