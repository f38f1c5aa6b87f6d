import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { CalendarDay, plusDays } from './calendar-day.ts';
import { Instant } from './instant.ts';
import { CALENDARS, monthNames, showDay, showInstant } from './show-date.ts';

const LOCALES = ['en-GB', 'es', 'fr', 'ar', 'am'] as const;
const noon = Instant.parse('2026-11-24T12:00:00.000Z');

// 1900 to 2100, both whole.
const anyDay = fc
  .integer({ min: 0, max: 73_413 })
  .map((days) => plusDays(CalendarDay.parse('1900-01-01'), days));

test('no two days look the same, in any language and calendar', () => {
  fc.assert(
    fc.property(
      anyDay,
      fc.integer({ min: 1, max: 500 }),
      fc.constantFrom(...LOCALES),
      fc.constantFrom(...CALENDARS),
      (day, later, locale, calendar) => {
        const reader = { locale, calendar };
        expect(showDay(day, reader)).not.toBe(showDay(plusDays(day, later), reader));
      },
    ),
  );
});

test('a shown day names its month in the words of the reader', () => {
  fc.assert(
    fc.property(
      anyDay,
      fc.constantFrom(...LOCALES),
      fc.constantFrom(...CALENDARS),
      (day, locale, calendar) => {
        const shown = showDay(day, { locale, calendar });
        const names = monthNames({ locale, calendar });
        expect(names.some((name) => shown.includes(name))).toBe(true);
      },
    ),
  );
});

describe('the months', () => {
  it.each(LOCALES)('are twelve, thirteen and twelve in %s', (locale) => {
    expect(CALENDARS.map((calendar) => monthNames({ locale, calendar }).length)).toEqual([
      12, 13, 12,
    ]);
  });

  it('have names that people know', () => {
    expect(monthNames({ locale: 'en', calendar: 'ethiopic' }).at(12)).toBe('Pagumen');
    expect(monthNames({ locale: 'am', calendar: 'ethiopic' }).at(0)).toBe('መስከረም');
    expect(monthNames({ locale: 'ar', calendar: 'islamic-umalqura' }).at(8)).toBe('رمضان');
  });
});

describe('the Ethiopian era', () => {
  it.each(LOCALES)('is left out in %s, because "AM" beside an hour is morning', (locale) => {
    const reader = { locale, calendar: 'ethiopic', timeZone: 'UTC' } as const;
    const shown = showInstant(noon, reader);
    expect(shown).not.toContain('AM');
    expect(shown).toMatch(/15.*2019/u);
    expect(showDay(CalendarDay.parse('2026-09-08'), reader)).not.toMatch(/AM|\s$/u);
  });
});

test('a moment never has its month as a number in another calendar', () => {
  for (const locale of LOCALES)
    for (const calendar of ['ethiopic', 'islamic-umalqura'] as const) {
      const shown = showInstant(noon, { locale, calendar, timeZone: 'UTC' });
      const month = monthNames({ locale, calendar })[calendar === 'ethiopic' ? 2 : 5] ?? 'missing';
      expect(shown).toContain(month);
    }
});
