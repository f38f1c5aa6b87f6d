import type { FormContract } from '#kernel/form-answers.ts';

/** The answers of the form `referral` that the rules rely on; a pack whose form lacks one is refused at start. */
export const referralContract = {
  reason: 'choice',
  urgency: 'choice',
  asked: 'long-text',
  contactWay: 'choice',
  contactNote: 'long-text',
  told: 'long-text',
} as const satisfies FormContract;
