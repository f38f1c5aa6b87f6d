import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  lackOf,
  mayChangeSignIn,
  mayRemoveLastPasskey,
  type SignInFacts,
} from './sign-in-needs.ts';

const facts: fc.Arbitrary<SignInFacts> = fc.record({
  by: fc.constantFrom('password', 'totp', 'passkey', 'oidc'),
  twoFactors: fc.boolean(),
  hasTotp: fc.boolean(),
  hasPasskey: fc.boolean(),
  hasFirstPassword: fc.boolean(),
  needsTwoFactors: fc.boolean(),
  enforcesFactors: fc.boolean(),
});

test('[AC-13] where two factors are needed and enforced, no session of one lacks nothing', () => {
  fc.assert(
    fc.property(facts, (given) => {
      const weak = { ...given, twoFactors: false, needsTwoFactors: true, enforcesFactors: true };
      expect(lackOf(weak)).toBeDefined();
    }),
  );
});

test('[AC-13] an evaluation holds nobody back for a role', () => {
  fc.assert(
    fc.property(facts, (given) => {
      const calm = { ...given, enforcesFactors: false, hasTotp: false, hasFirstPassword: false };
      expect(lackOf(calm)).toBeUndefined();
    }),
  );
});

test('[AC-13] an authenticator app is asked for, whatever the role, once it is set up', () => {
  fc.assert(
    fc.property(facts, (given) => {
      const lack = lackOf({ ...given, hasTotp: true, twoFactors: false });
      expect(lack).toBeDefined();
    }),
  );
});

test('[AC-14] a handed-out password comes first, and only for who came by it', () => {
  fc.assert(
    fc.property(facts, (given) => {
      const isByPassword = given.by === 'password' || given.by === 'totp';
      const lack = lackOf({ ...given, hasFirstPassword: true });
      expect(lack === 'password').toBe(isByPassword);
    }),
  );
});

test('[AC-18] a session without the factor that its worker has changes nothing about signing in', () => {
  fc.assert(
    fc.property(facts, (given) => {
      const hasFactor = given.hasTotp || given.hasPasskey;
      expect(mayChangeSignIn(given)).toBe(given.twoFactors || !hasFactor);
    }),
  );
});

test('[AC-15] the last second factor stays, where two are needed', () => {
  const needed = { hasTotp: false, needsTwoFactors: true, enforcesFactors: true };
  expect(mayRemoveLastPasskey(needed)).toBe(false);
  expect(mayRemoveLastPasskey({ ...needed, hasTotp: true })).toBe(true);
  expect(mayRemoveLastPasskey({ ...needed, needsTwoFactors: false })).toBe(true);
  expect(mayRemoveLastPasskey({ ...needed, enforcesFactors: false })).toBe(true);
});
