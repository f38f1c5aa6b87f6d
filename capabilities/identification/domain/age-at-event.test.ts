import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CalendarDay, plusDays } from '#kernel/calendar-day.ts';
import { ageRangeOn, type DateAsKnown } from '#kernel/date-as-known.ts';
import { AgeEvidence, ageAtEvent } from './age-at-event.ts';
import { ageBetween, daySpan } from './age-range.ts';
import { today } from './examples.ts';

function status(evidence: unknown, believed: 'yes' | 'no' | 'unknown' = 'unknown'): string {
  const age = ageAtEvent(AgeEvidence.parse(evidence), today, believed);
  return `${age.status} ${age.rule}`;
}
const birth = (day: string, basis = 'document') => ({ precision: 'day', day, basis });
const event = birth('2024-06-01', 'child');
const assessment = {
  least: 19,
  most: 22,
  on: '2024-06-01',
  lawful: true,
  multidisciplinary: true,
  nonInvasive: true,
  appealPossible: true,
};

test.each(['birth-registration', 'document', 'child', 'caregiver', 'third-party'])(
  '[R-AGE-1] a birth said by %s to be under 18 years back makes a child',
  (basis) => {
    expect(status({ births: [birth('2010-01-01', basis)], event })).toBe('child R-AGE-1');
  },
);

test('[R-AGE-1] a credible statement of age at the event needs no birthday', () => {
  expect(status({ agesAtEvent: [{ least: 10, most: 11, basis: 'child' }] })).toBe('child R-AGE-1');
  expect(status({ agesAtEvent: [{ least: 30, most: 38, basis: 'third-party' }] })).toBe(
    'adult R-AGE-1',
  );
});

test('[R-AGE-2] a worker who takes someone to be about 15 makes a presumed child', () => {
  const births = [
    { precision: 'age', years: 15, plusMinus: 1, statedOn: '2024-06-01', basis: 'worker-estimate' },
  ];
  expect(status({ births, event })).toBe('presumed-child R-AGE-2');
});

test('[R-AGE-2] a range over 18 on both sides is resolved to the child', () => {
  const births = [
    { precision: 'age', years: 18, plusMinus: 2, statedOn: '2024-06-01', basis: 'child' },
  ];
  expect(status({ births, event })).toBe('presumed-child R-AGE-2');
});

test('[R-AGE-2] papers that say adult do not silence a reason to believe otherwise', () => {
  const evidence = { births: [birth('2000-01-01')], event };
  expect(status(evidence)).toBe('adult R-AGE-1');
  expect(status(evidence, 'no')).toBe('adult R-AGE-1');
  expect(status(evidence, 'yes')).toBe('presumed-child R-AGE-2');
});

test('[R-AGE-2] statements that disagree make a presumed child', () => {
  const births = [birth('2000-01-01'), birth('2009-01-01', 'child')];
  expect(status({ births, event })).toBe('presumed-child R-AGE-2');
});

test('[R-AGE-3] a look at somebody makes no adult', () => {
  const births = [
    { precision: 'age', years: 30, plusMinus: 2, statedOn: '2024-06-01', basis: 'worker-estimate' },
  ];
  expect(status({ births, event })).toBe('unknown none');
});

test('[R-AGE-3] a proper assessment settles a dispute, its margin resolved to the child', () => {
  const births = [birth('2000-01-01'), birth('2009-01-01', 'child')];
  expect(status({ births, event, assessment })).toBe('adult R-AGE-3');
  expect(status({ births, event, assessment: { ...assessment, least: 17 } })).toBe(
    'presumed-child R-AGE-3',
  );
});

test.each(['lawful', 'multidisciplinary', 'nonInvasive', 'appealPossible'])(
  '[R-AGE-3] an assessment that is not %s makes no adult',
  (safeguard) => {
    const births = [birth('2000-01-01'), birth('2009-01-01', 'child')];
    const improper = { ...assessment, [safeguard]: false };
    expect(status({ births, event, assessment: improper })).toBe('presumed-child R-AGE-2');
  },
);

test('[R-AGE-3] a registered birth stands over an assessment', () => {
  const births = [birth('2010-01-01', 'birth-registration')];
  expect(status({ births, event, assessment })).toBe('child R-AGE-1');
});

test('[R-AGE-4] who has turned 18 since the event was a child then', () => {
  const births = [birth('2007-01-01')];
  expect(status({ births, event })).toBe('child R-AGE-1');
  expect(status({ births, event: birth('2025-06-01', 'child') })).toBe('adult R-AGE-1');
});

test('an event of unknown date of someone still under 18 happened to a child', () => {
  expect(status({ births: [birth('2012-01-01')] })).toBe('child R-AGE-1');
});

test('an event of unknown date of a grown person leaves the age open', () => {
  expect(status({ births: [birth('1990-01-01')] })).toBe('unknown none');
  expect(status({})).toBe('unknown none');
});

test('an age range out of order is refused', () => {
  const agesAtEvent = [{ least: 12, most: 10, basis: 'child' }];
  expect(AgeEvidence.safeParse({ agesAtEvent }).success).toBe(false);
});

const aDay = fc
  .integer({ min: -12_000, max: 9_000 })
  .map((days) => plusDays(CalendarDay.parse('2000-01-01'), days));
const aBirth: fc.Arbitrary<DateAsKnown> = fc.oneof(
  aDay.map((day) => ({ precision: 'day', day, basis: 'child' }) as const),
  fc.record({
    precision: fc.constant('month' as const),
    year: fc.integer({ min: 1970, max: 2020 }),
    month: fc.integer({ min: 1, max: 12 }),
    basis: fc.constant('child' as const),
  }),
  fc.record({
    precision: fc.constant('year' as const),
    year: fc.integer({ min: 1970, max: 2020 }),
    basis: fc.constant('child' as const),
  }),
  fc.record({
    precision: fc.constant('age' as const),
    years: fc.integer({ min: 0, max: 40 }),
    plusMinus: fc.integer({ min: 0, max: 5 }),
    statedOn: aDay,
    basis: fc.constant('child' as const),
  }),
);

test('ages as numbers agree with the ages of the kernel', () => {
  fc.assert(
    fc.property(aBirth, aDay, (born, on) => {
      const kernel = ageRangeOn(born, on);
      const span = daySpan(born);
      const when = daySpan({ precision: 'day', day: on, basis: 'child' });
      if (!kernel || !span || !when) throw new Error('A known birth has an age');
      const fast = ageBetween(span, when);
      const expected = { least: Math.max(0, kernel.least), most: kernel.most };
      expect(fast).toEqual(kernel.most < 0 ? undefined : expected);
    }),
    { numRuns: 2000 },
  );
});

test('[R-AGE-2] a wider margin never turns a child into an adult', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 8, max: 25 }),
      fc.nat({ max: 4 }),
      fc.nat({ max: 4 }),
      (years, narrow, more) => {
        const at = (plusMinus: number) =>
          status({
            births: [
              { precision: 'age', years, plusMinus, statedOn: '2024-06-01', basis: 'child' },
            ],
            event,
          });
        const becameAdult =
          !at(narrow).startsWith('adult') && at(narrow + more).startsWith('adult');
        expect(becameAdult).toBe(false);
      },
    ),
  );
});
