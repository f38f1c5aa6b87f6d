import { childInBrief } from '#capabilities/cases/domain/child-in-brief.ts';
import { consentCovers } from '#capabilities/cases/domain/consent-covers.ts';
import { consentSection, identitySection } from '#capabilities/cases/domain/sections.ts';
import type { ReferralRules } from '#capabilities/referrals/domain/referral-rules.ts';
import { stateOf } from '#kernel/open-record.ts';

/** What the other parts of a case say to its referrals. */
export const casesForReferrals: ReferralRules = {
  coverOf: (record, kind, on) => {
    const consent = stateOf(record, consentSection);
    return consent === undefined ? undefined : consentCovers(consent, kind, on);
  },
  childOf: (record) =>
    childInBrief({
      registration: stateOf(record, identitySection),
      consent: stateOf(record, consentSection),
    }),
};
