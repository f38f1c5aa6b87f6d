import { accessSection } from '#capabilities/access/contract.ts';
import { identificationSection } from '#capabilities/identification/contract.ts';
import { protectionSections } from '#capabilities/protection/contract.ts';
import { everyReferralSection } from '#capabilities/referrals/contract.ts';
import type { RecordType } from '#kernel/record-type.ts';
import { assignmentSection } from './assign-case.ts';
import { everyAttachmentSection } from './attachment-sections.ts';
import { evolveCaseCard } from './case-card.ts';
import {
  consentSection,
  firstContactSection,
  identitySection,
  planSection,
  riskSection,
} from './sections.ts';

/** One child's case: what this slice writes, and the parts that other slices write into it. */
export const caseRecord: RecordType = {
  type: 'case',
  foldVersion: 4,
  sections: [
    firstContactSection,
    assignmentSection,
    identitySection,
    consentSection,
    riskSection,
    planSection,
    ...everyAttachmentSection,
    identificationSection,
    ...protectionSections,
    ...everyReferralSection,
    accessSection,
  ],
  evolveCard: evolveCaseCard,
};
