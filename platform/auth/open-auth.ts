import type { WorkerId } from '#kernel/ids.ts';
import type { Database } from '#platform/database/open-database.ts';
import type { Authenticate, Browser } from '#platform/http/call.ts';
import { createBetterAuth } from './better-auth.ts';
import { changePassword, confirmTotp, enrolTotp, type Holder, proveTotp } from './credentials.ts';
import { deviceCookies } from './device-cookie.ts';
import { keyedHash } from './keyed-hash.ts';
import { callLibrary, headersOf } from './library-call.ts';
import { oidcConnection, type OidcProvider } from './oidc-provider.ts';
import { beginOidc, completeOidc, OIDC_RETURN_PATH, oidcSecretOf } from './oidc-sign-in.ts';
import { deletePasskey, passkeysOf } from './passkey-store.ts';
import * as passkeys from './passkeys.ts';
import {
  type Began,
  revokeOtherSessions,
  revokeSession,
  sessionsOf,
  signedInBy,
} from './sessions.ts';
import { signInGate } from './sign-in-gate.ts';
import { completeSignIn, signIn, type SignInParts } from './sign-in.ts';
import { signedChallenges } from './signed-challenge.ts';
import { throttle } from './throttle.ts';

export type AuthOptions = {
  readonly database: Database;
  /** At least 32 characters, derived from the master key. Whoever has it can forge sessions. */
  readonly authSecret: string;
  /** HTTPS only: cookies carry Secure and the __Host- or __Secure- prefix. */
  readonly isSecure: boolean;
  /** As `https://amparo.example`: passkeys belong to it and providers send people back to it. */
  readonly origin?: string | undefined;
  readonly providers?: readonly OidcProvider[] | undefined;
  /** For the counters of attempts. */
  readonly now?: (() => number) | undefined;
};

export type Auth = ReturnType<typeof openAuth>;

/** Everything about signing in, over one database and one secret. Writes no audit: its callers do. */
export function openAuth(options: AuthOptions) {
  const { database, authSecret, isSecure, origin, now = Date.now } = options;
  if (authSecret.length < 32) throw new Error('The secret of sign-in is too short');
  const sql = database.sql;
  const devices = deviceCookies(authSecret, isSecure);
  const gate = signInGate({ throttle: throttle(sql), devices, secret: authSecret, now });
  const tokenHash = keyedHash(authSecret, 'session token');
  const auth = createBetterAuth({ sql, secret: authSecret, tokenHash, isSecure });
  const parts: SignInParts = { auth, sql, gate, devices, isSecure, tokenHash };
  const authenticate: Authenticate = (browser) => signedInBy(auth, sql, browser);
  return {
    authenticate,
    /** Who is counted by the limits on requests: a device that proved itself, whatever its network. */
    callerOf: (browser: Browser) => {
      const device = devices.read(browser.cookie);
      return device && `device ${device.nonce}`;
    },
    signIn: (given: { readonly email: string; readonly password: string }, browser: Browser) =>
      signIn(parts, given, browser),
    completeSignIn: (code: string, browser: Browser) => completeSignIn(parts, code, browser),
    /** Ends the session of these cookies. Gives the cookies that clear them. */
    signOut: async (browser: Browser): Promise<readonly string[]> => {
      const answer = await callLibrary(() =>
        auth.api.signOut({ headers: headersOf(browser), returnHeaders: true }),
      );
      return answer.ok ? answer.cookies : [];
    },
    sessionsOf: (worker: WorkerId) => sessionsOf(sql, worker),
    revokeSession: (worker: WorkerId, sessionId: string) => revokeSession(sql, worker, sessionId),
    /** Ends all sessions of a worker, but one when it is named; says how many. */
    revokeOthers: (worker: WorkerId, kept?: string) => revokeOtherSessions(sql, worker, kept),
    changePassword: (
      holder: Holder & { readonly began?: Began | undefined },
      given: { readonly current: string; readonly next: string },
    ) => changePassword(parts, holder, given),
    enrolTotp: (holder: Holder, password: string) => enrolTotp(parts, holder, password),
    confirmTotp: (holder: Holder, code: string) => confirmTotp(parts, holder, code),
    proveTotp: (holder: Holder & { readonly sessionId: string }, code: string) =>
      proveTotp(parts, holder, code),
    /** Undefined where the public address is not known: then no passkey can belong to it. */
    passkeys: passkeyWays(parts, authSecret, now, origin),
    passkeysOf: (worker: WorkerId) => passkeysOf(sql, worker),
    deletePasskey: (worker: WorkerId, id: string, how: { readonly mayBeLast: boolean }) =>
      deletePasskey(sql, worker, id, how),
    oidc: oidcWays(parts, options),
  };
}

function passkeyWays(
  signInParts: SignInParts,
  secret: string,
  now: () => number,
  origin: string | undefined,
) {
  if (origin === undefined) return undefined;
  const parts: passkeys.PasskeyParts = {
    ...signInParts,
    challenges: signedChallenges(secret, now),
    place: { origin, rpId: new URL(origin).hostname },
  };
  return {
    origin,
    challenge: () => passkeys.passkeyChallenge(parts),
    signIn: (answer: passkeys.PasskeyAnswer, browser: Browser) =>
      passkeys.signInByPasskey(parts, answer, browser),
    begin: (holder: Holder, given: { readonly password: string; readonly name: string }) =>
      passkeys.beginPasskey(parts, holder, given),
    keep: (
      who: { readonly worker: WorkerId; readonly sessionId: string },
      given: { readonly name: string; readonly answer: passkeys.NewPasskeyAnswer },
    ) => passkeys.keepPasskey(parts, who, given),
  };
}

function oidcWays(
  signInParts: SignInParts,
  { authSecret, isSecure, origin, providers = [], now = Date.now }: AuthOptions,
) {
  const parts = {
    ...signInParts,
    challenges: signedChallenges(authSecret, now),
    // Plain HTTP only where cookies are plain too: an evaluation on one machine.
    providers: providers.map((each) => oidcConnection(each, { allowsHttp: !isSecure })),
    returnAddress: `${origin ?? 'http://localhost'}${OIDC_RETURN_PATH}`,
    secretOf: oidcSecretOf(authSecret),
  };
  return {
    providers: providers.map(({ id, names }) => ({ id, names })),
    begin: (id: string, browser: Browser) => beginOidc(parts, id, browser),
    complete: (query: string, browser: Browser) => completeOidc(parts, query, browser),
  };
}
