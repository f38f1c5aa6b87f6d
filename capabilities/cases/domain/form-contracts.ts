import type { FormContract } from '#kernel/form-answers.ts';

/**
 * The answers that rules of this slice rely on. A pack may ask more, in its own order and words;
 * a pack whose form lacks one of these fields is refused at start.
 */
export const firstContactContract = {
  safeNow: 'ternary',
  recentViolence: 'ternary',
  violenceWhen: 'choice',
  violenceDay: 'day',
  violenceHour: 'number',
  metAt: 'place',
  metOn: 'day',
} as const satisfies FormContract;

export const registrationContract = {
  name: 'name',
  birth: 'date-as-known',
  sex: 'choice',
  languages: 'choices',
} as const satisfies FormContract;

export const consentContract = {
  ageBand: 'choice',
  safeCaregiver: 'ternary',
  services: 'choice',
  servicesBy: 'choices',
  referral: 'choice',
  referralBy: 'choices',
  referralTo: 'choices',
  withhold: 'exact-words',
  basis: 'choice',
  basisReason: 'long-text',
  askAgainOn: 'day',
} as const satisfies FormContract;

export const riskContract = {
  level: 'choice',
  exploiterKnowsWhere: 'ternary',
  recentViolence: 'ternary',
  aloneUnderFive: 'ternary',
} as const satisfies FormContract;

/** One action of a plan; a plan holds several. */
export const planActionContract = {
  goal: 'text',
  action: 'long-text',
  dueDay: 'day',
  tells: 'choices',
} as const satisfies FormContract;

export const formContracts = {
  'first-contact': firstContactContract,
  registration: registrationContract,
  consent: consentContract,
  risk: riskContract,
  plan: planActionContract,
} as const;
