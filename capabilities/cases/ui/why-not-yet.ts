import type { Answers } from '#kernel/form-answers.ts';
import { EntryId, type WorkerId } from '#kernel/ids.ts';
import { Instant } from '#kernel/instant.ts';
import type { CommandMark } from '#platform/design/calling/use-command.ts';
import type { CaseView } from '../domain/views.ts';
import { type PlanRefusal, writePlan } from '../domain/write-plan.ts';

/** The same decision that the server takes, for an answer at once: why this plan cannot be sent as it is. */
export function whyNotYet(
  view: CaseView,
  plan: { readonly mark: CommandMark; readonly by: WorkerId; readonly basedOn: number },
  form: { readonly id: string; readonly version: number },
  actions: readonly Answers[],
): PlanRefusal | undefined {
  const now = Instant.parse(plan.mark.deviceTime);
  const made = { entryId: EntryId.parse(plan.mark.entryId), deviceTime: now, now, by: plan.by };
  const seen = {
    basedOn: plan.basedOn,
    current: plan.basedOn,
    risk: written(view.risk?.content),
    consent: written(view.consent?.content),
  };
  const decided = writePlan(seen, made, form, actions, () => ({}));
  return decided.ok ? undefined : decided.refusal;
}

/** What the rules of a plan read of a section; values that stand beside each other are not of it. */
function written<Content extends { readonly by: { readonly id: WorkerId } }>(
  content: Content | null | undefined,
) {
  return content ? { ...content, by: content.by.id, siblings: undefined } : null;
}
