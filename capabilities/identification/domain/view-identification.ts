import { type Actor, permit } from '#capabilities/access/contract.ts';
import type { CalendarDay } from '#kernel/calendar-day.ts';
import type { Directory } from '#kernel/directory.ts';
import type { WorkerId } from '#kernel/ids.ts';
import { accessOf, type OpenRecord } from '#kernel/open-record.ts';
import { evaluate } from './evaluate.ts';
import type { Evaluation, Explanation } from './evaluation.ts';
import type { FactAsKnown } from './fact-as-known.ts';
import type { Statement } from './fact.ts';
import { type IdentificationState, identificationSection } from './identification-section.ts';
import type { EvaluationView, IdentificationView } from './identification-view.ts';
import type { Ruleset } from './ruleset.ts';
import { countingStatements, standingDecision, statusOf, workingResult } from './views.ts';

/** What the identification part is shown with, besides the record. */
export type IdentificationSeen = {
  readonly actor: Actor;
  readonly named: Directory;
  readonly ruleset: Ruleset;
  readonly today: CalendarDay;
};

/** What was recorded, what the rules make of it today, and what people decided. */
export function viewIdentification(
  record: OpenRecord,
  state: IdentificationState,
  { actor, named, ruleset, today }: IdentificationSeen,
): IdentificationView {
  const context = { age: state.age, asOf: today };
  return {
    statements: state.statements.map(({ correctedIn, by, ...one }) => ({
      ...one,
      by: named(by),
      isCorrected: correctedIn !== null,
    })),
    age: state.age,
    evaluation: evaluationView(evaluate(countingStatements(state), context, ruleset), named),
    history: state.evaluations.toReversed().map(({ entry, at, evaluation }) => ({
      entry,
      at,
      results: evaluation.results,
      rulesetVersion: evaluation.rulesetVersion,
    })),
    decision: decisionView(state, named),
    workingResult: workingResult(state) ?? null,
    ladder: ruleset.results.results.map(({ code }) => code),
    status: statusOf(state),
    steps: state.steps.map((step) => ({ ...step, by: named(step.by) })),
    position: record.states.get(identificationSection.section)?.position ?? 0,
    mayWrite: record.writable.has(identificationSection.class),
    mayAskSensitive: permit(actor, { action: 'ask-sensitive', record: accessOf(record) }).ok,
  };
}

/** Everyone whom the view names, for a directory that is asked before. */
export function peopleInIdentification(state: IdentificationState): readonly WorkerId[] {
  return [
    ...state.statements.map((one) => one.by),
    ...state.decisions.flatMap((one) => [one.by, ...(one.approvedBy ? [one.approvedBy] : [])]),
    ...state.steps.map((step) => step.by),
  ];
}

function decisionView(state: IdentificationState, named: Directory) {
  const decision = standingDecision(state);
  if (!decision) return null;
  const { by, approvedBy } = decision;
  return { ...decision, by: named(by), approvedBy: approvedBy && named(approvedBy) };
}

function evaluationView(evaluation: Evaluation, named: Directory): EvaluationView {
  const fact = (known: FactAsKnown) => ({
    ...statement(known),
    conflicting: known.conflicting.map(statement),
  });
  const statement = (one: Statement) => ({ ...one, by: named(one.by) });
  const explanation = (one: Explanation) => ({
    ...one,
    factsUsed: one.factsUsed.map(fact),
    factsMissing: [...one.factsMissing],
    citations: [...one.citations],
    nextQuestions: [...one.nextQuestions],
  });
  return {
    rulesetVersion: evaluation.rulesetVersion,
    age: evaluation.age,
    results: [...evaluation.results],
    explanations: evaluation.explanations.map(explanation),
    open: evaluation.open.map(explanation),
    safeguards: evaluation.safeguards.map((one) => ({
      ...one,
      requires: [...one.requires],
      citations: [...one.citations],
      factsUsed: one.factsUsed.map(fact),
    })),
    conflicts: evaluation.conflicts.map(fact),
    nextQuestion: evaluation.nextQuestion,
  };
}
