import { Instant, isBefore, plusHours } from '#kernel/instant.ts';
import { type Answers, answersAs } from '#kernel/form-answers.ts';
import { firstContactContract } from './form-contracts.ts';

/** The clock of the pack that this rule ends. */
export const MEDICAL_CLOCK = 'medical-care';

/**
 * Within how many hours after the violence some treatment helps: medicine against HIV, and emergency
 * contraception. Recalled, not yet read again at a source; screens say so.
 */
export const PROPHYLAXIS_HOURS = 72;
export const CONTRACEPTION_HOURS = 120;

export type MedicalWindow = {
  readonly prophylaxisBy: Instant;
  readonly contraceptionBy: Instant;
  /** False while nobody knows when it was: then everything is due at once. */
  readonly isMomentKnown: boolean;
};

/** Days are named where the child is, and nobody says in which time zone: the date there may be ahead. */
const AHEAD_HOURS = 14;
const BEHIND_HOURS = 12;

/** How long ago the earliest and the latest moment of the answer are, in hours. */
const HOURS_AGO: Readonly<Record<string, readonly [longest: number, shortest: number]>> = {
  today: [24, 0],
  yesterday: [48, 0],
  'two-days-ago': [72, 24],
};

/**
 * CA-21: until when medical care must be reached, counted from the earliest moment that the answer
 * allows; undefined where no recent violence is feared. `at` is when the answer was given.
 */
export function medicalWindow(answers: Answers, at: Instant): MedicalWindow | undefined {
  const { recentViolence } = answersAs(answers, firstContactContract);
  if (recentViolence !== 'yes' && recentViolence !== 'unknown') return undefined;
  const from = earliestMoment(answers, at);
  const until = (hours: number) => (from ? latestOf(plusHours(from, hours), at) : at);
  return {
    prophylaxisBy: until(PROPHYLAXIS_HOURS),
    contraceptionBy: until(CONTRACEPTION_HOURS),
    isMomentKnown: from !== undefined,
  };
}

/** A day of the violence that has come nowhere yet. */
export function isViolenceAhead(answers: Answers, at: Instant): boolean {
  const exact = exactSpan(answers);
  return exact !== undefined && isBefore(at, exact.from);
}

/** The earliest moment at which it may have been; undefined when that is not known. */
function earliestMoment(answers: Answers, at: Instant): Instant | undefined {
  const { violenceWhen } = answersAs(answers, firstContactContract);
  const exact = exactSpan(answers);
  const ago = violenceWhen === undefined ? undefined : HOURS_AGO[violenceWhen];
  if (!ago) return exact?.from;
  const told = { from: plusHours(at, -ago[0]), until: plusHours(at, -ago[1]) };
  if (!exact) return told.from;
  // Day and word may not fit together; then the earlier of both counts.
  const meets = exact.from <= told.until && told.from <= exact.until;
  const [first, last] = told.from < exact.from ? [told.from, exact.from] : [exact.from, told.from];
  return meets ? last : first;
}

/** From when until when the day, or the hour of it, may have been anywhere on earth. */
function exactSpan(
  answers: Answers,
): { readonly from: Instant; readonly until: Instant } | undefined {
  const { violenceDay, violenceHour } = answersAs(answers, firstContactContract);
  if (violenceDay === undefined) return undefined;
  const midnight = Instant.parse(`${violenceDay}T00:00:00.000Z`);
  const hour = violenceHour === undefined ? 0 : Math.floor(violenceHour);
  const length = violenceHour === undefined ? 24 : 1;
  return {
    from: plusHours(midnight, hour - AHEAD_HOURS),
    until: plusHours(midnight, hour + length + BEHIND_HOURS),
  };
}

function latestOf(one: Instant, other: Instant): Instant {
  return one > other ? one : other;
}
