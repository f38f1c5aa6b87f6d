import type { Endpoint } from '#kernel/endpoint.ts';
import { assertNever } from '#kernel/result.ts';
import type { Proof, SignedIn } from '#platform/http/call.ts';
import type { HeldBack } from '#platform/http/mount.ts';
import { type Lack, lackOf, mayChangeSignIn } from '../domain/sign-in-needs.ts';
import { needsTwoFactors } from '../storage/sign-in-needs.ts';
import type { SignInDesk } from './sign-in-desk.ts';

type Desk = Pick<SignInDesk, 'database' | 'enforcesFactors'>;

/** Nothing is known of how it began: as weak as a session can be. */
const UNKNOWN: Proof = {
  by: 'password',
  twoFactors: false,
  hasTotp: false,
  hasPasskey: false,
  hasFirstPassword: false,
};

const CODES: Readonly<Record<Lack, HeldBack>> = {
  password: 'access.password.first',
  factor: 'access.factor.needed',
};

/** Why someone signed in may not do this for now; asked at every operation, before it is read. */
export function heldBack(desk: Desk) {
  return async (who: SignedIn, access: Endpoint['access']): Promise<HeldBack | undefined> => {
    switch (access) {
      case 'public':
      case 'device':
      case 'own-sign-in':
        return undefined;
      case 'own-factor':
        return mayChangeSignIn(who.proof ?? UNKNOWN) ? undefined : 'access.factor.unproved';
      case 'signed-in':
        return lackingIn(desk, who);
      default:
        return assertNever(access);
    }
  };
}

/** AC-13, AC-14: what must be mended before anything else. */
async function lackingIn(desk: Desk, who: SignedIn): Promise<HeldBack | undefined> {
  const proof = who.proof ?? UNKNOWN;
  // What two factors proved needs no look at the roles; so most requests cost nothing here.
  const asksRoles = desk.enforcesFactors && !proof.twoFactors;
  const lack = lackOf({
    ...proof,
    needsTwoFactors: asksRoles && (await needsTwoFactors(desk.database.sql, who.worker)),
    enforcesFactors: desk.enforcesFactors,
  });
  return lack && CODES[lack];
}

/** The same for the person themselves, with what their roles ask even where it is not enforced. */
export async function signInOf({ database, enforcesFactors }: Desk, who: SignedIn) {
  const proof = who.proof ?? UNKNOWN;
  const needs = await needsTwoFactors(database.sql, who.worker);
  const { by, twoFactors, hasTotp, hasPasskey } = proof;
  const lacks = lackOf({ ...proof, needsTwoFactors: needs, enforcesFactors }) ?? null;
  return { by, twoFactors, hasTotp, hasPasskey, needsTwoFactors: needs, lacks };
}
