import type { DraftEntry } from '#kernel/entry.ts';
import { answersAs } from '#kernel/form-answers.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import { consentContract } from './form-contracts.ts';
import { type BasedOn, draft, type Filled, isOutdated, type Made, type MovedOn } from './made.ts';
import { consentSection, type WrittenBy } from './sections.ts';

export type ConsentRefusal = MovedOn | { readonly code: 'cases.consent.giver-may-exploit' };

/** CA-6: consent is taken from the child and a safe adult, never from someone who may be exploiting the child. */
export function recordConsent(
  seen: BasedOn,
  made: Made,
  filled: Filled,
): Result<readonly DraftEntry[], ConsentRefusal> {
  if (isOutdated(seen)) return refuse({ code: 'cases.section.moved-on', current: seen.current });
  const { giverMayExploit } = answersAs(filled.answers, consentContract);
  if (giverMayExploit === 'yes') return refuse({ code: 'cases.consent.giver-may-exploit' });
  const body = { answers: filled.answers, at: made.now };
  return accept([
    draft(made, consentSection, { type: 'cases.consent-recorded', form: filled.form, body }),
  ]);
}

/** CA-6: whether what the child needs may be told to another service. Silence is no consent. */
export function maySharePersonalData(consent: WrittenBy | null): boolean {
  return consent !== null && answersAs(consent.answers, consentContract).sharing === 'yes';
}
