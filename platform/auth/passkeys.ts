import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import { z } from 'zod';
import type { WorkerId } from '#kernel/ids.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { Browser } from '#platform/http/call.ts';
import { type Account, findAccount } from './accounts.ts';
import { counted, type Holder, isOwnPassword, type TooMany } from './credentials.ts';
import { insertPasskey, keptPasskeys, type PasskeyKept, usePasskey } from './passkey-store.ts';
import { revokeAllSessions, strengthenSession } from './sessions.ts';
import { CHALLENGE_MILLISECONDS, type SignedChallenges } from './signed-challenge.ts';
import { type ProvenOutcome, refused, signInProven, type SignInParts, tooMany } from './sign-in.ts';

/** A worker has a phone, a laptop, a key in a drawer; more than these are none that they know. */
const MOST_PASSKEYS = 10;
/** Kinds of keys by their COSE numbers: Ed25519, P-256, RSA; every authenticator in use has one. */
const KEY_KINDS = [-8, -7, -257];

/** Where passkeys belong to; a passkey of another origin does not fit here. */
export type PasskeyPlace = { readonly origin: string; readonly rpId: string };

export type PasskeyParts = SignInParts & {
  readonly challenges: SignedChallenges;
  readonly place: PasskeyPlace;
};

/** What a browser answers when a passkey has been made (`toJSON` of WebAuthn), as far as it is used. */
export type NewPasskeyAnswer = {
  readonly id: string;
  readonly clientDataJSON: string;
  readonly attestationObject: string;
  readonly transports: readonly string[];
};

/** What a browser answers when a passkey has signed. */
export type PasskeyAnswer = {
  readonly id: string;
  readonly clientDataJSON: string;
  readonly authenticatorData: string;
  readonly signature: string;
  readonly userHandle?: string | undefined;
};

/** For the browser; any passkey of this place may answer, so that nobody need be named. */
export async function passkeyChallenge({ challenges, place }: PasskeyParts): Promise<object> {
  return generateAuthenticationOptions({
    rpID: place.rpId,
    challenge: challenges.issue('passkey sign-in'),
    userVerification: 'required',
    timeout: CHALLENGE_MILLISECONDS,
  });
}

export type PasskeyFailure =
  'malformed' | 'unknown' | 'expired' | 'unverified' | 'replayed' | 'inactive';

/**
 * Signs in by a passkey: something held, unlocked by something known or a part of the body; so it
 * counts as two factors. Failures count against the visitor's device or network, never against an
 * account, for whoever has an address cannot so much as name a passkey of it.
 */
export async function signInByPasskey(
  parts: PasskeyParts,
  answer: PasskeyAnswer,
  browser: Browser,
): Promise<ProvenOutcome<PasskeyFailure>> {
  const wait = await parts.gate.takeUnnamed('passkey', browser);
  if (wait !== undefined) return tooMany(undefined, wait);
  const challenge = challengeIn(answer.clientDataJSON);
  if (challenge === undefined) return refused('malformed', undefined);
  if (!parts.challenges.isOurs(challenge.plain, 'passkey sign-in'))
    return refused('expired', undefined);
  const [passkey] = await keptPasskeys(parts.sql, { credentialId: answer.id });
  const account = passkey && (await findAccount(parts.sql, { worker: passkey.worker }));
  if (passkey === undefined || account === undefined) return refused('unknown', undefined);
  const counter = await signedBy(parts.place, passkey, answer, challenge.encoded);
  if (counter === undefined || !isFor(answer, account)) return refused('unverified', account);
  if (!(await parts.gate.takeOnce(challenge.plain))) return refused('replayed', account);
  if (!account.isActive) {
    await revokeAllSessions(parts.sql, account.worker);
    return refused('inactive', account);
  }
  await usePasskey(parts.sql, passkey.credentialId, counter);
  await parts.gate.unnamedSucceeded('passkey', browser);
  return signInProven(parts, { account, browser, began: { by: 'passkey', twoFactors: true } });
}

/** The new counter of the passkey when its signature, origin and unlocking are right. */
async function signedBy(
  place: PasskeyPlace,
  { credentialId, publicKey, counter }: PasskeyKept,
  answer: PasskeyAnswer,
  challenge: string,
): Promise<number | undefined> {
  const { id, clientDataJSON, authenticatorData, signature } = answer;
  const checked = await quietly(() =>
    verifyAuthenticationResponse({
      response: {
        id,
        rawId: id,
        type: 'public-key',
        clientExtensionResults: {},
        response: { clientDataJSON, authenticatorData, signature },
      },
      expectedChallenge: challenge,
      expectedOrigin: place.origin,
      expectedRPID: place.rpId,
      credential: { id: credentialId, publicKey, counter },
      requireUserVerification: true,
    }),
  );
  return checked?.verified === true ? checked.authenticationInfo.newCounter : undefined;
}

/** A passkey that names a worker names the right one. */
function isFor({ userHandle }: PasskeyAnswer, { worker }: Account): boolean {
  return userHandle === undefined || Buffer.from(userHandle, 'base64url').toString() === worker;
}

export type EnrolPasskeyRefusal = { readonly code: 'wrong' | 'enough' } | TooMany;

/** Begins a new passkey for a worker who gives their password once more. */
export async function beginPasskey(
  parts: PasskeyParts,
  holder: Holder,
  given: { readonly password: string; readonly name: string },
): Promise<Result<object, EnrolPasskeyRefusal>> {
  const { worker } = holder;
  return counted<object, EnrolPasskeyRefusal>(parts, holder, 'own-password', async (email) => {
    if (!(await isOwnPassword(parts.sql, worker, given.password))) return refuse({ code: 'wrong' });
    const kept = await keptPasskeys(parts.sql, { worker });
    if (kept.length >= MOST_PASSKEYS) return refuse({ code: 'enough' });
    const options = await generateRegistrationOptions({
      rpName: 'Amparo',
      rpID: parts.place.rpId,
      userName: email,
      userDisplayName: given.name,
      userID: Uint8Array.from(Buffer.from(worker)),
      challenge: parts.challenges.issue('passkey enrolment', worker),
      attestationType: 'none',
      supportedAlgorithmIDs: KEY_KINDS,
      excludeCredentials: kept.map(({ credentialId: id, transports }) => ({ id, transports })),
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      timeout: CHALLENGE_MILLISECONDS,
    });
    return accept(options);
  });
}

export type NewPasskeyRefusal = { readonly code: 'not-verified' | 'known-already' };

/** Keeps a passkey that was begun here for this worker. The session counts as proved by two factors. */
export async function keepPasskey(
  parts: PasskeyParts,
  who: { readonly worker: WorkerId; readonly sessionId: string },
  given: { readonly name: string; readonly answer: NewPasskeyAnswer },
): Promise<Result<{ readonly id: string }, NewPasskeyRefusal>> {
  const { worker, sessionId } = who;
  const challenge = challengeIn(given.answer.clientDataJSON);
  const isOurs =
    challenge !== undefined &&
    parts.challenges.isOurs(challenge.plain, 'passkey enrolment', worker);
  const made = isOurs ? await madeBy(parts.place, given.answer, challenge.encoded) : undefined;
  if (!isOurs || made === undefined || !(await parts.gate.takeOnce(challenge.plain)))
    return refuse({ code: 'not-verified' });
  const id = await insertPasskey(parts.sql, { worker, ...made }, given.name);
  if (id === undefined) return refuse({ code: 'known-already' });
  await strengthenSession(parts.sql, worker, sessionId);
  return accept({ id });
}

async function madeBy(
  place: PasskeyPlace,
  { id, clientDataJSON, attestationObject, transports }: NewPasskeyAnswer,
  challenge: string,
): Promise<Omit<PasskeyKept, 'worker'> | undefined> {
  const checked = await quietly(() =>
    verifyRegistrationResponse({
      response: {
        id,
        rawId: id,
        type: 'public-key',
        clientExtensionResults: {},
        response: { clientDataJSON, attestationObject },
      },
      expectedChallenge: challenge,
      expectedOrigin: place.origin,
      expectedRPID: place.rpId,
      supportedAlgorithmIDs: KEY_KINDS,
      requireUserVerification: true,
    }),
  );
  if (checked?.verified !== true) return undefined;
  const { id: credentialId, publicKey, counter } = checked.registrationInfo.credential;
  return { credentialId, publicKey, counter, transports: [...transports] };
}

const ClientData = z.object({ challenge: z.string() });

/** The challenge that the browser answered, as it was issued and as the browser wrote it. */
function challengeIn(clientDataJSON: string) {
  try {
    const read: unknown = JSON.parse(Buffer.from(clientDataJSON, 'base64url').toString());
    const { challenge: encoded } = ClientData.parse(read);
    return { encoded, plain: Buffer.from(encoded, 'base64url').toString() };
  } catch {
    return undefined;
  }
}

/** The library throws for every answer that is not right; what it was called with is sound. */
async function quietly<Value>(check: () => Promise<Value>): Promise<Value | undefined> {
  try {
    return await check();
  } catch {
    return undefined;
  }
}
