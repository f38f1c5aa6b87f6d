import type { Filling } from './fill-form.ts';

/** One invented child, as the journeys write about her. Nobody with this name exists here. */
export const CHILD = {
  latin: 'Zorabel Quillmere',
  arabic: 'زوريل قلمية',
  spanish: 'Zunibel Quiñomar',
  french: 'Zoréline Quœurmère',
} as const;
export const OWN_WORDS = 'The lady said I owe her for the bus. I want to see the river again.';

export function firstContact(place: string): Filling {
  return {
    safeNow: { choose: 'yes' },
    withWhom: { choose: 'nobody' },
    urgentNeeds: { choose: ['food-and-water', 'rest-and-warmth'] },
    recentViolence: { choose: 'no' },
    metAt: { place },
    setting: { choose: 'street' },
    appearsUnder18: { choose: 'yes' },
    childWords: { write: OWN_WORDS },
  };
}

/** Safety and whom to call: what is saved when there is no time for more. */
export const quickContact: Filling = {
  safeNow: { choose: 'no' },
  dangers: { choose: 'alone' },
  withWhom: { choose: 'nobody' },
  callFirst: { choose: 'duty-child-protection' },
};

export const registration: Filling = {
  sex: { choose: 'girl' },
  birth: { age: '13', basis: 'child' },
  languages: { choose: 'eng' },
  foundBy: { choose: 'child-protection' },
  accompaniment: { choose: 'unaccompanied' },
  careType: { choose: 'residential' },
  careSafe: { choose: 'yes' },
  contactSafe: { choose: 'no' },
};

export const consent: Filling = {
  ageBand: { choose: '12-14' },
  explainedWays: { choose: 'simple-words' },
  safeCaregiver: { choose: 'no' },
  services: { choose: 'agreed' },
  servicesBy: { choose: 'child' },
  storage: { choose: 'agreed' },
  storageBy: { choose: 'child' },
  referral: { choose: 'agreed' },
  referralBy: { choose: 'child' },
  tracing: { choose: 'not-asked' },
  statistics: { choose: 'refused' },
  statisticsBy: { choose: 'child' },
  basis: { choose: 'consent' },
};

/** Moved, and made to work in a house where someone keeps her papers and earnings. */
export const questions: Filling = {
  howKnown: { choose: 'child-disclosed' },
  inPrivate: { choose: 'yes' },
  transported: { choose: 'yes' },
  falsePromises: { choose: 'yes' },
  works: { choose: 'yes' },
  workHours: { write: '60' },
  workPlaces: { choose: 'domestic-service' },
  debt: { choose: 'yes' },
  movement: { choose: 'yes' },
};

export function risk(level: string): Filling {
  return {
    exploiterKnowsWhere: { choose: 'yes' },
    exploiterContact: { choose: 'no' },
    selfHarm: { choose: 'no' },
    recentViolence: { choose: 'no' },
    aloneUnderFive: { choose: 'no' },
    detained: { choose: 'no' },
    level: { choose: level },
    reasons: { choose: 'exploiter-near' },
    why: { write: 'The house is two streets away and the lady has been seen at the bus stop.' },
    safetyPlanAgreed: { choose: 'yes' },
  };
}

export function planAction(goal: string, due: readonly [string, string, string]): Filling {
  return {
    area: { choose: 'safety' },
    goal: { write: goal },
    action: { write: 'Move to the house with the blue door today; two people walk along.' },
    owner: { choose: 'social-worker' },
    tells: { choose: 'shelter' },
    dueDay: { day: due },
    childAgrees: { choose: 'yes' },
  };
}

/** A day to come, as three fields are filled in. */
export function inDays(days: number): readonly [string, string, string] {
  const then = new Date(Date.now() + days * 86_400_000);
  return [String(then.getDate()), String(then.getMonth() + 1), String(then.getFullYear())];
}
