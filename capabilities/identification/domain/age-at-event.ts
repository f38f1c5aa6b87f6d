import { z } from 'zod';
import { CalendarDay } from '#kernel/calendar-day.ts';
import { DateAsKnown, DateBasis } from '#kernel/date-as-known.ts';
import type { Ternary } from '#kernel/ternary.ts';
import { ageBetween, bornSpan, daySpan, type YearRange } from './age-range.ts';

/** `presumed-child` is treated exactly as `child`; the difference only says why. */
export const AgeStatus = z.enum(['child', 'presumed-child', 'adult', 'unknown']);
export type AgeStatus = z.infer<typeof AgeStatus>;

const Years = z.number().int().min(0).max(120);
const isOrdered = (range: YearRange) => range.least <= range.most;
const OUT_OF_ORDER = 'The least age is above the most';

/** "I was ten or eleven when they took me": an age at the event, as somebody said it. */
export const StatedAge = z
  .strictObject({ least: Years, most: Years, basis: DateBasis })
  .refine(isOrdered, OUT_OF_ORDER);
export type StatedAge = z.infer<typeof StatedAge>;

/** An age assessment. It decides only when every one of its safeguards is met (R-AGE-3). */
export const AgeAssessment = z
  .strictObject({
    least: Years,
    most: Years,
    on: CalendarDay,
    lawful: z.boolean(),
    multidisciplinary: z.boolean(),
    nonInvasive: z.boolean(),
    appealPossible: z.boolean(),
  })
  .refine(isOrdered, OUT_OF_ORDER);
export type AgeAssessment = z.infer<typeof AgeAssessment>;

/** All that is known about the age of the person, and when the event was. */
export const AgeEvidence = z.strictObject({
  births: z.array(DateAsKnown).max(20).default([]),
  agesAtEvent: z.array(StatedAge).max(20).default([]),
  event: DateAsKnown.default({ precision: 'unknown' }),
  assessment: AgeAssessment.nullable().default(null),
});
export type AgeEvidence = z.infer<typeof AgeEvidence>;

export const AgeRule = z.enum(['R-AGE-1', 'R-AGE-2', 'R-AGE-3', 'none']);
export type AgeRule = z.infer<typeof AgeRule>;

/** The age at the event, the rule it follows from, and its range of years where one is known. */
export const AgeAtEvent = z.strictObject({
  status: AgeStatus,
  rule: AgeRule,
  range: z.strictObject({ least: z.number().int(), most: z.number().int() }).nullable(),
});
export type AgeAtEvent = z.infer<typeof AgeAtEvent>;

type Reading = { readonly range: YearRange; readonly basis: DateBasis };

const ADULT_FROM = 18;
const UNKNOWN: AgeAtEvent = { status: 'unknown', rule: 'none', range: null };
const ON_PAPER: ReadonlySet<DateBasis> = new Set<DateBasis>(['birth-registration', 'document']);

/**
 * Whether the person was a child when the event happened (R-AGE-1 to R-AGE-4). `asOf` is the day
 * of asking: an event of unknown date was not after it. `believedChild` is the fact that someone
 * has reason to believe that the person was under 18.
 */
export function ageAtEvent(
  evidence: AgeEvidence,
  asOf: CalendarDay,
  believedChild: Ternary,
): AgeAtEvent {
  const { adult, minor, open, all } = sorted(readingsOf(evidence, asOf));
  const credible = adult.length === 0 ? minor.find(isCredible) : undefined;
  if (credible && ON_PAPER.has(credible.basis)) return childOf(credible);
  if (evidence.assessment && isProper(evidence.assessment)) {
    return assessedAge(evidence.assessment, evidence);
  }
  if (credible) return childOf(credible);
  // An adult whose event has no date may have been a child then: that is open, not presumed.
  const doubtful = dated(evidence) ? [...minor, ...open] : minor;
  if (doubtful.length > 0 || believedChild === 'yes') {
    return { status: 'presumed-child', rule: 'R-AGE-2', range: youngest(doubtful) };
  }
  const stated = adult.find(isCredible);
  if (stated) return { status: 'adult', rule: 'R-AGE-1', range: stated.range };
  return { ...UNKNOWN, range: youngest(all) };
}

function childOf({ range }: Reading): AgeAtEvent {
  return { status: 'child', rule: 'R-AGE-1', range };
}

function sorted(all: readonly Reading[]) {
  return {
    all,
    adult: all.filter(({ range }) => range.least >= ADULT_FROM),
    minor: all.filter(({ range }) => range.most < ADULT_FROM),
    open: all.filter(({ range }) => range.least < ADULT_FROM && range.most >= ADULT_FROM),
  };
}

/** A look at somebody makes neither a certain child nor, ever, an adult (R-AGE-3). */
function isCredible({ basis }: Reading): boolean {
  return basis !== 'worker-estimate';
}

function isProper(assessment: AgeAssessment): boolean {
  const { lawful, multidisciplinary, nonInvasive, appealPossible } = assessment;
  return lawful && multidisciplinary && nonInvasive && appealPossible;
}

/** The outcome of a proper assessment, its margin resolved to the child. */
function assessedAge(assessment: AgeAssessment, { event }: AgeEvidence): AgeAtEvent {
  const when = daySpan(event);
  const range = when
    ? ageBetween(bornSpan(assessment, assessment.on), when)
    : { least: 0, most: assessment.most };
  if (!range) return UNKNOWN;
  if (range.least >= ADULT_FROM) return { status: 'adult', rule: 'R-AGE-3', range };
  return { status: range.most < ADULT_FROM ? 'child' : 'presumed-child', rule: 'R-AGE-3', range };
}

function dated(evidence: AgeEvidence): boolean {
  return evidence.event.precision !== 'unknown' || evidence.agesAtEvent.length > 0;
}

function youngest(readings: readonly Reading[]): YearRange | null {
  let found: YearRange | null = null;
  for (const { range } of readings) if (!found || range.least < found.least) found = range;
  return found;
}

function readingsOf(evidence: AgeEvidence, asOf: CalendarDay): readonly Reading[] {
  const readings: Reading[] = evidence.agesAtEvent.map(({ least, most, basis }) => ({
    range: { least, most },
    basis,
  }));
  if (evidence.births.length === 0) return readings;
  const event = daySpan(evidence.event);
  for (const birth of evidence.births) {
    if (birth.precision === 'unknown') continue;
    const born = daySpan(birth);
    const range = born && (event ? ageBetween(born, event) : ageBefore(born, asOf));
    if (range) readings.push({ range, basis: birth.basis });
  }
  return readings;
}

function ageBefore(born: { earliest: number; latest: number }, asOf: CalendarDay) {
  const until = daySpan({ precision: 'day', day: asOf, basis: 'document' });
  const now = until && ageBetween(born, until);
  return now && { least: 0, most: now.most };
}
