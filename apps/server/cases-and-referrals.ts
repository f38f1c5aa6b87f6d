import { teamIdOf as rosterTeam } from '#capabilities/access/storage/roster-changes.ts';
import { childInBrief } from '#capabilities/cases/domain/child-in-brief.ts';
import { consentCovers } from '#capabilities/cases/domain/consent-covers.ts';
import { consentSection, identitySection } from '#capabilities/cases/domain/sections.ts';
import type { ReferralDesk } from '#capabilities/referrals/api/referral-desk.ts';
import { stateOf } from '#kernel/open-record.ts';
import type { AmparoPack } from './country-pack.ts';
import { demoTeam } from './demo/seed-people.ts';

/** What the other parts of a case say to its referrals. */
export function casesForReferrals(
  pack: AmparoPack,
): Pick<ReferralDesk, 'services' | 'clocks' | 'teamOf' | 'coverOf' | 'childOf'> {
  return {
    services: pack.parts.services,
    clocks: pack.clocks,
    // An invented country brings its own people; elsewhere an administrator's roster names the teams.
    teamOf: pack.evaluation ? demoTeam : rosterTeam,
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
}
