import { randomBytes, timingSafeEqual } from 'node:crypto';
import { keyedHash } from './keyed-hash.ts';

/** How long a person may take to answer: to find a key, or to sign in elsewhere. */
export const CHALLENGE_MILLISECONDS = 600_000;

export type SignedChallenges = {
  /** A challenge for one use and, where it is for someone, for that worker only. */
  readonly issue: (use: string, subject?: string) => string;
  /** Whether it was made here, for this, and is still good. It does not say whether it was used. */
  readonly isOurs: (challenge: string, use: string, subject?: string) => boolean;
};

/**
 * Challenges that need no table: they carry their end and a signature. So a visitor who asks for
 * many of them fills nothing. Whoever takes an answer also asks the gate whether it is the first.
 */
export function signedChallenges(secret: string, now: () => number): SignedChallenges {
  const mac = keyedHash(secret, 'challenge');
  return {
    issue(use, subject = '') {
      const nonce = randomBytes(16).toString('base64url');
      const until = (now() + CHALLENGE_MILLISECONDS).toString(36);
      return `${nonce}.${until}.${mac(use, subject, nonce, until)}`;
    },
    isOurs(challenge, use, subject = '') {
      const [nonce = '', until = '', signature = '', ...rest] = challenge.split('.');
      if (rest.length > 0 || !isSame(signature, mac(use, subject, nonce, until))) return false;
      return Number.parseInt(until, 36) >= now();
    },
  };
}

function isSame(left: string, right: string): boolean {
  const [one, other] = [Buffer.from(left), Buffer.from(right)];
  return one.length === other.length && timingSafeEqual(one, other);
}
