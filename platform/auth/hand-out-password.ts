import { randomInt } from 'node:crypto';
import { sql } from 'kysely';
import type { WorkerId } from '#kernel/ids.ts';
import type { Sql } from '#platform/database/open-database.ts';
import { insertAccount } from './accounts.ts';
import { hashPassword } from './password-hash.ts';
import { revokeAllSessions } from './sessions.ts';

// Signs that are not taken for one another when read aloud or from paper: no i, l, o, u, 0, 1.
const SIGNS = 'abcdefghjkmnpqrstvwxyz23456789';
const GROUPS = 5;
const GROUP_LENGTH = 4;

/**
 * Gives the worker an account with a random password, or a new one to an account that is there, and
 * ends every session. The password is in the answer and nowhere else: only its hash is kept.
 */
export async function handOutPassword(
  owner: Sql,
  { worker, email }: { readonly worker: WorkerId; readonly email: string },
): Promise<string> {
  const password = randomPassword();
  const hashed = await hashPassword(password);
  const changed = await sql`
    update auth_account set password = ${hashed}, updated_at = now()
    where user_id = ${worker} and provider_id = 'credential' returning id`.execute(owner);
  if (changed.rows.length === 0 && !(await insertAccount(owner, { worker, email, hashed })))
    throw new Error('The address belongs to the account of another worker');
  await sql`update auth_account set handed_out = true where user_id = ${worker}`.execute(owner);
  await endSignIns(owner, worker);
  return password;
}

/** Ends every session of the worker, and every sign-in that is half done. */
export async function endSignIns(owner: Sql, worker: WorkerId): Promise<void> {
  await revokeAllSessions(owner, worker);
  await sql`delete from auth_verification where value = ${worker}`.execute(owner);
}

/** Takes authenticator app, backup codes and passkeys off an account. False when it has none. */
export async function removeFactor(owner: Sql, worker: WorkerId): Promise<boolean> {
  await sql`delete from auth_two_factor where user_id = ${worker}`.execute(owner);
  const passkeys = await sql`delete from auth_passkey where user_id = ${worker}
    returning passkey_id`.execute(owner);
  const had = await sql`
    update auth_user set two_factor_enabled = false, updated_at = now()
    where id = ${worker} and two_factor_enabled returning id`.execute(owner);
  return had.rows.length > 0 || passkeys.rows.length > 0;
}

/** Twenty signs in groups of four, as `k7fq-9mxt-…`: 98 random bits. */
function randomPassword(): string {
  const group = (): string =>
    Array.from({ length: GROUP_LENGTH }, () => SIGNS[randomInt(SIGNS.length)] ?? '').join('');
  return Array.from({ length: GROUPS }, group).join('-');
}
