import type { DraftEntry } from '#kernel/entry.ts';
import { answersAs } from '#kernel/form-answers.ts';
import { dayOf, type Instant } from '#kernel/instant.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import { planActionContract } from './form-contracts.ts';
import {
  type BasedOn,
  draft,
  type Filled,
  isOutdated,
  type Made,
  type MovedOn,
} from '#kernel/command.ts';
import { mayTellServices } from './record-consent.ts';
import type { MovesClocks } from './moves-clocks.ts';
import {
  type PlanAction,
  planSection,
  type PlanState,
  type RiskState,
  type WrittenBy,
} from './sections.ts';

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
  clocks: MovesClocks,
): Result<readonly DraftEntry[], PlanRefusal> {
  if (isOutdated(seen)) return refuse({ code: 'section.moved-on', current: seen.current });
  if (!seen.risk) return refuse({ code: 'cases.plan.risk-not-assessed' });
  if (answers.length === 0) return refuse({ code: 'cases.plan.no-actions' });
  const actions: PlanAction[] = [];
  for (const [index, given] of answers.entries()) {
    const action = judgeAction(seen.consent, made.now, given, index + 1);
    if (!action.ok) return action;
    actions.push(action.value);
  }
  const type = 'cases.plan-written';
  const body = { actions, at: made.now, clocks: clocks(type) };
  return accept([draft(made, planSection, { type, form, body })]);
}

/** CA-4: a supervisor approves or returns the plan; nobody judges their own, and a return says why. */
export function judgePlan(
  seen: BasedOn & { readonly plan: PlanState },
  made: Made,
  judgement: { readonly approved: boolean; readonly note: string },
  clocks: MovesClocks,
): Result<readonly DraftEntry[], JudgeRefusal> {
  if (isOutdated(seen)) return refuse({ code: 'section.moved-on', current: seen.current });
  if (!seen.plan || seen.plan.judgement) return refuse({ code: 'cases.plan.none-to-judge' });
  if (seen.plan.by === made.by) return refuse({ code: 'cases.plan.own-plan' });
  if (!judgement.approved && judgement.note.trim() === '')
    return refuse({ code: 'cases.plan.reason-missing' });
  const type = judgement.approved ? 'cases.plan-approved' : 'cases.plan-returned';
  return accept([
    draft(made, planSection, { type, body: { ...judgement, at: made.now, clocks: clocks(type) } }),
  ]);
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
