import { z } from 'zod';
import {
  CalendarDay,
  calendarDay,
  lastDayOfMonth,
  plusDays,
  plusYears,
  wholeYears,
} from './calendar-day.ts';

/** What a date rests on; a registry entry and a guess must never look the same later. */
export const DateBasis = z.enum([
  'birth-registration',
  'document',
  'child',
  'caregiver',
  'third-party',
  'worker-estimate',
  'professional-assessment',
]);
export type DateBasis = z.infer<typeof DateBasis>;

/**
 * A date as far as it is known. "About nine years old" is kept as said, with the day it was said;
 * it is never turned into an invented 1 January.
 */
export const DateAsKnown = z.discriminatedUnion('precision', [
  z.strictObject({ precision: z.literal('day'), day: CalendarDay, basis: DateBasis }),
  z.strictObject({
    precision: z.literal('month'),
    year: z.number().int().min(1850).max(2200),
    month: z.number().int().min(1).max(12),
    basis: DateBasis,
  }),
  z.strictObject({
    precision: z.literal('year'),
    year: z.number().int().min(1850).max(2200),
    basis: DateBasis,
  }),
  z.strictObject({
    precision: z.literal('age'),
    years: z.number().int().min(0).max(120).describe('Age in whole years as said or estimated.'),
    plusMinus: z
      .number()
      .int()
      .min(0)
      .max(20)
      .describe('Years that the estimate may be off, each way.'),
    statedOn: CalendarDay.describe('The day on which this age was said or estimated.'),
    basis: DateBasis,
  }),
  z.strictObject({ precision: z.literal('unknown') }),
]);
export type DateAsKnown = z.infer<typeof DateAsKnown>;

export type DayRange = { readonly earliest: CalendarDay; readonly latest: CalendarDay };
export type AgeRange = { readonly least: number; readonly most: number };

/** The days between which the date lies, both included; undefined when nothing is known. */
export function dayRange(date: DateAsKnown): DayRange | undefined {
  switch (date.precision) {
    case 'day':
      return { earliest: date.day, latest: date.day };
    case 'month':
      return {
        earliest: calendarDay(date.year, date.month, 1),
        latest: lastDayOfMonth(date.year, date.month),
      };
    case 'year':
      return { earliest: calendarDay(date.year, 1, 1), latest: calendarDay(date.year, 12, 31) };
    case 'age': {
      const oldest = date.years + date.plusMinus;
      const youngest = Math.max(0, date.years - date.plusMinus);
      return {
        earliest: plusDays(plusYears(date.statedOn, -(oldest + 1)), 1),
        latest: plusYears(date.statedOn, -youngest),
      };
    }
    case 'unknown':
      return undefined;
  }
}

/** Whole years of age on a day, least and most; undefined when the birth date is unknown. */
export function ageRangeOn(birth: DateAsKnown, on: CalendarDay): AgeRange | undefined {
  const range = dayRange(birth);
  if (!range) return undefined;
  return { least: wholeYears(range.latest, on), most: wholeYears(range.earliest, on) };
}
