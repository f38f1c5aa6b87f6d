import { describe, expect, it } from 'vitest';
import { CalendarDay } from '#kernel/calendar-day.ts';
import type { DateAsKnown } from '#kernel/date-as-known.ts';
import { CALENDARS } from '#kernel/show-date.ts';
import { emptyDate, emptyDay, readDate, readDay, typedDateOf } from './typed-date.ts';

const today = CalendarDay.parse('2026-11-24');
const empty = emptyDate('gregory', today);

describe('a day as typed', () => {
  it('is nothing while nothing is typed', () => {
    expect(readDay(emptyDay('gregory'))).toEqual({});
  });

  it.each([
    [{ day: '1', month: '', year: '2010' }, 'date-incomplete'],
    [{ day: '1', month: 'May', year: '2010' }, 'date-incomplete'],
    [{ day: '31', month: '4', year: '2010' }, 'date-not-real'],
    [{ day: '1', month: '4', year: '10' }, 'year-range'],
  ])('says what is wrong with %o', (typed, issue) => {
    expect(readDay({ ...typed, calendar: 'gregory' })).toEqual({ issue });
  });

  it('takes Arabic digits', () => {
    const typed = { day: '١٤', month: '٣', year: '٢٠٠٥', calendar: 'gregory' } as const;
    expect(readDay(typed).value).toBe('2005-03-14');
  });
});

describe('a date as known, as typed', () => {
  it('takes "not known" as an answer', () => {
    expect(readDate({ ...empty, way: 'unknown' })).toEqual({ value: { precision: 'unknown' } });
  });

  it('keeps "about nine" as said, with the day it was said', () => {
    const typed = { ...empty, way: 'age', years: '9', plusMinus: '2', basis: 'child' } as const;
    expect(readDate(typed).value).toEqual({
      precision: 'age',
      years: 9,
      plusMinus: 2,
      statedOn: today,
      basis: 'child',
    });
  });

  it('asks how one knows', () => {
    expect(readDate({ ...empty, way: 'year', year: '2015' })).toEqual({ issue: 'basis-needed' });
  });

  it.each([
    [{ way: 'month', month: '13', year: '2015' }, 'date-not-real'],
    [{ way: 'month', month: '1', year: '15' }, 'year-range'],
    [{ way: 'age', years: '130' }, 'age-range'],
    [{ way: 'age', years: '' }, 'date-incomplete'],
    [{ way: 'day' }, 'date-incomplete'],
  ] as const)('says what is wrong with %o', (part, issue) => {
    expect(readDate({ ...empty, basis: 'child', ...part })).toEqual({ issue });
  });

  const known: readonly DateAsKnown[] = [
    { precision: 'day', day: CalendarDay.parse('2012-02-29'), basis: 'document' },
    { precision: 'month', year: 2012, month: 2, basis: 'caregiver' },
    { precision: 'year', year: 2012, basis: 'third-party' },
    { precision: 'age', years: 9, plusMinus: 1, statedOn: today, basis: 'worker-estimate' },
    { precision: 'unknown' },
  ];

  it.each(known.flatMap((date) => CALENDARS.map((calendar) => [date, calendar] as const)))(
    'brings back what was answered before: %o in the %s calendar',
    (date, calendar) => {
      expect(readDate(typedDateOf(date, calendar, today))).toEqual({ value: date });
    },
  );
});
