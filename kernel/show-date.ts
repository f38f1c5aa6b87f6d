import type { CalendarDay } from './calendar-day.ts';
import type { DateAsKnown } from './date-as-known.ts';
import type { Instant } from './instant.ts';

/** The calendars that a reader may choose; storage is Gregorian always. */
export const CALENDARS = ['gregory', 'ethiopic', 'islamic-umalqura'] as const;
export type Calendar = (typeof CALENDARS)[number];

export type DateReader = { readonly locale: string; readonly calendar: Calendar };

/** A day in the reader's language and calendar: "24 November 2026", "15 ኅዳር 2019". */
export function showDay(day: CalendarDay, reader: DateReader): string {
  return formatter(reader, { day: 'numeric', month: 'long', year: 'numeric' }).format(
    Date.parse(day),
  );
}

/** A moment in the reader's language, calendar and time zone. */
export function showInstant(
  instant: Instant,
  reader: DateReader & { readonly timeZone: string },
): string {
  return new Intl.DateTimeFormat(reader.locale, {
    calendar: reader.calendar,
    timeZone: reader.timeZone,
    dateStyle: 'medium',
    timeStyle: 'short',
  }).format(Date.parse(instant));
}

/**
 * A date as known, no more exact than it is. A year stays a Gregorian year in every calendar:
 * converting it would invent a range that nobody stated. Ages and unknown dates are worded by
 * the screen and come back undefined.
 */
export function showKnownDate(date: DateAsKnown, reader: DateReader): string | undefined {
  switch (date.precision) {
    case 'day':
      return showDay(date.day, reader);
    case 'month':
      return formatter(
        { ...reader, calendar: 'gregory' },
        { month: 'long', year: 'numeric' },
      ).format(Date.UTC(date.year, date.month - 1, 1));
    case 'year':
      return formatter({ ...reader, calendar: 'gregory' }, { year: 'numeric' }).format(
        Date.UTC(date.year, 0, 1),
      );
    case 'age':
    case 'unknown':
      return undefined;
  }
}

function formatter(reader: DateReader, parts: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(reader.locale, {
    ...parts,
    calendar: reader.calendar,
    timeZone: 'UTC',
  });
}
