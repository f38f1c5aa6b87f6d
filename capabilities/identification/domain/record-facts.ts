import { CalendarDay, plusDays } from '#kernel/calendar-day.ts';
import type { DateAsKnown } from '#kernel/date-as-known.ts';
import type { DraftEntry } from '#kernel/entry.ts';
import type { EntryId } from '#kernel/ids.ts';
import { dayOf } from '#kernel/instant.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { AgeEvidence } from './age-at-event.ts';
import { daySpan } from './age-range.ts';
import { checkStatements, type StatementRefusal } from './check-statements.ts';
import type { EvaluationRecord } from './entries.ts';
import { evaluate } from './evaluate.ts';
import type { Evaluation } from './evaluation.ts';
import type { Statement } from './fact.ts';
import type { IdentificationState } from './identification-section.ts';
import { draft, type FormUsed, type Made, type MadeTwo } from './made.ts';
import type { Ruleset } from './ruleset.ts';
import { countingStatements } from './views.ts';

/** A fact as its recorder states it; who and when come from the command. */
export type StatedFact = Pick<Statement, 'fact' | 'value' | 'evidence'>;

export type RecordFacts = {
  readonly facts: readonly StatedFact[];
  /** Replaces what was known of the age; null leaves it. */
  readonly age: AgeEvidence | null;
  readonly form?: FormUsed;
  /** The answers that the facts were taken from; what was said besides the facts is kept with them. */
  readonly answers?: Readonly<Record<string, unknown>>;
};

export type RecordFactsRefusal =
  | StatementRefusal
  | { readonly code: 'identification.facts.none' }
  | { readonly code: 'identification.facts.too-many' }
  | { readonly code: 'identification.age.in-future' }
  | { readonly code: 'identification.age.event-before-birth' };

export type CorrectStatement = {
  readonly entry: EntryId;
  readonly fact: string;
  readonly reason: string;
};

export type CorrectionRefusal =
  | { readonly code: 'identification.statement.unknown' }
  | { readonly code: 'identification.statement.corrected-before' }
  | { readonly code: 'identification.statement.not-yours' }
  | { readonly code: 'identification.reason.missing' };

const MOST_FACTS = 500;
export const SHORTEST_REASON = 10;

/** Records facts and applies the rules anew: two entries, the facts and what they amount to (ID-9). */
export function recordFacts(
  state: IdentificationState,
  ruleset: Ruleset,
  made: MadeTwo,
  command: RecordFacts,
): Result<readonly DraftEntry[], RecordFactsRefusal> {
  const answers = { ...command.answers };
  if (command.facts.length === 0 && !command.age && Object.keys(answers).length === 0)
    return refuse({ code: 'identification.facts.none' });
  if (command.facts.length > MOST_FACTS) return refuse({ code: 'identification.facts.too-many' });
  const today = todayOf(made);
  const wrong = command.age && impossibleAge(state, command.age, today);
  if (wrong) return refuse(wrong);
  const stated = command.facts.map(({ fact, value, evidence }): Statement => ({
    fact,
    value,
    evidence,
    by: made.by,
    on: today,
  }));
  const checked = checkStatements(stated, ruleset, today);
  if (!checked.ok) return checked;
  const body = { statements: checked.value, age: command.age, answers, at: made.now };
  const known = {
    statements: [...countingStatements(state), ...checked.value],
    age: command.age ?? state.age,
  };
  return accept([
    draft(made, 'identification.facts-recorded', body, command.form ?? null),
    evaluated(known, ruleset, made),
  ]);
}

/**
 * Marks a statement as recorded in error and applies the rules anew (ID-3). Only who recorded it,
 * or a supervisor, can: that a child takes something back is a statement of its own, no error.
 */
export function correctStatement(
  seen: { readonly state: IdentificationState; readonly isSupervisor: boolean },
  ruleset: Ruleset,
  made: MadeTwo,
  command: CorrectStatement,
): Result<readonly DraftEntry[], CorrectionRefusal> {
  const { state } = seen;
  const isMeant = (one: { entry: EntryId; fact: string }) =>
    one.entry === command.entry && one.fact === command.fact;
  const meant = state.statements.find(isMeant);
  if (!meant) return refuse({ code: 'identification.statement.unknown' });
  if (meant.correctedIn !== null)
    return refuse({ code: 'identification.statement.corrected-before' });
  if (meant.by !== made.by && !seen.isSupervisor)
    return refuse({ code: 'identification.statement.not-yours' });
  if (command.reason.trim().length < SHORTEST_REASON)
    return refuse({ code: 'identification.reason.missing' });
  const left = {
    ...state,
    statements: state.statements.filter((one) => !isMeant(one)),
  };
  const body = { ...command, reason: command.reason.trim(), at: made.now };
  return accept([
    draft(made, 'identification.statement-corrected', body),
    evaluated({ statements: countingStatements(left), age: state.age }, ruleset, made),
  ]);
}

type Known = { readonly statements: readonly Statement[]; readonly age: AgeEvidence };

function evaluated({ statements, age }: Known, ruleset: Ruleset, made: MadeTwo): DraftEntry {
  const evaluation = evaluate(statements, { age, asOf: todayOf(made) }, ruleset);
  const body = { evaluation: recordOf(evaluation), at: made.now };
  const { evaluationId: entryId, deviceTime } = made;
  return draft({ entryId, deviceTime }, 'identification.evaluated', body);
}

/** What the journal keeps of an evaluation: the rules that hold, by fact, without the statements. */
export function recordOf(evaluation: Evaluation): EvaluationRecord {
  return {
    rulesetVersion: evaluation.rulesetVersion,
    age: evaluation.age,
    results: [...evaluation.results],
    rules: evaluation.explanations.map((one) => ({
      id: one.ruleId,
      version: one.ruleVersion,
      regime: one.regime,
      result: one.result,
      confirmed: one.confirmed,
      factsUsed: one.factsUsed.map(({ fact }) => fact),
      missingElement: one.missingElement ?? null,
    })),
    safeguards: evaluation.safeguards.map(({ id, requires }) => ({ id, requires: [...requires] })),
    conflicts: evaluation.conflicts.map(({ fact }) => fact),
    nextQuestion: evaluation.nextQuestion && { ...evaluation.nextQuestion },
  };
}

function todayOf({ now }: Pick<Made, 'now'>): CalendarDay {
  return CalendarDay.parse(dayOf(now));
}

function impossibleAge(state: IdentificationState, age: AgeEvidence, today: CalendarDay) {
  if (liesAhead(age, today)) return { code: 'identification.age.in-future' } as const;
  // Only where the event is stated now: a birth that is registered later must not be lost by it.
  if (isNewEvent(state, age) && isBeforeBirth(age))
    return { code: 'identification.age.event-before-birth' } as const;
  return undefined;
}

function isNewEvent(state: IdentificationState, { event }: AgeEvidence): boolean {
  return JSON.stringify(event) !== JSON.stringify(state.age.event);
}

/** Whether an event lies before every birth that is known; one that may fit is enough. */
export function isBeforeBirth({ event, births }: Pick<AgeEvidence, 'event' | 'births'>): boolean {
  const happened = daySpan(event);
  const born = births.flatMap((birth) => daySpan(birth) ?? []);
  if (!happened || born.length === 0) return false;
  return born.every(({ earliest }) => happened.latest < earliest);
}

// One day of grace: it may already be tomorrow where the child is.
function liesAhead(age: AgeEvidence, today: CalendarDay): boolean {
  const latest = daySpan({ precision: 'day', day: plusDays(today, 1), basis: 'document' });
  const isAhead = (date: DateAsKnown) => {
    const span = date.precision === 'age' ? undefined : daySpan(date);
    return span !== undefined && latest !== undefined && span.earliest > latest.latest;
  };
  const statedAhead = age.births.some(
    (birth) => birth.precision === 'age' && birth.statedOn > plusDays(today, 1),
  );
  return statedAhead || isAhead(age.event) || age.births.some(isAhead);
}
