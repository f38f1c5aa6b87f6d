import { accept, refuse, type Result } from '#kernel/result.ts';
import type { Ternary } from '#kernel/ternary.ts';

/** Someone who could be asked to agree for the child, and what is known of that person. */
export type ConsentCandidate = {
  readonly relation: 'parent' | 'guardian' | 'relative' | 'child' | 'other';
  /** Whether anyone alleges that this very person exploits the child. */
  readonly allegedExploiter: Ternary;
};

export type ConsentRefusal =
  | { readonly code: 'identification.consent.alleged-exploiter' }
  | { readonly code: 'identification.consent.parent-not-cleared' };

/**
 * Whether a person may be asked for consent at all (ID-5). Someone who may be exploiting the child
 * never is. While it is recorded that a parent may be, no parent or guardian is asked until it is
 * known which one it is not: asking is also telling.
 */
export function mayBeAskedForConsent(
  candidate: ConsentCandidate,
  parentAllegedExploiter: Ternary,
): Result<true, ConsentRefusal> {
  if (candidate.allegedExploiter === 'yes')
    return refuse({ code: 'identification.consent.alleged-exploiter' });
  const couldBeMeant = candidate.relation === 'parent' || candidate.relation === 'guardian';
  if (couldBeMeant && parentAllegedExploiter === 'yes' && candidate.allegedExploiter !== 'no')
    return refuse({ code: 'identification.consent.parent-not-cleared' });
  return accept(true);
}
