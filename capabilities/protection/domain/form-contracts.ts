import type { FormContract } from '#kernel/form-answers.ts';

/**
 * The answers that rules of this slice rely on. A pack may ask more, in its own order and words;
 * a pack whose form lacks one of these fields is refused at start.
 */
export const guardianContract = {
  state: 'choice',
  independent: 'ternary',
  relation: 'choice',
  requestedOn: 'day',
  appointedOn: 'day',
  firstVisitOn: 'day',
} as const satisfies FormContract;

export const safePlaceContract = {
  kind: 'choice',
  withSuspect: 'ternary',
  suspectKnows: 'ternary',
  address: 'long-text',
  nightContact: 'text',
  movedInOn: 'day',
  until: 'day',
  reviewOn: 'day',
  licence: 'choice',
  adultsChecked: 'ternary',
} as const satisfies FormContract;

export const healthContract = {
  hivPrevention: 'choice',
  emergencyContraception: 'choice',
  seenOn: 'day',
  followUpOn: 'day',
  careMustKnow: 'long-text',
} as const satisfies FormContract;

export const justiceContract = {
  suspected: 'ternary',
  lawyer: 'choice',
  informedOfRights: 'ternary',
  timesTold: 'choice',
  protections: 'choices',
  hearingOn: 'day',
  statusAdvice: 'choice',
  exploiterKnowsWhere: 'ternary',
} as const satisfies FormContract;

export const assessmentContract = {
  safety: 'choice',
  assessedOn: 'day',
} as const satisfies FormContract;

export const formContracts = {
  guardian: guardianContract,
  'safe-place': safePlaceContract,
  health: healthContract,
  justice: justiceContract,
  assessment: assessmentContract,
} as const;
