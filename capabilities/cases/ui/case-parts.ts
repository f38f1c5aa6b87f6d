import type { CaseView } from '../domain/views.ts';

/** Answers to a form that stand in a part of the case. */
export type WrittenAnswers = NonNullable<NonNullable<CaseView['registration']>['content']>;
export type PartView = {
  readonly content: WrittenAnswers | null;
  readonly position: number;
  readonly mayWrite: boolean;
};
export type PlanWritten = NonNullable<NonNullable<CaseView['plan']>['content']>;

/** What the rules have to say on a case, told by the screen that composes both slices. */
export type QuestionsState = 'waiting' | 'not-asked' | 'to-judge' | 'settled';

export type NextStep = {
  readonly code:
    | 'approval'
    | 'first-contact'
    | 'registration'
    | 'consent'
    | 'questions'
    | 'result'
    | 'risk'
    | 'plan'
    | 'mended-plan'
    | 'await-approval'
    | 'review'
    | 'none';
  /** Below the path of the case; absent where there is nothing to do but wait. */
  readonly path?: string;
};

/** The one next step, in the order of the work; a plan that waits for this reader comes before all. */
export function nextStep(
  view: CaseView,
  worker: { readonly id: string; readonly writesPlans: boolean },
  questions: QuestionsState | undefined,
): NextStep {
  const plan = view.plan?.content;
  if (plan && !plan.judgement && view.mayApprovePlan && plan.by.id !== worker.id)
    return { code: 'approval', path: 'plan/approval' };
  const first = whoAndWhether(view);
  if (first) return { code: first, path: first };
  // A step that is about to change under the finger is worse than none for a moment.
  if (questions === 'waiting') return { code: 'none' };
  if (questions === 'not-asked') return { code: 'questions', path: 'questions' };
  if (questions === 'to-judge') return { code: 'result', path: 'result' };
  if (isOpen(view.risk)) return { code: 'risk', path: 'risk' };
  return planStep(view, worker.writesPlans);
}

/** What comes before any question: the meeting, who the child is, what was agreed to. */
function whoAndWhether(view: CaseView): 'first-contact' | 'registration' | 'consent' | undefined {
  const { firstContact } = view;
  if (firstContact?.mayWrite && firstContact.content?.isWhole === false) return 'first-contact';
  if (isOpen(view.registration)) return 'registration';
  return isOpen(view.consent) ? 'consent' : undefined;
}

function planStep({ plan }: CaseView, writesPlans: boolean): NextStep {
  if (!plan) return { code: 'none' };
  const mayWrite = plan.mayWrite && writesPlans;
  if (plan.content === null) return mayWrite ? { code: 'plan', path: 'plan' } : { code: 'none' };
  const { judgement } = plan.content;
  if (!judgement) return { code: 'await-approval' };
  if (judgement.approved) return { code: 'review' };
  return mayWrite ? { code: 'mended-plan', path: 'plan' } : { code: 'none' };
}

function isOpen(
  part: { readonly content: unknown; readonly mayWrite: boolean } | undefined,
): boolean {
  return part !== undefined && part.mayWrite && part.content === null;
}
