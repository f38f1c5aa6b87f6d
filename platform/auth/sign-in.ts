import { sql } from 'kysely';
import type { WorkerId } from '#kernel/ids.ts';
import type { Sql } from '#platform/database/open-database.ts';
import type { Browser } from '#platform/http/call.ts';
import { type Account, accountName, findAccount } from './accounts.ts';
import type { BetterAuth } from './better-auth.ts';
import { cookieNamed } from './cookies.ts';
import type { DeviceCookies } from './device-cookie.ts';
import type { TokenHash } from './hashed-tokens.ts';
import { callLibrary, headersOf, type LibraryAnswer } from './library-call.ts';
import { type Began, markSession, revokeAllSessions, sessionTokenIn } from './sessions.ts';
import type { Gate } from './sign-in-gate.ts';

/** Cookies are to be set only after the outcome has been audited. */
export type SignInOutcome<Why extends string = 'wrong' | 'inactive' | 'expired'> =
  | { readonly kind: 'signed-in'; readonly worker: WorkerId; readonly cookies: readonly string[] }
  | { readonly kind: 'totp-needed'; readonly worker: WorkerId; readonly cookies: readonly string[] }
  | {
      readonly kind: 'refused';
      readonly reason: Why;
      /** Whose account it was, when there is one; for the audit, never for the answer. */
      readonly account: WorkerId | undefined;
    }
  | {
      readonly kind: 'too-many';
      readonly retryAfterSeconds: number;
      readonly account: WorkerId | undefined;
    };

/** Whoever proved by other means than a password is not asked for a code. */
export type ProvenOutcome<Why extends string> = Exclude<
  SignInOutcome<Why>,
  { readonly kind: 'totp-needed' }
>;

export type SignInParts = {
  readonly auth: BetterAuth;
  readonly sql: Sql;
  readonly gate: Gate;
  readonly devices: DeviceCookies;
  readonly isSecure: boolean;
  readonly tokenHash: TokenHash;
};

/**
 * Counts, then judges. An unknown address costs the same counting and the same hashing as a known
 * one. Whether the worker still works here is told to nobody who does not have the password.
 */
export async function signIn(
  parts: SignInParts,
  given: { readonly email: string; readonly password: string },
  browser: Browser,
): Promise<SignInOutcome> {
  const email = accountName(given.email);
  const account = await findAccount(parts.sql, { email });
  const wait = await parts.gate.take('password', email, browser);
  if (wait !== undefined) return tooMany(account, wait);
  const answer = await callLibrary(() =>
    parts.auth.api.signInEmail({
      body: { email, password: given.password },
      headers: headersOf(browser),
      returnHeaders: true,
    }),
  );
  if (!answer.ok || account === undefined) return refused('wrong', account);
  if (!account.isActive) {
    await revokeAllSessions(parts.sql, account.worker);
    return refused('inactive', account);
  }
  await parts.gate.succeeded('password', email, browser);
  return 'twoFactorRedirect' in answer.value
    ? { kind: 'totp-needed', worker: account.worker, cookies: answer.cookies }
    : signedIn(parts, { account, browser, began: { by: 'password', twoFactors: false } }, answer);
}

/** The second step: six digits, or a backup code. */
export async function completeSignIn(
  parts: SignInParts,
  code: string,
  browser: Browser,
): Promise<SignInOutcome> {
  const account = await challenged(parts, browser);
  if (account === undefined) return refused('expired', undefined);
  const wait = await parts.gate.take('totp', account.email, browser);
  if (wait !== undefined) return tooMany(account, wait);
  if (!(await parts.gate.takeCode(account.email, code))) return refused('wrong', account);
  const answer = await verifyCode(parts.auth, code, browser);
  if (!answer.ok) return refused(isChallengeOver(answer.code) ? 'expired' : 'wrong', account);
  if (!account.isActive) {
    await revokeAllSessions(parts.sql, account.worker);
    return refused('inactive', account);
  }
  await parts.gate.succeeded('totp', account.email, browser);
  return signedIn(parts, { account, browser, began: { by: 'totp', twoFactors: true } }, answer);
}

async function verifyCode(
  auth: BetterAuth,
  code: string,
  browser: Browser,
): Promise<LibraryAnswer<unknown>> {
  const given = { body: { code }, headers: headersOf(browser), returnHeaders: true } as const;
  return /^\d{6}$/.test(code)
    ? callLibrary(() => auth.api.verifyTOTP(given))
    : callLibrary(() => auth.api.verifyBackupCode(given));
}

function isChallengeOver(code: string): boolean {
  return code === 'INVALID_TWO_FACTOR_COOKIE' || code === 'TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE';
}

/** Whose second step it is. Only for counting: the library checks the signature of the cookie. */
async function challenged(parts: SignInParts, browser: Browser): Promise<Account | undefined> {
  const name = `${parts.isSecure ? '__Secure-' : ''}amparo.two_factor`;
  const identifier = cookieNamed(browser.cookie, name)?.split('.')[0];
  if (identifier === undefined) return undefined;
  const found = await sql<{ value: string }>`
    select value from auth_verification
    where identifier = ${identifier} and identifier like '2fa-%'
      and expires_at > ${new Date().toISOString()}`.execute(parts.sql);
  const worker = found.rows[0]?.value;
  return worker === undefined ? undefined : findAccount(parts.sql, { worker });
}

type Proved = { readonly account: Account; readonly browser: Browser; readonly began: Began };

/** For a worker who proved by a passkey or through their agency who they are. */
export async function signInProven(
  parts: SignInParts,
  proved: Proved,
): Promise<ProvenOutcome<never>> {
  const { worker } = proved.account;
  const headers = headersOf(proved.browser);
  // The session that stood in this browser before would stand on, out of sight.
  await callLibrary(() => parts.auth.api.signOut({ headers, returnHeaders: true }));
  const answer = await callLibrary(() =>
    parts.auth.api.beginProven({ body: { worker }, headers, returnHeaders: true }),
  );
  if (!answer.ok) throw new Error(`The library began no session: ${answer.code}`);
  return signedIn(parts, proved, answer);
}

async function signedIn(
  parts: SignInParts,
  { account, browser, began }: Proved,
  answer: { readonly cookies: readonly string[] },
): Promise<ProvenOutcome<never>> {
  const { worker, email } = account;
  const token = sessionTokenIn(answer.cookies);
  if (token === undefined) throw new Error('The library signed in and set no cookie');
  await markSession(parts, { worker, token }, began);
  const known = parts.devices.remember(browser.cookie, email);
  return { kind: 'signed-in', worker, cookies: [...answer.cookies, known] };
}

export function refused<const Why extends string>(reason: Why, account: Account | undefined) {
  return { kind: 'refused', reason, account: account?.worker } as const;
}

export function tooMany(account: Account | undefined, retryAfterSeconds: number) {
  return { kind: 'too-many', retryAfterSeconds, account: account?.worker } as const;
}
