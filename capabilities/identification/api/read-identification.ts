import { permit } from '#capabilities/access/contract.ts';
import { CalendarDay } from '#kernel/calendar-day.ts';
import type { WorkerId } from '#kernel/ids.ts';
import { dayOf } from '#kernel/instant.ts';
import { accept, refuse } from '#kernel/result.ts';
import type { Call } from '#platform/http/call.ts';
import type { Handler } from '#platform/http/route.ts';
import { accessOf, stateOf } from '#kernel/open-record.ts';
import { type OpenRecord, openRecord } from '#platform/journal/open-record.ts';
import { evaluate } from '../domain/evaluate.ts';
import type { Evaluation, Explanation } from '../domain/evaluation.ts';
import type { FactAsKnown } from '../domain/fact-as-known.ts';
import type { Statement } from '../domain/fact.ts';
import {
  type IdentificationState,
  identificationSection,
} from '../domain/identification-section.ts';
import type { EvaluationView, IdentificationView } from '../domain/identification-view.ts';
import { countingStatements, standingDecision, statusOf, workingResult } from '../domain/views.ts';
import type { readIdentification } from '../endpoints.ts';
import { authorOf } from '#platform/commands/command-desk.ts';
import type { IdentificationDesk } from './identification-desk.ts';

type Named = (id: WorkerId) => { readonly id: WorkerId; readonly name: string };

export function readIdentificationHandler(
  desk: IdentificationDesk,
): Handler<typeof readIdentification> {
  return async ({ recordId }, call) => {
    const author = authorOf(call);
    return desk.database.attempt(author, async (tx) => {
      const asked = { recordType: desk.recordType, recordId, action: 'identification.read' };
      const record = await openRecord(tx, desk.opener, asked);
      if (!record) return refuse({ code: 'identification.case.unknown' });
      const state = stateOf(record, identificationSection);
      if (!state) return refuse({ code: 'access.denied.class', class: 'care' });
      const actor = await desk.actorOf(tx, author);
      const mayAskSensitive = permit(actor, {
        action: 'ask-sensitive',
        record: accessOf(record),
      }).ok;
      const names = await desk.namesOf(tx, peopleIn(state));
      const named: Named = (id) => ({ id, name: names.get(id) ?? '—' });
      return accept(viewOf(desk, record, state, { call, named, mayAskSensitive }));
    });
  };
}

function viewOf(
  desk: IdentificationDesk,
  record: OpenRecord,
  state: IdentificationState,
  given: { readonly call: Call; readonly named: Named; readonly mayAskSensitive: boolean },
): IdentificationView {
  const { named } = given;
  const today = CalendarDay.parse(dayOf(given.call.now));
  const context = { age: state.age, asOf: today };
  const decision = standingDecision(state);
  return {
    statements: state.statements.map(({ correctedIn, by, ...one }) => ({
      ...one,
      by: named(by),
      isCorrected: correctedIn !== null,
    })),
    age: state.age,
    evaluation: evaluationView(evaluate(countingStatements(state), context, desk.ruleset), named),
    history: state.evaluations.toReversed().map(({ entry, at, evaluation }) => ({
      entry,
      at,
      results: evaluation.results,
      rulesetVersion: evaluation.rulesetVersion,
    })),
    decision: decision
      ? {
          ...decision,
          by: named(decision.by),
          approvedBy: decision.approvedBy && named(decision.approvedBy),
        }
      : null,
    workingResult: workingResult(state) ?? null,
    ladder: desk.ruleset.results.results.map(({ code }) => code),
    status: statusOf(state),
    steps: state.steps.map((step) => ({ ...step, by: named(step.by) })),
    position: record.states.get(identificationSection.section)?.position ?? 0,
    mayWrite: record.writable.has(identificationSection.class),
    mayAskSensitive: given.mayAskSensitive,
  };
}

function evaluationView(evaluation: Evaluation, named: Named): EvaluationView {
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

function peopleIn(state: IdentificationState): readonly WorkerId[] {
  return [
    ...state.statements.map((one) => one.by),
    ...state.decisions.flatMap((one) => [one.by, ...(one.approvedBy ? [one.approvedBy] : [])]),
    ...state.steps.map((step) => step.by),
  ];
}
