import { z } from 'zod';

/** A moment: ISO 8601 in UTC with milliseconds, as `2026-11-24T09:30:00.000Z`. */
export const Instant = z
  .string()
  .regex(
    /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/,
    'Expected an instant in UTC with milliseconds',
  )
  .refine((text) => !Number.isNaN(Date.parse(text)), 'Expected a moment that exists')
  .brand<'Instant'>()
  .meta({ format: 'date-time' });
export type Instant = z.infer<typeof Instant>;

/** Milliseconds since 1970 to an instant. */
export function instantAt(milliseconds: number): Instant {
  return Instant.parse(new Date(milliseconds).toISOString());
}

export function millisecondsOf(instant: Instant): number {
  return Date.parse(instant);
}

export function plusHours(instant: Instant, hours: number): Instant {
  return instantAt(millisecondsOf(instant) + hours * 3_600_000);
}

export function isBefore(left: Instant, right: Instant): boolean {
  return millisecondsOf(left) < millisecondsOf(right);
}

/** The calendar day of an instant in UTC, `2026-11-24`. */
export function dayOf(instant: Instant): string {
  return instant.slice(0, 10);
}
