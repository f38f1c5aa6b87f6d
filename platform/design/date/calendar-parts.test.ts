import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calendarDay } from '#kernel/calendar-day.ts';
import { CALENDARS, monthNames, showDay } from '#kernel/show-date.ts';
import { dayFromParts, partsOfDay, yearsWithin } from './calendar-parts.ts';

describe('days in other calendars', () => {
  it.each([
    ['2007-09-12', { year: 2000, month: 1, day: 1 }],
    ['2017-09-08', { year: 2009, month: 13, day: 3 }],
    ['2019-09-11', { year: 2011, month: 13, day: 6 }],
  ] as const)('%s is the Ethiopic day it should be', (day, parts) => {
    expect(dayFromParts(parts, 'ethiopic')).toBe(day);
  });

  it('1 Muharram 1447 is 26 June 2025 (Umm al-Qura)', () => {
    expect(dayFromParts({ year: 1447, month: 1, day: 1 }, 'islamic-umalqura')).toBe('2025-06-26');
  });

  it.each([
    [{ year: 2026, month: 2, day: 29 }, 'gregory'],
    [{ year: 2026, month: 13, day: 1 }, 'gregory'],
    [{ year: 2010, month: 13, day: 6 }, 'ethiopic'],
    [{ year: 2010, month: 14, day: 1 }, 'ethiopic'],
    [{ year: 1447, month: 1, day: 31 }, 'islamic-umalqura'],
    [{ year: 9999, month: 1, day: 1 }, 'gregory'],
  ] as const)('keeps no day that does not exist: %o in %s', (parts, calendar) => {
    expect(dayFromParts(parts, calendar)).toBeUndefined();
  });

  it('brings every day back unchanged through every calendar', () => {
    const anyDay = fc
      .tuple(fc.integer({ min: 1900, max: 2100 }), fc.integer({ min: 0, max: 365 }))
      .map(([year, days]) => calendarDay(year, 1, 1 + days));
    fc.assert(
      fc.property(anyDay, fc.constantFrom(...CALENDARS), (day, calendar) => {
        expect(dayFromParts(partsOfDay(day, calendar), calendar)).toBe(day);
      }),
      { numRuns: 1000 },
    );
  });

  it('counts the day, month and year that the screen shows', () => {
    const anyDay = fc
      .tuple(fc.integer({ min: 1900, max: 2100 }), fc.integer({ min: 0, max: 365 }))
      .map(([year, days]) => calendarDay(year, 1, 1 + days));
    fc.assert(
      fc.property(anyDay, fc.constantFrom(...CALENDARS), (day, calendar) => {
        const { day: date, month, year } = partsOfDay(day, calendar);
        const name = monthNames({ locale: 'en-GB', calendar })[month - 1] ?? 'missing';
        const shown = showDay(day, { locale: 'en-GB', calendar });
        expect(shown.startsWith(`${date} ${name} ${year}`)).toBe(true);
      }),
    );
  });

  it('names both years that a Gregorian year touches', () => {
    expect(yearsWithin(2012, 'ethiopic')).toEqual([2004, 2005]);
    expect(yearsWithin(2012, 'gregory')).toEqual([2012]);
  });
});
