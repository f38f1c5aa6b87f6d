import { type ClockDefinition, dueAt } from '#kernel/clock.ts';
import type { DraftEntry } from '#kernel/entry.ts';
import { answersAs } from '#kernel/form-answers.ts';
import { dayOf, type Instant, plusHours } from '#kernel/instant.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import { planActionContract } from './form-contracts.ts';
import { type BasedOn, draft, type Filled, isOutdated, type Made, type MovedOn } from './made.ts';
import { mayTellServices } from './record-consent.ts';
import {
  type PlanAction,
  planSection,
  type PlanState,
  type RiskState,
  type WrittenBy,
} from './sections.ts';

const HOURS_TO_JUDGE = 24;

export type PlanRefusal =
  | MovedOn
  | { readonly code: 'cases.plan.no-actions' }
  | { readonly code: 'cases.plan.risk-not-assessed' }
  | { readonly code: 'cases.plan.due-missing'; readonly action: number }
  | { readonly code: 'cases.plan.due-in-past'; readonly action: number }
  | { readonly code: 'cases.plan.consent-missing'; readonly action: number };

export type JudgeRefusal =
  | MovedOn
  | { readonly code: 'cases.plan.none-to-judge' }
  | { readonly code: 'cases.plan.own-plan' }
  | { readonly code: 'cases.plan.reason-missing' };

/**
 * CA-3: a plan follows a risk assessment and names at least one action with a day to come.
 * CA-6: an action that tells another service about the child needs consent to share.
 */
export function writePlan(
  seen: BasedOn & { readonly risk: RiskState; readonly consent: WrittenBy | null },
  made: Made,
  form: Filled['form'],
  answers: readonly Filled['answers'][],
): Result<readonly DraftEntry[], PlanRefusal> {
  if (isOutdated(seen)) return refuse({ code: 'cases.section.moved-on', current: seen.current });
  if (!seen.risk) return refuse({ code: 'cases.plan.risk-not-assessed' });
  if (answers.length === 0) return refuse({ code: 'cases.plan.no-actions' });
  const actions: PlanAction[] = [];
  for (const [index, given] of answers.entries()) {
    const action = judgeAction(seen.consent, made.now, given, index + 1);
    if (!action.ok) return action;
    actions.push(action.value);
  }
  // CA-4: a supervisor looks at a new plan within a day.
  const body = { actions, at: made.now, dueAt: plusHours(made.now, HOURS_TO_JUDGE) };
  return accept([draft(made, planSection, { type: 'cases.plan-written', form, body })]);
}

/** CA-4: a supervisor approves or returns the plan; nobody judges their own, and a return says why. */
export function judgePlan(
  seen: BasedOn & { readonly plan: PlanState; readonly risk: RiskState },
  made: Made,
  judgement: { readonly approved: boolean; readonly note: string },
  review: ClockDefinition | undefined,
): Result<readonly DraftEntry[], JudgeRefusal> {
  if (isOutdated(seen)) return refuse({ code: 'cases.section.moved-on', current: seen.current });
  if (!seen.plan || seen.plan.judgement) return refuse({ code: 'cases.plan.none-to-judge' });
  if (seen.plan.by === made.by) return refuse({ code: 'cases.plan.own-plan' });
  if (!judgement.approved && judgement.note.trim() === '')
    return refuse({ code: 'cases.plan.reason-missing' });
  const due = nextLook(made.now, judgement.approved, seen.risk, review);
  const type = judgement.approved ? 'cases.plan-approved' : 'cases.plan-returned';
  return accept([
    draft(made, planSection, { type, body: { ...judgement, at: made.now, dueAt: due } }),
  ]);
}

// A returned plan is due for its author within a day; an approved one at its next review.
function nextLook(
  now: Instant,
  approved: boolean,
  risk: RiskState,
  review: ClockDefinition | undefined,
): Instant | null {
  if (!approved) return plusHours(now, HOURS_TO_JUDGE);
  return (review && risk && dueAt(review, now, risk.level)) ?? null;
}

function judgeAction(
  consent: WrittenBy | null,
  now: Instant,
  answers: Filled['answers'],
  action: number,
): Result<PlanAction, PlanRefusal> {
  const { dueDay, tells } = answersAs(answers, planActionContract);
  if (dueDay === undefined) return refuse({ code: 'cases.plan.due-missing', action });
  if (dueDay < dayOf(now)) return refuse({ code: 'cases.plan.due-in-past', action });
  if (tells && tells.length > 0 && !mayTellServices(consent)) {
    return refuse({ code: 'cases.plan.consent-missing', action });
  }
  return accept({ answers, dueDay });
}
