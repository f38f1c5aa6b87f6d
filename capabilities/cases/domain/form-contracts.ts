import type { FormContract } from '#kernel/form-answers.ts';

/**
 * The answers that rules of this slice rely on. A pack may ask more, in its own order and words;
 * a pack whose form lacks one of these fields is refused at start.
 */
export const firstContactContract = {
  safeNow: 'ternary',
  place: 'place',
  medicalWindow: 'ternary',
} as const satisfies FormContract;

export const registrationContract = {
  name: 'name',
  birth: 'date-as-known',
} as const satisfies FormContract;

export const consentContract = {
  services: 'ternary',
  sharing: 'ternary',
  givenBy: 'choice',
  giverMayExploit: 'ternary',
} as const satisfies FormContract;

export const riskContract = {
  level: 'choice',
  reasons: 'long-text',
  exploiterKnowsLocation: 'ternary',
} as const satisfies FormContract;

/** One action of a plan; a plan holds several. */
export const planActionContract = {
  goal: 'text',
  action: 'text',
  owner: 'text',
  dueDay: 'day',
  sharesData: 'ternary',
} as const satisfies FormContract;

export const formContracts = {
  'first-contact': firstContactContract,
  registration: registrationContract,
  consent: consentContract,
  risk: riskContract,
  plan: planActionContract,
} as const;
