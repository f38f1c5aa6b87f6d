import type { DraftEntry } from '#kernel/entry.ts';
import { answersAs } from '#kernel/form-answers.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import { consentContract } from './form-contracts.ts';
import {
  type BasedOn,
  draft,
  type Filled,
  isOutdated,
  type Made,
  type MovedOn,
} from '#kernel/command.ts';
import { consentSection, type WrittenBy } from './sections.ts';

export type ConsentRefusal = MovedOn | { readonly code: 'cases.consent.giver-may-exploit' };

/** The code of list `consent-giver` for the adult who looks after the child. */
const CAREGIVER = 'caregiver';
/** Codes of list `legal-basis` that allow telling a service without consent; each needs a written reason. */
export const BASES_WITHOUT_CONSENT = ['vital-interest', 'best-interests', 'legal-obligation'];

/** CA-6: consent is taken from the child and a safe adult, never from someone who may be exploiting the child. */
export function recordConsent(
  seen: BasedOn & { readonly mayCaregiverBeAsked: boolean },
  made: Made,
  filled: Filled,
): Result<readonly DraftEntry[], ConsentRefusal> {
  if (isOutdated(seen)) return refuse({ code: 'section.moved-on', current: seen.current });
  if (!seen.mayCaregiverBeAsked && isGivenByCaregiver(filled)) {
    return refuse({ code: 'cases.consent.giver-may-exploit' });
  }
  const body = { answers: filled.answers, at: made.now };
  return accept([
    draft(made, consentSection, { type: 'cases.consent-recorded', form: filled.form, body }),
  ]);
}

/** CA-6: whether what the child needs may be told to another service. Silence is no consent. */
export function mayTellServices(consent: WrittenBy | null): boolean {
  if (!consent) return false;
  const { referral, basis } = answersAs(consent.answers, consentContract);
  return referral === 'agreed' || (basis !== undefined && BASES_WITHOUT_CONSENT.includes(basis));
}

// Every purpose is asked of its own givers: `servicesBy`, `storageBy`, `tracingBy` and so on.
function isGivenByCaregiver(filled: Filled): boolean {
  return Object.values(filled.answers).some(
    (answer) => Array.isArray(answer) && answer.includes(CAREGIVER),
  );
}
