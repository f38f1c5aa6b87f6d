import { sql } from 'kysely';
import type { WorkerId } from '#kernel/ids.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { Sql } from '#platform/database/open-database.ts';
import type { Browser } from '#platform/http/call.ts';
import { findAccount } from './accounts.ts';
import { callLibrary, headersOf } from './library-call.ts';
import { verifyPassword } from './password-hash.ts';
import { type PasswordWeakness, weaknessOf } from './password-rule.ts';
import { type Began, markSession, sessionTokenIn, strengthenSession } from './sessions.ts';
import type { Guessed } from './sign-in-gate.ts';
import type { SignInParts } from './sign-in.ts';

export type TooMany = { readonly code: 'too-many'; readonly retryAfterSeconds: number };
type Cookies = { readonly cookies: readonly string[] };

/** Someone signed in proves who they are once more: a session left open must not be enough. */
export type Holder = { readonly worker: WorkerId; readonly browser: Browser };

export type PasswordRefusal = { readonly code: 'wrong' | PasswordWeakness };

/** Changes the password, ends every session of the worker and begins a new one here. */
export async function changePassword(
  parts: SignInParts,
  holder: Holder & { readonly began?: Began | undefined },
  given: { readonly current: string; readonly next: string },
): Promise<Result<Cookies, PasswordRefusal | TooMany>> {
  return counted<Cookies, PasswordRefusal>(parts, holder, 'own-password', async (email) => {
    const weakness = weaknessOf(given.next, [email]);
    if (weakness !== undefined) return refuse({ code: weakness });
    const answer = await callLibrary(() =>
      parts.auth.api.changePassword({
        body: {
          currentPassword: given.current,
          newPassword: given.next,
          revokeOtherSessions: true,
        },
        headers: headersOf(holder.browser),
        returnHeaders: true,
      }),
    );
    if (!answer.ok) return refuse({ code: 'wrong' });
    await sql`update auth_account set handed_out = false
      where user_id = ${holder.worker} and provider_id = 'credential'`.execute(parts.sql);
    await markNew(parts, holder.worker, answer.cookies, holder.began);
    return accept({ cookies: answer.cookies });
  });
}

export type TotpKey = { readonly uri: string; readonly secret: string };

/** Makes a TOTP key for the worker. It counts only once a code has been confirmed. */
export async function enrolTotp(
  parts: SignInParts,
  holder: Holder,
  password: string,
): Promise<Result<TotpKey, { readonly code: 'wrong' | 'enrolled-already' } | TooMany>> {
  return counted(parts, holder, 'own-password', async () => {
    const answer = await callLibrary(() =>
      parts.auth.api.enableTwoFactor({
        body: { password, method: 'totp' },
        headers: headersOf(holder.browser),
        returnHeaders: true,
      }),
    );
    if (!answer.ok) {
      const isEnrolled = answer.code === 'TOTP_ALREADY_ENABLED';
      return refuse({ code: isEnrolled ? 'enrolled-already' : 'wrong' });
    }
    const uri = 'totpURI' in answer.value ? answer.value.totpURI : undefined;
    const secret = uri === undefined ? null : new URL(uri).searchParams.get('secret');
    if (uri === undefined || secret === null) throw new Error('The library gave no TOTP key');
    return accept({ uri, secret });
  });
}

export type TotpConfirmed = Cookies & { readonly backupCodes: readonly string[] };

/** The first right code makes the key count from now on. */
export async function confirmTotp(
  parts: SignInParts,
  holder: Holder,
  code: string,
): Promise<Result<TotpConfirmed, { readonly code: 'wrong' | 'not-enrolling' } | TooMany>> {
  return counted(parts, holder, 'own-totp', async (email) => {
    if (!(await parts.gate.takeCode(email, code))) return refuse({ code: 'wrong' });
    const answer = await callLibrary(() =>
      parts.auth.api.verifyTOTP({
        body: { code },
        headers: headersOf(holder.browser),
        returnHeaders: true,
      }),
    );
    if (!answer.ok) {
      return refuse({ code: answer.code === 'TOTP_NOT_ENABLED' ? 'not-enrolling' : 'wrong' });
    }
    // The session that was is over; the new one has the password and the code behind it.
    await markNew(parts, holder.worker, answer.cookies, { by: 'totp', twoFactors: true });
    const codes = await parts.auth.api.viewBackupCodes({ body: { userId: holder.worker } });
    return accept({ cookies: answer.cookies, backupCodes: codes.backupCodes ?? [] });
  });
}

/** Proves the authenticator app within a session that began without it. */
export async function proveTotp(
  parts: SignInParts,
  holder: Holder & { readonly sessionId: string },
  code: string,
): Promise<Result<true, { readonly code: 'wrong' | 'not-enrolled' } | TooMany>> {
  const { worker, sessionId } = holder;
  if ((await findAccount(parts.sql, { worker }))?.hasTotp !== true)
    return refuse({ code: 'not-enrolled' });
  return counted<true, { readonly code: 'wrong' }>(parts, holder, 'own-totp', async (email) => {
    if (!(await parts.gate.takeCode(email, code))) return refuse({ code: 'wrong' });
    const answer = await callLibrary(() =>
      parts.auth.api.verifyTOTP({
        body: { code },
        headers: headersOf(holder.browser),
        returnHeaders: true,
      }),
    );
    if (!answer.ok) return refuse({ code: 'wrong' });
    await strengthenSession(parts.sql, worker, sessionId);
    return accept(true);
  });
}

/** Whether the password is the worker's own. To be called behind the gate only. */
export async function isOwnPassword(db: Sql, worker: WorkerId, password: string): Promise<boolean> {
  const { rows } = await sql<{ hash: string }>`select password as hash from auth_account
    where user_id = ${worker} and provider_id = 'credential' and password is not null`.execute(db);
  const [kept] = rows;
  return kept !== undefined && verifyPassword({ hash: kept.hash, password });
}

/** The library made a new session in the place of another; it must not be weaker or stronger. */
async function markNew(
  parts: SignInParts,
  worker: WorkerId,
  cookies: readonly string[],
  began: Began | undefined,
): Promise<void> {
  const token = sessionTokenIn(cookies);
  if (token !== undefined && began !== undefined)
    await markSession(parts, { worker, token }, began);
}

/** Counts the attempt at the gate first; a success is not held against anyone. */
export async function counted<Value, Why extends { readonly code: string }>(
  parts: SignInParts,
  { worker, browser }: Holder,
  guessed: Guessed,
  attempt: (email: string) => Promise<Result<Value, Why>>,
): Promise<Result<Value, Why | TooMany>> {
  const account = await findAccount(parts.sql, { worker });
  if (account === undefined) throw new Error('A signed-in worker has no account');
  const wait = await parts.gate.take(guessed, account.email, browser);
  if (wait !== undefined) return refuse({ code: 'too-many', retryAfterSeconds: wait });
  const result = await attempt(account.email);
  if (result.ok || result.refusal.code !== 'wrong')
    await parts.gate.succeeded(guessed, account.email, browser);
  return result;
}
