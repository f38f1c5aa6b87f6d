import type { WorkerId } from '#kernel/ids.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { Browser } from '#platform/http/call.ts';
import { findAccount } from './accounts.ts';
import { callLibrary, headersOf } from './library-call.ts';
import { type PasswordWeakness, weaknessOf } from './password-rule.ts';
import type { Guessed } from './sign-in-gate.ts';
import type { SignInParts } from './sign-in.ts';

export type TooMany = { readonly code: 'too-many'; readonly retryAfterSeconds: number };
type Cookies = { readonly cookies: readonly string[] };

/** Someone signed in proves who they are once more: a session left open must not be enough. */
type Holder = { readonly worker: WorkerId; readonly browser: Browser };

export type PasswordRefusal = { readonly code: 'wrong' | PasswordWeakness };

/** Changes the password, ends every session of the worker and begins a new one here. */
export async function changePassword(
  parts: SignInParts,
  holder: Holder,
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
    return answer.ok ? accept({ cookies: answer.cookies }) : refuse({ code: 'wrong' });
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
    const codes = await parts.auth.api.viewBackupCodes({ body: { userId: holder.worker } });
    return accept({ cookies: answer.cookies, backupCodes: codes.backupCodes ?? [] });
  });
}

/** Counts the attempt at the gate first; a success is not held against anyone. */
async function counted<Value, Why extends { readonly code: string }>(
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
