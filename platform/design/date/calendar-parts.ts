import {
  CalendarDate,
  type Calendar as AriaCalendar,
  EthiopicCalendar,
  GregorianCalendar,
  IslamicUmalquraCalendar,
  toCalendar,
} from '@internationalized/date';
import { type CalendarDay, calendarDay } from '#kernel/calendar-day.ts';
import type { Calendar } from '#kernel/show-date.ts';

export type DayParts = { readonly year: number; readonly month: number; readonly day: number };

const GREGORIAN = new GregorianCalendar();
const CALENDAR_RULES: Readonly<Record<Calendar, AriaCalendar>> = {
  gregory: GREGORIAN,
  ethiopic: new EthiopicCalendar(),
  'islamic-umalqura': new IslamicUmalquraCalendar(),
};

/** Year, month and day of a stored day in the calendar of the person who reads or writes it. */
export function partsOfDay(day: CalendarDay, calendar: Calendar): DayParts {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  return toCalendar(new CalendarDate(GREGORIAN, year, month, date), CALENDAR_RULES[calendar]);
}

/** The stored day of year, month and day in a calendar; undefined when there is no such day. */
export function dayFromParts(parts: DayParts, calendar: Calendar): CalendarDay | undefined {
  const written = new CalendarDate(CALENDAR_RULES[calendar], parts.year, parts.month, parts.day);
  // CalendarDate moves 31 April to 30 April in silence; a day that nobody stated must not be kept.
  const isAsWritten =
    written.year === parts.year && written.month === parts.month && written.day === parts.day;
  if (!isAsWritten) return undefined;
  const gregorian = toCalendar(written, GREGORIAN);
  if (gregorian.era !== 'AD' || gregorian.year < 1850 || gregorian.year > 2200) return undefined;
  return calendarDay(gregorian.year, gregorian.month, gregorian.day);
}

/** The years of another calendar that a Gregorian year touches: 2012 is 2004 and 2005 in Ethiopia. */
export function yearsWithin(gregorianYear: number, calendar: Calendar): readonly number[] {
  const first = partsOfDay(calendarDay(gregorianYear, 1, 1), calendar).year;
  const last = partsOfDay(calendarDay(gregorianYear, 12, 31), calendar).year;
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
