import type { Made } from '#kernel/command.ts';
import type { CalendarDay } from '#kernel/calendar-day.ts';
import { dayOf, plusHours } from '#kernel/instant.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';

export type DayRefusal =
  | { readonly code: 'protection.day.in-future'; readonly field: string }
  | {
      readonly code: 'protection.day.before';
      readonly field: string;
      readonly earlier: string;
    };

/** Where the day begins first it is so many hours ahead of UTC: today there is no future. */
const EARLIEST_ZONE_HOURS = 14;

type Days = Readonly<Record<string, CalendarDay | undefined>>;

/** PR-2: what was done lies not in the future. Gives the first field that says so. */
export function happened(made: Pick<Made, 'now'>, days: Days): Result<true, DayRefusal> {
  const latest = dayOf(plusHours(made.now, EARLIEST_ZONE_HOURS));
  const field = Object.keys(days).find((one) => (days[one] ?? '') > latest);
  return field === undefined ? accept(true) : refuse({ code: 'protection.day.in-future', field });
}

/** PR-2: days that follow each other stand in their order; a day that is not known is left out. */
export function inOrder(days: Days): Result<true, DayRefusal> {
  const known = Object.entries(days).filter(([, day]) => day !== undefined);
  for (const [index, [field, day]] of known.entries()) {
    const [earlier, before] = known[index - 1] ?? [];
    if (earlier !== undefined && (day ?? '') < (before ?? ''))
      return refuse({ code: 'protection.day.before', field, earlier });
  }
  return accept(true);
}
