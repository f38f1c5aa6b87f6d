import { z } from 'zod';
import { CalendarDay } from '#kernel/calendar-day.ts';

/** The ladder of status. Only a competent authority takes the step to `formally-identified`. */
export const Status = z.enum([
  'suspected',
  'presumed',
  'formally-identified',
  'not-confirmed',
  'withdrawn-in-error',
]);
export type Status = z.infer<typeof Status>;

/** Who decided formally. The name is that of the office, not of a person. */
export const CompetentAuthority = z.strictObject({
  name: z.string().trim().min(2).max(200),
  country: z.string().regex(/^[A-Z]{2}$/),
  decidedOn: CalendarDay,
  reference: z.string().trim().min(1).max(100).optional(),
});
export type CompetentAuthority = z.infer<typeof CompetentAuthority>;

const STEPS: Readonly<Record<Status | 'none', readonly Status[]>> = {
  none: ['suspected', 'presumed'],
  suspected: ['presumed', 'formally-identified', 'not-confirmed', 'withdrawn-in-error'],
  presumed: ['formally-identified', 'not-confirmed', 'withdrawn-in-error'],
  'formally-identified': ['withdrawn-in-error'],
  'not-confirmed': ['presumed', 'formally-identified'],
  'withdrawn-in-error': ['suspected', 'presumed'],
};

/** Whether the ladder has a step from one status to another; `null` is before any. */
export function isStep(from: Status | null, to: Status): boolean {
  return STEPS[from ?? 'none'].includes(to);
}

/** Statuses that an authority decides. */
export function needsAuthority(status: Status): boolean {
  return status === 'formally-identified' || status === 'not-confirmed';
}

/**
 * Whether everything that a presumed status opens stays open (ID-8): services go on by need also
 * after an authority did not confirm. Only an entry made in error closes them.
 */
export function servicesContinue(status: Status | null): boolean {
  return status !== 'withdrawn-in-error';
}
