import type { z } from 'zod';
import type { CalendarDay } from '#kernel/calendar-day.ts';
import { answersAs } from '#kernel/form-answers.ts';
import { consentContract } from './form-contracts.ts';
import { BASES_WITHOUT_CONSENT } from './record-consent.ts';
import type { ConsentWithdrawn, WrittenBy } from './sections.ts';

/** Why a service may be told, or why not. */
export type ConsentCover =
  | {
      readonly covers: true;
      readonly kind: 'consent' | 'basis';
      readonly by: string[];
      readonly basis: string | null;
      readonly until: CalendarDay | null;
    }
  | {
      readonly covers: false;
      readonly why:
        'not-asked' | 'refused' | 'not-named' | 'nobody-safe' | 'withdrawn' | 'ask-again';
    };

/**
 * CA-6, RE-1: whether what the record says allows telling a service of this kind about the child on
 * this day. Consent names the kind of service and comes from the child or a safe adult; a legal basis
 * stands in its place only with its reason written down.
 */
export function consentCovers(
  consent: Consent | null,
  service: string,
  on: CalendarDay,
): ConsentCover {
  if (!consent) return { covers: false, why: 'not-asked' };
  const answers = answersAs(consent.answers, consentContract);
  const until = answers.askAgainOn ?? null;
  const why = whyNot(consent, service);
  const isLate = until !== null && on > until;
  if (why === undefined && !isLate)
    return { covers: true, kind: 'consent', by: safeGivers(consent), basis: null, until };
  const { basis, basisReason } = answers;
  const isWritten = basis !== undefined && BASES_WITHOUT_CONSENT.includes(basis);
  // A law or a life does not wait for the day on which the child is asked again.
  if (isWritten && basisReason !== undefined && basisReason.trim() !== '')
    return { covers: true, kind: 'basis', by: [], basis, until: null };
  return { covers: false, why: why ?? 'ask-again' };
}

type Consent = Pick<WrittenBy, 'answers'> & {
  readonly withdrawn?: readonly Pick<z.infer<typeof ConsentWithdrawn>, 'purpose'>[];
};

function whyNot(consent: Consent, service: string) {
  const { referral, referralTo = [] } = answersAs(consent.answers, consentContract);
  if (isWithdrawn(consent)) return 'withdrawn';
  if (referral === 'refused') return 'refused';
  if (referral !== 'agreed') return 'not-asked';
  if (!referralTo.includes(service)) return 'not-named';
  return safeGivers(consent).length === 0 ? 'nobody-safe' : undefined;
}

function isWithdrawn({ withdrawn = [] }: Consent): boolean {
  return withdrawn.some(({ purpose }) => purpose === 'referral');
}

/** The child and a guardian always; a caregiver only where one was found to be safe. A worker does not consent. */
function safeGivers({ answers }: Consent): string[] {
  const { referralBy = [], safeCaregiver } = answersAs(answers, consentContract);
  return referralBy.filter(
    (giver) =>
      giver === 'child' ||
      giver === 'guardian' ||
      (giver === 'caregiver' && safeCaregiver === 'yes'),
  );
}
