import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Ternary } from '#kernel/ternary.ts';
import { plusHours } from '#kernel/instant.ts';
import { aMade, clocksAt, filled, now, outdated, parents, upToDate } from './examples.ts';
import { guardianClock } from './guardian-clock.ts';
import { recordGuardian } from './record-guardian.ts';

const APPOINTED = {
  state: 'appointed',
  independent: 'yes',
  relation: 'state-guardian',
  requestedOn: '2026-11-20',
  appointedOn: '2026-11-23',
} as const;

function record(
  answers: object,
  {
    parentMayExploit = 'unknown',
    clocks = clocksAt('high'),
  }: { parentMayExploit?: Ternary; clocks?: ReturnType<typeof clocksAt> } = {},
) {
  return recordGuardian(
    { ...upToDate, parentMayExploit },
    aMade(),
    filled('guardian', { ...answers }),
    clocks,
  );
}

const codeOf = (result: ReturnType<typeof record>) => (result.ok ? 'ok' : result.refusal.code);
const clocksIn = (result: ReturnType<typeof record>) =>
  result.ok ? result.value[0]?.body['clocks'] : undefined;

describe('[PR-3] who may speak for the child', () => {
  test.each([
    [
      'not somebody who may be exploiting the child',
      { independent: 'no' },
      'protection.guardian.may-exploit',
    ],
    [
      'nobody of whom it was not asked',
      { independent: 'unknown' },
      'protection.guardian.not-checked',
    ],
    [
      'nobody of whom it was declined to say',
      { independent: 'declined' },
      'protection.guardian.not-checked',
    ],
    ['an independent person', {}, 'ok'],
    ['an independent parent, of whom nobody says anything', { relation: 'parent' }, 'ok'],
  ])('%s', (_who, over, code) => {
    expect(codeOf(record({ ...APPOINTED, ...over }))).toBe(code);
  });

  test('no parent while it is recorded that a parent may exploit the child', () => {
    const known = { parentMayExploit: 'yes' } as const;
    const refused = 'protection.guardian.parent-may-exploit';
    expect(codeOf(record({ ...APPOINTED, relation: 'parent' }, known))).toBe(refused);
    expect(codeOf(record({ state: 'not-needed', independent: 'yes' }, known))).toBe(refused);
    expect(codeOf(record(APPOINTED, known))).toBe('ok');
  });

  test('a property: whoever stands was checked, whatever else is answered', () => {
    const ternary = fc.constantFrom('yes', 'no', 'unknown', 'declined', undefined);
    const relation = fc.constantFrom(
      'parent',
      'relative',
      'state-guardian',
      'caregiver',
      undefined,
    );
    const known = fc.constantFrom<Ternary>('yes', 'no', 'unknown');
    const state = fc.constantFrom('appointed', 'not-needed');
    fc.assert(
      fc.property(state, ternary, relation, known, (one, independent, who, parentMayExploit) => {
        const taken = record({ state: one, independent, relation: who }, { parentMayExploit });
        const isParent = one === 'not-needed' || who === 'parent';
        const may = independent === 'yes' && !(isParent && parentMayExploit === 'yes');
        expect(taken.ok).toBe(may);
      }),
    );
  });

  test('asking for a guardian, and saying why there can be none, needs no check', () => {
    expect(codeOf(record({ state: 'requested' }))).toBe('ok');
    expect(codeOf(record({ state: 'none-possible', nonePossibleWhy: 'No law.' }))).toBe('ok');
  });
});

describe('[PR-2] days', () => {
  test.each([
    ['appointed tomorrow’s tomorrow', { appointedOn: '2026-11-26' }, 'protection.day.in-future'],
    ['appointed before asked for', { appointedOn: '2026-11-19' }, 'protection.day.before'],
    ['visited before appointed', { firstVisitOn: '2026-11-22' }, 'protection.day.before'],
    ['all on one day', { requestedOn: '2026-11-23', firstVisitOn: '2026-11-23' }, 'ok'],
    ['asked for on a day nobody knows', { requestedOn: undefined }, 'ok'],
  ])('%s', (_what, over, code) => {
    expect(codeOf(record({ ...APPOINTED, ...over }))).toBe(code);
  });

  test('today is no future where the day begins before it begins in UTC', () => {
    const made = aMade({ now: plusHours(now, 14) });
    const answers = { ...APPOINTED, appointedOn: '2026-11-25' };
    const taken = recordGuardian(
      { ...upToDate, ...parents },
      made,
      filled('guardian', answers),
      clocksAt('high'),
    );
    expect(taken.ok).toBe(true);
  });
});

test('[PR-1] words that someone else wrote meanwhile are not written over', () => {
  const seen = { ...outdated, ...parents };
  const taken = recordGuardian(seen, aMade(), filled('guardian', APPOINTED), clocksAt('high'));
  expect(taken).toMatchObject({ refusal: { code: 'section.moved-on', current: 4 } });
});

describe('[PR-8] the clock of the guardian', () => {
  const running = { guardian: plusHours(now, 5) };

  test('is met by somebody who speaks for the child', () => {
    expect(clocksIn(record(APPOINTED, { clocks: clocksAt('high', running) }))).toEqual({
      guardian: null,
    });
  });

  test.each(['requested', 'none-possible'])('runs on while it is %s', (state) => {
    expect(clocksIn(record({ state }, { clocks: clocksAt('high', running) }))).toEqual({});
  });

  test('starts when somebody has to be asked for, sooner in immediate danger', () => {
    const asked = { state: 'requested' };
    expect(clocksIn(record(asked))).toEqual({ guardian: plusHours(now, 72) });
    expect(clocksIn(record(asked, { clocks: clocksAt('immediate') }))).toEqual({
      guardian: plusHours(now, 24),
    });
    expect(clocksIn(record(asked, { clocks: clocksAt('high', { guardian: null }) }))).toEqual({
      guardian: plusHours(now, 72),
    });
  });

  const alone = { accompaniment: 'unaccompanied', isPresumedTrafficked: false, guardian: null };

  test.each([
    ['a child alone', alone, true],
    ['a separated child', { ...alone, accompaniment: 'separated' }, true],
    [
      'a child treated as trafficked, with a caregiver',
      { ...alone, accompaniment: 'with-caregiver', isPresumedTrafficked: true },
      true,
    ],
    ['a child with a caregiver', { ...alone, accompaniment: 'with-caregiver' }, false],
    ['a child of whom nothing is known', { ...alone, accompaniment: null }, false],
    ['a child who has a guardian', { ...alone, guardian: 'appointed' }, false],
  ])('starts by itself for %s: %o', (_who, known, starts) => {
    const moved = guardianClock(known, clocksAt('immediate'));
    expect(moved).toEqual(starts ? { guardian: plusHours(now, 24) } : {});
  });

  test('starts by itself only once', () => {
    expect(guardianClock(alone, clocksAt('high', running))).toEqual({});
    expect(guardianClock(alone, clocksAt('high', { guardian: null }))).toEqual({});
  });
});
