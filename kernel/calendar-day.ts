import { z } from 'zod';

/** A day of the Gregorian calendar, `2026-11-24`, with no time zone: a birthday has none. */
export const CalendarDay = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'Expected a day as YYYY-MM-DD')
  .refine((text) => isRealDay(text), 'Expected a day that exists')
  .brand<'CalendarDay'>()
  .meta({ format: 'date' });
export type CalendarDay = z.infer<typeof CalendarDay>;

function isRealDay(text: string): boolean {
  const date = new Date(`${text}T00:00:00.000Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === text;
}

export function calendarDay(year: number, month: number, day: number): CalendarDay {
  return CalendarDay.parse(new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10));
}

export function plusDays(day: CalendarDay, days: number): CalendarDay {
  return CalendarDay.parse(
    new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10),
  );
}

/** Day n of the same month `years` away; 29 February falls on 1 March of a common year. */
export function plusYears(day: CalendarDay, years: number): CalendarDay {
  const { year, month, date } = partsOf(day);
  return calendarDay(year + years, month, date);
}

export function lastDayOfMonth(year: number, month: number): CalendarDay {
  return calendarDay(year, month + 1, 0);
}

/** Whole years from `birth` to `on`; negative before birth. */
export function wholeYears(birth: CalendarDay, on: CalendarDay): number {
  const from = partsOf(birth);
  const to = partsOf(on);
  const hadBirthday = to.month > from.month || (to.month === from.month && to.date >= from.date);
  return to.year - from.year - (hadBirthday ? 0 : 1);
}

function partsOf(day: CalendarDay): { year: number; month: number; date: number } {
  return {
    year: Number(day.slice(0, 4)),
    month: Number(day.slice(5, 7)),
    date: Number(day.slice(8, 10)),
  };
}
