import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CalendarDay, plusDays, wholeYears } from './calendar-day.ts';
import { ageRangeOn, DateAsKnown, dayRange } from './date-as-known.ts';

const aDay = fc
  .integer({ min: -30_000, max: 30_000 })
  .map((days) => plusDays(CalendarDay.parse('2000-01-01'), days));

test('an age said on a day covers every birthday that fits it, and no other', () => {
  fc.assert(
    fc.property(aDay, fc.integer({ min: 0, max: 30 }), (statedOn, years) => {
      const range = dayRange({ precision: 'age', years, plusMinus: 0, statedOn, basis: 'child' });
      expect(range).toBeDefined();
      if (!range) return;
      expect(wholeYears(range.latest, statedOn)).toBe(years);
      expect(wholeYears(range.earliest, statedOn)).toBe(years);
      expect(wholeYears(plusDays(range.earliest, -1), statedOn)).toBe(years + 1);
      expect(wholeYears(plusDays(range.latest, 1), statedOn)).toBe(years - 1);
    }),
  );
});

test('a child who is about nine, give or take one, is between eight and ten on that day', () => {
  const birth = DateAsKnown.parse({
    precision: 'age',
    years: 9,
    plusMinus: 1,
    statedOn: '2026-11-24',
    basis: 'worker-estimate',
  });
  expect(ageRangeOn(birth, CalendarDay.parse('2026-11-24'))).toEqual({ least: 8, most: 10 });
});

test('a year alone leaves one year of doubt about the age', () => {
  const birth = DateAsKnown.parse({ precision: 'year', year: 2009, basis: 'caregiver' });
  expect(ageRangeOn(birth, CalendarDay.parse('2026-06-15'))).toEqual({ least: 16, most: 17 });
});

test('an unknown birth date gives no age at all', () => {
  expect(ageRangeOn({ precision: 'unknown' }, CalendarDay.parse('2026-06-15'))).toBeUndefined();
});

test('a day that does not exist is not a date', () => {
  expect(CalendarDay.safeParse('2026-02-30').success).toBe(false);
  expect(CalendarDay.safeParse('2024-02-29').success).toBe(true);
});
