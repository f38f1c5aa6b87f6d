import type { CalendarDay } from '#kernel/calendar-day.ts';
import type { ClockMoves, Clocks } from '#kernel/clock.ts';
import { dayOf, Instant } from '#kernel/instant.ts';

/** The clocks of one case at one moment. */
export type ClocksHere = {
  readonly running: Clocks;
  /** What an entry of this type does to them, as the pack says. */
  readonly moves: (type: string) => ClockMoves;
  /** The end of a clock that begins now, by the risk level of the case; undefined where the pack has none. */
  readonly endOf: (clock: string) => Instant | undefined;
};

export function without(moves: ClockMoves, clock: string): ClockMoves {
  return Object.fromEntries(Object.entries(moves).filter(([id]) => id !== clock));
}

/** The earlier of two moments, where one may be missing. */
export function earlier(one: Instant | undefined, other: Instant | undefined): Instant | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return one < other ? one : other;
}

/** What is due on a day is late when the day is over. */
export function endOfDay(day: CalendarDay): Instant {
  return Instant.parse(`${day}T23:59:59.999Z`);
}

/** A clock that ends on a day to come; a day that has passed, or none, starts nothing. */
export function onDay(clock: string, day: CalendarDay | undefined, now: Instant): ClockMoves {
  return day === undefined || day < dayOf(now) ? {} : { [clock]: endOfDay(day) };
}
