import { hash, verify } from '@node-rs/argon2';

/**
 * argon2id with the least that OWASP's Password Storage Cheat Sheet allows: 19 MiB, two passes, one
 * thread; about 30 ms of one core. The hash carries its parameters, so raising them later needs no
 * migration.
 */
export const ARGON2ID = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

export async function hashPassword(password: string): Promise<string> {
  return hash(asTyped(password), ARGON2ID);
}

export async function verifyPassword(given: {
  readonly hash: string;
  readonly password: string;
}): Promise<boolean> {
  return verify(given.hash, asTyped(given.password));
}

// Keyboards compose the same letter differently (NIST SP 800-63B, 5.1.1.2).
function asTyped(password: string): string {
  return password.normalize('NFKC');
}
