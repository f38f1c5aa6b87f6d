import { CalendarDay } from '#kernel/calendar-day.ts';
import { DateAsKnown, DateBasis } from '#kernel/date-as-known.ts';
import type { Calendar } from '#kernel/show-date.ts';
import { numberFromText } from '../reader/fold-text.ts';
import { dayFromParts, partsOfDay } from './calendar-parts.ts';

/** A day as typed, piece by piece, so that half a date is not lost. */
export type TypedDay = {
  readonly day: string;
  readonly month: string;
  readonly year: string;
  /** The calendar in which it was typed; a later change of the reader's calendar must not bend it. */
  readonly calendar: Calendar;
};

export type DateIssue =
  'date-incomplete' | 'date-not-real' | 'year-range' | 'age-range' | 'basis-needed';

export type ReadDate<Value> = { readonly value?: Value; readonly issue?: DateIssue };

export function emptyDay(calendar: Calendar): TypedDay {
  return { day: '', month: '', year: '', calendar };
}

export function typedDayOf(day: CalendarDay, calendar: Calendar): TypedDay {
  const parts = partsOfDay(day, calendar);
  return { ...textsOf(parts), calendar };
}

/** Nothing when nothing was typed; an issue when what was typed is not a day. */
export function readDay(typed: TypedDay): ReadDate<CalendarDay> {
  const texts = [typed.day, typed.month, typed.year].map((text) => text.trim());
  if (texts.every((text) => text === '')) return {};
  const [day, month, year] = texts.map(wholeNumber);
  if (day === undefined || month === undefined || year === undefined) {
    return { issue: 'date-incomplete' };
  }
  if (year < 1000) return { issue: 'year-range' };
  const value = dayFromParts({ year, month, day }, typed.calendar);
  return value === undefined ? { issue: 'date-not-real' } : { value };
}

export type DateWay = DateAsKnown['precision'];

/** A date as known, as typed. Only the fields of the chosen `way` count; the others are kept. */
export type TypedDate = TypedDay & {
  readonly way: DateWay | undefined;
  readonly years: string;
  readonly plusMinus: string;
  readonly statedOn: CalendarDay;
  readonly basis: DateBasis | undefined;
};

export function emptyDate(calendar: Calendar, today: CalendarDay): TypedDate {
  return {
    ...emptyDay(calendar),
    way: undefined,
    years: '',
    plusMinus: '1',
    statedOn: today,
    basis: undefined,
  };
}

export function typedDateOf(date: DateAsKnown, calendar: Calendar, today: CalendarDay): TypedDate {
  const empty = { ...emptyDate(calendar, today), way: date.precision };
  switch (date.precision) {
    case 'day':
      return { ...empty, ...typedDayOf(date.day, calendar), basis: date.basis };
    case 'month':
      return { ...empty, month: `${date.month}`, year: `${date.year}`, basis: date.basis };
    case 'year':
      return { ...empty, year: `${date.year}`, basis: date.basis };
    case 'age':
      return {
        ...empty,
        years: `${date.years}`,
        plusMinus: `${date.plusMinus}`,
        statedOn: date.statedOn,
        basis: date.basis,
      };
    case 'unknown':
      return empty;
  }
}

/** The date as known that was typed; it is never made more exact than it is. */
export function readDate(typed: TypedDate): ReadDate<DateAsKnown> {
  if (typed.way === undefined) return {};
  if (typed.way === 'unknown') return { value: { precision: 'unknown' } };
  const { basis } = typed;
  const known = readKnownPart(typed, typed.way);
  if (!('precision' in known)) return known;
  if (basis === undefined) return { issue: 'basis-needed' };
  return { value: DateAsKnown.parse({ ...known, basis }) };
}

type KnownPart = { readonly precision: DateWay; readonly [part: string]: unknown };

function readKnownPart(
  typed: TypedDate,
  way: Exclude<DateWay, 'unknown'>,
): KnownPart | { issue: DateIssue } {
  switch (way) {
    case 'day': {
      const read = readDay(typed);
      if (read.value === undefined) return { issue: read.issue ?? 'date-incomplete' };
      return { precision: way, day: read.value };
    }
    case 'month': {
      const month = wholeNumber(typed.month);
      if (month === undefined) return { issue: 'date-incomplete' };
      if (month < 1 || month > 12) return { issue: 'date-not-real' };
      return readYear(typed, { precision: way, month });
    }
    case 'year':
      return readYear(typed, { precision: way });
    case 'age':
      return readAge(typed);
  }
}

function readYear(typed: TypedDate, rest: KnownPart): KnownPart | { issue: DateIssue } {
  const year = wholeNumber(typed.year);
  if (year === undefined) return { issue: 'date-incomplete' };
  return year < 1850 || year > 2200 ? { issue: 'year-range' } : { ...rest, year };
}

function readAge(typed: TypedDate): KnownPart | { issue: DateIssue } {
  const years = wholeNumber(typed.years);
  const plusMinus = wholeNumber(typed.plusMinus.trim() === '' ? '0' : typed.plusMinus);
  if (years === undefined || plusMinus === undefined) return { issue: 'date-incomplete' };
  if (years < 0 || years > 120 || plusMinus < 0 || plusMinus > 20) return { issue: 'age-range' };
  return { precision: 'age', years, plusMinus, statedOn: typed.statedOn };
}

function wholeNumber(text: string): number | undefined {
  const value = numberFromText(text);
  return value !== undefined && Number.isInteger(value) ? value : undefined;
}

function textsOf(parts: { day: number; month: number; year: number }) {
  return { day: `${parts.day}`, month: `${parts.month}`, year: `${parts.year}` };
}
