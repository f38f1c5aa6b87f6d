import type { CalendarDay } from '#kernel/calendar-day.ts';
import { ageRangeOn, type DateAsKnown } from '#kernel/date-as-known.ts';

/**
 * Codes of list `consent-age-band`, with the first age that no longer belongs to each. Bands as in
 * Caring for Child Survivors (IRC, UNICEF), recalled and not yet read again.
 */
const BANDS = [
  ['0-5', 6],
  ['6-11', 12],
  ['12-14', 15],
  ['15-17', 18],
] as const;

/**
 * CA-6: the band that the birth as known proposes. Where it leaves a doubt, the younger: then more
 * people are asked, and an adult only where it is certain. Undefined when nothing is known.
 */
export function consentAgeBand(birth: DateAsKnown, on: CalendarDay): string | undefined {
  const range = ageRangeOn(birth, on);
  if (!range) return undefined;
  return BANDS.find(([, end]) => range.least < end)?.[0] ?? '18-or-over';
}
