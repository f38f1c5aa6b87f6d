import type { CaseIdentification } from '#capabilities/cases/domain/case-rules.ts';
import {
  identificationSection,
  isBeforeBirth,
  isPresumedTrafficked,
  mayBeAskedForConsent,
  parentMayExploit,
  recordBirth,
  type Ruleset,
} from '#capabilities/identification/contract.ts';
import { stateOf } from '#kernel/open-record.ts';

/** What the identification part of a case says to its other parts, and what they tell it. */
export function identificationForCases(ruleset: Ruleset): CaseIdentification {
  return {
    isPresumedTrafficked: (record) => {
      const state = stateOf(record, identificationSection);
      return state !== undefined && isPresumedTrafficked(state);
    },
    mayCaregiverBeAsked: (record) => {
      const state = stateOf(record, identificationSection);
      const candidate = { relation: 'guardian', allegedExploiter: 'unknown' } as const;
      return !state || mayBeAskedForConsent(candidate, parentMayExploit(state)).ok;
    },
    isBornAfterEvent: (record, birth) => {
      const event = stateOf(record, identificationSection)?.age.event;
      return event !== undefined && isBeforeBirth({ event, births: [birth] });
    },
    birthTold: (record, birth, made) => {
      const state = stateOf(record, identificationSection);
      const mayWrite = record.writable.has(identificationSection.class);
      return state && mayWrite ? recordBirth(state, ruleset, made, birth) : [];
    },
  };
}
