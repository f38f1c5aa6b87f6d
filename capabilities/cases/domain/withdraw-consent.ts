import { type BasedOn, draft, isOutdated, type Made, type MovedOn } from '#kernel/command.ts';
import type { DraftEntry } from '#kernel/entry.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import {
  consentSection,
  type ConsentGiver,
  type ConsentPurpose,
  type ConsentState,
} from './sections.ts';

export type WithdrawRefusal =
  | MovedOn
  | { readonly code: 'cases.consent.none-to-withdraw' }
  | { readonly code: 'cases.consent.giver-may-exploit' };

export type Withdrawal = {
  readonly purpose: ConsentPurpose;
  /** Who takes it back; the child's word is always enough. */
  readonly who: ConsentGiver;
  /** What the child was told will follow from it. */
  readonly told: string;
};

/**
 * CA-23: takes back one agreement and leaves the others. Someone who may be exploiting the child
 * shuts no helper out by it.
 */
export function withdrawConsent(
  seen: BasedOn & { readonly consent: ConsentState; readonly mayCaregiverBeAsked: boolean },
  made: Made,
  withdrawal: Withdrawal,
): Result<readonly DraftEntry[], WithdrawRefusal> {
  if (isOutdated(seen)) return refuse({ code: 'section.moved-on', current: seen.current });
  if (seen.consent?.answers[withdrawal.purpose] !== 'agreed')
    return refuse({ code: 'cases.consent.none-to-withdraw' });
  if (withdrawal.who === 'caregiver' && !seen.mayCaregiverBeAsked)
    return refuse({ code: 'cases.consent.giver-may-exploit' });
  const body = { ...withdrawal, at: made.now };
  return accept([draft(made, consentSection, { type: 'cases.consent-withdrawn', body })]);
}
