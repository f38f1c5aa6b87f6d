import { CalendarDay } from '#kernel/calendar-day.ts';

/** Today where the worker is; in UTC it may still be yesterday, or tomorrow already. */
export function todayHere(now = new Date()): CalendarDay {
  const month = `${now.getMonth() + 1}`.padStart(2, '0');
  const date = `${now.getDate()}`.padStart(2, '0');
  return CalendarDay.parse(`${now.getFullYear()}-${month}-${date}`);
}
