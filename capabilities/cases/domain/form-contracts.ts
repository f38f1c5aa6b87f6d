import type { FormContract } from '#kernel/form-answers.ts';

/**
 * The answers that rules of this slice rely on. A pack may ask more, in its own order and words;
 * a pack whose form lacks one of these fields is refused at start.
 */
export const firstContactContract = {
  safeNow: 'ternary',
  recentViolence: 'ternary',
  metAt: 'place',
  metOn: 'day',
} as const satisfies FormContract;

export const registrationContract = {
  name: 'name',
  birth: 'date-as-known',
} as const satisfies FormContract;

export const consentContract = {
  services: 'choice',
  servicesBy: 'choices',
  referral: 'choice',
  referralBy: 'choices',
  basis: 'choice',
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
