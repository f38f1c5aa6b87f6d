import type { CalendarDay } from './calendar-day.ts';
import type { DateAsKnown } from './date-as-known.ts';
import type { Instant } from './instant.ts';

/**
 * The calendars that a reader may choose; storage is Gregorian always. The Islamic one is Umm
 * al-Qura, the civil calendar of Saudi Arabia, computed and not seen: where the month begins when
 * the moon is seen, a day may be one off, so the Gregorian day stands beside what is typed.
 */
export const CALENDARS = ['gregory', 'ethiopic', 'islamic-umalqura'] as const;
export type Calendar = (typeof CALENDARS)[number];

export type DateReader = { readonly locale: string; readonly calendar: Calendar };

/** A day in the reader's language and calendar: "24 November 2026", "15 ኅዳር 2019". */
export function showDay(day: CalendarDay, reader: DateReader): string {
  const parts = { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' } as const;
  return format(Date.parse(day), reader, parts);
}

/** A moment in the reader's language, calendar and time zone. */
export function showInstant(
  instant: Instant,
  reader: DateReader & { readonly timeZone: string },
): string {
  const { timeZone } = reader;
  // A month as a number would be read as a month of the usual calendar, so other calendars name it.
  const parts: Intl.DateTimeFormatOptions =
    reader.calendar === 'gregory'
      ? { timeZone, dateStyle: 'medium', timeStyle: 'short' }
      : {
          timeZone,
          day: 'numeric',
          month: 'long',
          year: 'numeric',
          hour: 'numeric',
          minute: '2-digit',
        };
  return format(Date.parse(instant), reader, parts);
}

/**
 * A date as known, no more exact than it is. A month or a year stays Gregorian in every calendar:
 * converting it would invent a range that nobody stated. Ages and unknown dates are worded by
 * the screen and come back undefined.
 */
export function showKnownDate(date: DateAsKnown, reader: DateReader): string | undefined {
  const gregorian = { ...reader, calendar: 'gregory' } as const;
  switch (date.precision) {
    case 'day':
      return showDay(date.day, reader);
    case 'month':
      return format(Date.UTC(date.year, date.month - 1, 1), gregorian, {
        month: 'long',
        year: 'numeric',
        timeZone: 'UTC',
      });
    case 'year':
      return format(Date.UTC(date.year, 0, 1), gregorian, { year: 'numeric', timeZone: 'UTC' });
    case 'age':
    case 'unknown':
      return undefined;
  }
}

/** The months of a calendar by number, as the reader calls them; the Ethiopian one has thirteen. */
export function monthNames(reader: DateReader): readonly string[] {
  const formatter = new Intl.DateTimeFormat(reader.locale, {
    calendar: reader.calendar,
    month: 'long',
    timeZone: 'UTC',
  });
  const firstDay = FIRST_DAY_OF_A_YEAR[reader.calendar];
  const days = Array.from({ length: 366 }, (_, at) => formatter.format(firstDay + at * DAY));
  // The last days of the span may lie in the next year, whose first month is among them already.
  return [...new Set(days)];
}

const DAY = 86_400_000;
const FIRST_DAY_OF_A_YEAR: Readonly<Record<Calendar, number>> = {
  gregory: Date.UTC(2024, 0, 1),
  ethiopic: Date.UTC(2023, 8, 12),
  'islamic-umalqura': Date.UTC(2025, 5, 26),
};

function format(moment: number, reader: DateReader, options: Intl.DateTimeFormatOptions): string {
  const formatter = new Intl.DateTimeFormat(reader.locale, {
    ...options,
    calendar: reader.calendar,
  });
  if (reader.calendar !== 'ethiopic') return formatter.format(moment);
  // Most languages have only "AM" (Amete Mihret) for the Ethiopian era, which beside an hour would
  // be read as morning. The name of the month tells the calendar.
  const parts = formatter.formatToParts(moment);
  return parts
    .filter(
      ({ type }, at) =>
        type !== 'era' && !(type === 'literal' && at > 0 && parts[at + 1]?.type === 'era'),
    )
    .map(({ value }) => value)
    .join('');
}
