import type { CalendarDay } from '#kernel/calendar-day.ts';
import type { DateAsKnown } from '#kernel/date-as-known.ts';

export type YearRange = { readonly least: number; readonly most: number };

/**
 * Days as numbers `yyyymmdd`: the age on a day is then one subtraction. The same answers as
 * `ageRangeOn` of the kernel, without a date object for each; a test holds the two together.
 */
export type DaySpan = { readonly earliest: number; readonly latest: number };

const NEXT_DAY = 1;
const YEAR = 10_000;

/** The days between which a date lies; undefined when it is not known. */
export function daySpan(date: DateAsKnown): DaySpan | undefined {
  switch (date.precision) {
    case 'day': {
      const day = numberOf(date.day);
      return { earliest: day, latest: day };
    }
    case 'month':
      return monthSpan(date.year, date.month);
    case 'year':
      return { earliest: date.year * YEAR + 101, latest: date.year * YEAR + 1231 };
    case 'age': {
      const { years, plusMinus, statedOn } = date;
      return bornSpan({ least: Math.max(0, years - plusMinus), most: years + plusMinus }, statedOn);
    }
    case 'unknown':
      return undefined;
  }
}

/** When somebody was born who is so old on a day. */
export function bornSpan(age: YearRange, on: CalendarDay): DaySpan {
  const day = numberOf(on);
  return {
    earliest: realDay(day - (age.most + 1) * YEAR) + NEXT_DAY,
    latest: realDay(day - age.least * YEAR),
  };
}

/** Whole years from a birth to an event, each somewhere in its span; undefined when never born by then. */
export function ageBetween(born: DaySpan, event: DaySpan): YearRange | undefined {
  const most = Math.floor((event.latest - born.earliest) / YEAR);
  if (most < 0) return undefined;
  return { least: Math.max(0, Math.floor((event.earliest - born.latest) / YEAR)), most };
}

const LAST_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function monthSpan(year: number, month: number): DaySpan {
  const first = year * YEAR + month * 100;
  const last = month === 2 && isLeap(year) ? 29 : (LAST_DAYS[month - 1] ?? 31);
  return { earliest: first + 1, latest: first + last };
}

function numberOf(day: CalendarDay): number {
  return Number(day.slice(0, 4)) * YEAR + Number(day.slice(5, 7)) * 100 + Number(day.slice(8, 10));
}

// 29 February of a common year is 1 March, as in the kernel's plusYears.
function realDay(day: number): number {
  if (day % YEAR !== 229) return day;
  return isLeap(Math.floor(day / YEAR)) ? day : day + 72;
}

function isLeap(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}
