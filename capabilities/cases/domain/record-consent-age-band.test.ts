import { expect, test } from 'vitest';
import { CalendarDay } from '#kernel/calendar-day.ts';
import type { DateAsKnown } from '#kernel/date-as-known.ts';
import { consentAgeBand } from './record-consent-age-band.ts';

const today = CalendarDay.parse('2026-11-24');
const aged = (years: number, plusMinus = 0): DateAsKnown => ({
  precision: 'age',
  years,
  plusMinus,
  statedOn: today,
  basis: 'child',
});

test('[CA-6] the age that is known proposes who is asked', () => {
  const bands = [0, 5, 6, 11, 12, 14, 15, 17, 18].map((years) =>
    consentAgeBand(aged(years), today),
  );
  expect(bands).toEqual([
    '0-5',
    '0-5',
    '6-11',
    '6-11',
    '12-14',
    '12-14',
    '15-17',
    '15-17',
    '18-or-over',
  ]);
});

test('[CA-6] where the age leaves a doubt, the younger band is proposed', () => {
  expect(consentAgeBand(aged(12, 1), today)).toBe('6-11');
  expect(consentAgeBand(aged(18, 1), today)).toBe('15-17');
  expect(consentAgeBand({ precision: 'year', year: 2008, basis: 'document' }, today)).toBe('15-17');
});

test('nothing is proposed where nothing is known', () => {
  expect(consentAgeBand({ precision: 'unknown' }, today)).toBeUndefined();
});
