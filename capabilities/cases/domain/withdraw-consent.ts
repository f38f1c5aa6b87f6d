import { draft, type Made } from '#kernel/command.ts';
import type { DraftEntry } from '#kernel/entry.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import {
  consentSection,
  type ConsentGiver,
  type ConsentPurpose,
  type ConsentState,
} from './sections.ts';

export type WithdrawRefusal =
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
 * shuts no helper out by it. It is judged by what stands and not by what its author saw: a child's no
 * is not turned away because somebody else has written since.
 */
export function withdrawConsent(
  seen: { readonly consent: ConsentState; readonly mayCaregiverBeAsked: boolean },
  made: Made,
  withdrawal: Withdrawal,
): Result<readonly DraftEntry[], WithdrawRefusal> {
  if (!isAgreed(seen.consent, withdrawal.purpose))
    return refuse({ code: 'cases.consent.none-to-withdraw' });
  if (withdrawal.who === 'caregiver' && !seen.mayCaregiverBeAsked)
    return refuse({ code: 'cases.consent.giver-may-exploit' });
  const body = { ...withdrawal, at: made.now };
  return accept([draft(made, consentSection, { type: 'cases.consent-withdrawn', body })]);
}

/** Agreed to, or agreed to beside another value that somebody has yet to decide about. */
function isAgreed(consent: ConsentState, purpose: ConsentPurpose): boolean {
  if (consent?.answers[purpose] === 'agreed') return true;
  const beside = consent?.siblings?.find(({ field }) => field === purpose);
  return beside?.values.some(({ value }) => value === 'agreed') ?? false;
}
