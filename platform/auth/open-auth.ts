import type { WorkerId } from '#kernel/ids.ts';
import type { Database } from '#platform/database/open-database.ts';
import type { Authenticate, Browser } from '#platform/http/call.ts';
import { createBetterAuth } from './better-auth.ts';
import { changePassword, confirmTotp, enrolTotp } from './credentials.ts';
import { deviceCookies } from './device-cookie.ts';
import { callLibrary, headersOf } from './library-call.ts';
import { revokeSession, sessionsOf, signedInBy } from './sessions.ts';
import { signInGate } from './sign-in-gate.ts';
import { completeSignIn, signIn, type SignInParts } from './sign-in.ts';
import { throttle } from './throttle.ts';

export type AuthOptions = {
  readonly database: Database;
  /** At least 32 characters, derived from the master key. Whoever has it can forge sessions. */
  readonly authSecret: string;
  /** HTTPS only: cookies carry Secure and the __Host- or __Secure- prefix. */
  readonly isSecure: boolean;
  /** For the counters of attempts. */
  readonly now?: (() => number) | undefined;
};

export type Auth = ReturnType<typeof openAuth>;

/** Everything about signing in, over one database and one secret. Writes no audit: its callers do. */
export function openAuth({ database, authSecret, isSecure, now = Date.now }: AuthOptions) {
  if (authSecret.length < 32) throw new Error('The secret of sign-in is too short');
  const sql = database.sql;
  const devices = deviceCookies(authSecret, isSecure);
  const gate = signInGate({ throttle: throttle(sql), devices, secret: authSecret, now });
  const auth = createBetterAuth({ sql, secret: authSecret, isSecure });
  const parts: SignInParts = { auth, sql, gate, devices, isSecure };
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
    changePassword: (
      holder: { readonly worker: WorkerId; readonly browser: Browser },
      given: { readonly current: string; readonly next: string },
    ) => changePassword(parts, holder, given),
    enrolTotp: (
      holder: { readonly worker: WorkerId; readonly browser: Browser },
      password: string,
    ) => enrolTotp(parts, holder, password),
    confirmTotp: (holder: { readonly worker: WorkerId; readonly browser: Browser }, code: string) =>
      confirmTotp(parts, holder, code),
  };
}
