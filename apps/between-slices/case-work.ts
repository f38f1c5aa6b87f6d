import { type AccessRefusal, type Actor, permit } from '#capabilities/access/contract.ts';
import type { CaseRules } from '#capabilities/cases/domain/case-rules.ts';
import type { Withheld } from '#capabilities/cases/domain/timeline-view.ts';
import type { Ruleset } from '#capabilities/identification/contract.ts';
import type { IdentificationRules } from '#capabilities/identification/domain/identification-rules.ts';
import { withheldFromTimeline } from '#capabilities/protection/contract.ts';
import type { ProtectionRules } from '#capabilities/protection/domain/protection-rules.ts';
import type { ReferralRules } from '#capabilities/referrals/domain/referral-rules.ts';
import type { ClockDefinition } from '#kernel/clock.ts';
import type { FormShelf } from '#kernel/fill-form.ts';
import { accessOf, type OpenRecord } from '#kernel/open-record.ts';
import type { SectionDesk } from '#kernel/section-command.ts';
import { identificationForCases } from './cases-and-identification.ts';
import { protectionForCases } from './cases-and-protection.ts';
import { casesForReferrals } from './cases-and-referrals.ts';

/** What of a country's pack the work on a case is judged and shown with. */
export type CaseFacts = FormShelf & {
  readonly clocks: ReadonlyMap<string, ClockDefinition>;
  readonly ruleset: Ruleset;
};

/** The desks of the work on a case, without what only a server has. */
export type CaseWork = {
  /** What all of them are judged with. */
  readonly desk: SectionDesk<Actor, AccessRefusal>;
  readonly cases: CaseRules & { readonly withheld: Withheld };
  readonly identification: IdentificationRules;
  readonly referrals: ReferralRules;
  readonly protection: ProtectionRules & Pick<ReturnType<typeof protectionForCases>, 'elsewhere'>;
};

/** Puts the work on a case together from a pack, on the server and on a device alike. */
export function caseWork({ clocks, ruleset, formOf, reference }: CaseFacts): CaseWork {
  const desk: SectionDesk<Actor, AccessRefusal> = { formOf, reference, mayAskSensitive };
  const forCases = protectionForCases(clocks);
  const { clocksBesides, whenPresumed, riskLevelOf, parentMayExploit, elsewhere } = forCases;
  return {
    desk,
    cases: {
      ...desk,
      clocks,
      identification: identificationForCases(ruleset),
      clocksBesides,
      withheld: withheldFromTimeline,
    },
    identification: { ...desk, ruleset, whenPresumed },
    referrals: casesForReferrals,
    protection: { ...desk, clocks, riskLevelOf, parentMayExploit, elsewhere },
  };
}

function mayAskSensitive(actor: Actor, record: OpenRecord) {
  return permit(actor, { action: 'ask-sensitive', record: accessOf(record) });
}
