import { z } from 'zod';

/** What someone signed in must mend about their sign-in before they can do anything else. */
export const Lack = z.enum(['password', 'factor']);
export type Lack = z.infer<typeof Lack>;

/** What is known of a session and of its worker. */
export type SignInFacts = {
  readonly by: 'password' | 'totp' | 'passkey' | 'oidc';
  readonly twoFactors: boolean;
  readonly hasTotp: boolean;
  readonly hasPasskey: boolean;
  readonly hasFirstPassword: boolean;
  /** A role of today asks for two factors. */
  readonly needsTwoFactors: boolean;
  /** In production; an evaluation only advises. */
  readonly enforcesFactors: boolean;
};

/**
 * AC-13 and AC-14: what a session lacks; undefined when it may do what its roles may. A handed-out
 * password comes first, for someone else has seen it. An authenticator app is asked for whatever the
 * role, once its owner has set one up: the way through the agency must not go around it.
 */
export function lackOf(facts: SignInFacts): Lack | undefined {
  const isByPassword = facts.by === 'password' || facts.by === 'totp';
  if (facts.hasFirstPassword && isByPassword) return 'password';
  const isNeeded = (facts.needsTwoFactors && facts.enforcesFactors) || facts.hasTotp;
  return isNeeded && !facts.twoFactors ? 'factor' : undefined;
}

/**
 * AC-18: whether a session may change how its worker signs in. Whoever knows only the password must
 * not take the other factor off, nor put one of their own beside it.
 */
export function mayChangeSignIn(
  facts: Pick<SignInFacts, 'twoFactors' | 'hasTotp' | 'hasPasskey'>,
): boolean {
  return facts.twoFactors || !(facts.hasTotp || facts.hasPasskey);
}

/**
 * AC-15: whether the last passkey may be taken off. Whoever must prove two factors keeps one way to
 * do so.
 */
export function mayRemoveLastPasskey(
  facts: Pick<SignInFacts, 'hasTotp' | 'needsTwoFactors' | 'enforcesFactors'>,
): boolean {
  return facts.hasTotp || !facts.needsTwoFactors || !facts.enforcesFactors;
}
