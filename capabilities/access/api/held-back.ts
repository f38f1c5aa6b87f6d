import type { SignedIn } from '#platform/http/call.ts';
import type { HeldBack } from '#platform/http/mount.ts';
import { type Lack, lackOf } from '../domain/sign-in-needs.ts';
import { needsTwoFactors } from '../storage/sign-in-needs.ts';
import type { SignInDesk } from './sign-in-desk.ts';

type Desk = Pick<SignInDesk, 'database' | 'enforcesFactors'>;

/** Nothing is known of how it began: as weak as a session can be. */
const UNKNOWN = {
  by: 'password',
  twoFactors: false,
  hasTotp: false,
  hasFirstPassword: false,
} as const;

const CODES: Readonly<Record<Lack, HeldBack>> = {
  password: 'access.password.first',
  factor: 'access.factor.needed',
};

/** AC-13, AC-14: why someone signed in may for now only mend their sign-in; asked at every operation. */
export function heldBack(desk: Desk) {
  return async (who: SignedIn): Promise<HeldBack | undefined> => {
    const proof = who.proof ?? UNKNOWN;
    // What two factors proved needs no look at the roles; so most requests cost nothing here.
    const asksRoles = desk.enforcesFactors && !proof.twoFactors;
    const lack = lackOf({
      ...proof,
      needsTwoFactors: asksRoles && (await needsTwoFactors(desk.database.sql, who.worker)),
      enforcesFactors: desk.enforcesFactors,
    });
    return lack && CODES[lack];
  };
}

/** The same for the person themselves, with what their roles ask even where it is not enforced. */
export async function signInOf({ database, enforcesFactors }: Desk, who: SignedIn) {
  const proof = who.proof ?? UNKNOWN;
  const needs = await needsTwoFactors(database.sql, who.worker);
  const { by, twoFactors, hasTotp } = proof;
  const lacks = lackOf({ ...proof, needsTwoFactors: needs, enforcesFactors }) ?? null;
  return { by, twoFactors, hasTotp, needsTwoFactors: needs, lacks };
}
