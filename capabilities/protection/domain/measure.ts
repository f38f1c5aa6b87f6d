import { z } from 'zod';
import { CalendarDay } from '#kernel/calendar-day.ts';
import { WorkerId } from '#kernel/ids.ts';
import { Instant } from '#kernel/instant.ts';

/**
 * The eleven measures of the UNICEF Guidelines on the Protection of Child Victims of Trafficking
 * (2006), in their order (recalled).
 */
export const Measure = z.enum([
  'identification',
  'guardian',
  'registration',
  'coordination',
  'interim-care',
  'status',
  'assessment',
  'implementation',
  'justice',
  'safety',
  'training',
]);
export type Measure = z.infer<typeof Measure>;

/** Why a measure cannot go on now; the words say the rest. */
export const Hindrance = z.enum([
  'no-service',
  'no-place',
  'no-guardian',
  'no-consent',
  'child-not-ready',
  'authority-waits',
  'papers-missing',
  'not-safe-yet',
  'no-money',
  'nobody-free',
  'other',
]);
export type Hindrance = z.infer<typeof Hindrance>;

export const MeasureBlocked = z.object({
  measure: Measure,
  reason: Hindrance,
  words: z.string().max(1000),
  until: CalendarDay.nullable(),
  at: Instant,
});
export const MeasureFreed = z.object({ measure: Measure, at: Instant });
export const MeasureOwnerSet = z.object({
  measure: Measure,
  owner: WorkerId.nullable(),
  at: Instant,
});
