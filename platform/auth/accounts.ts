import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { WorkerId } from '#kernel/ids.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { Database, Sql } from '#platform/database/open-database.ts';
import { hashPassword } from './password-hash.ts';
import { type PasswordWeakness, weaknessOf } from './password-rule.ts';

export type NewSignIn = {
  readonly worker: WorkerId;
  readonly email: string;
  readonly password: string;
};

export type NewSignInRefusal =
  { readonly code: `auth.password.${PasswordWeakness}` } | { readonly code: 'auth.account.exists' };

/**
 * Gives a worker an account. As the owner of the tables: the running application can make none.
 * The worker must exist. Refused when the password is weak, or the worker or the address has one.
 */
export async function createSignIn(
  database: Database,
  { worker, email, password }: NewSignIn,
): Promise<Result<true, NewSignInRefusal>> {
  const address = accountName(email);
  const weakness = weaknessOf(password, [address]);
  if (weakness !== undefined) return refuse({ code: `auth.password.${weakness}` });
  const hashed = await hashPassword(password);
  const made = await database.asOwner((db) =>
    db.transaction().execute((tx) => insertAccount(tx, { worker, email, hashed })),
  );
  return made ? accept(true) : refuse({ code: 'auth.account.exists' });
}

/** Writes the account with its hashed password; false when the worker or the address has one. */
export async function insertAccount(
  tx: Sql,
  account: { readonly worker: WorkerId; readonly email: string; readonly hashed: string },
): Promise<boolean> {
  const { worker, hashed } = account;
  const address = accountName(account.email);
  const made = await sql`
    insert into auth_user (id, name, email) values (${worker}, ${address}, ${address})
    on conflict do nothing returning id`.execute(tx);
  if (made.rows.length === 0) return false;
  await sql`
    insert into auth_account (id, user_id, provider_id, account_id, password)
    values (${randomUUID()}, ${worker}, 'credential', ${worker}, ${hashed})`.execute(tx);
  return true;
}

/** The form in which an address is stored, counted and looked up. */
export function accountName(email: string): string {
  return email.trim().toLowerCase();
}

export type Account = {
  readonly worker: WorkerId;
  readonly email: string;
  /** Whether the worker still works here. */
  readonly isActive: boolean;
  readonly hasTotp: boolean;
  readonly hasPasskey: boolean;
  /** The password is the one that an administrator handed out. */
  readonly hasFirstPassword: boolean;
  readonly agency: string;
};

type Row = {
  id: string;
  email: string;
  active: boolean;
  agency: string;
  totp: boolean;
  passkey: boolean;
  first: boolean;
};

/** The account of an address or of a worker. */
export async function findAccount(
  db: Sql,
  by: { readonly email: string } | { readonly worker: string },
): Promise<Account | undefined> {
  const condition = 'email' in by ? sql`u.email = ${by.email}` : sql`u.id = ${by.worker}::uuid`;
  const found = await sql<Row>`
    select u.id, u.email, w.active, w.agency_id as agency, u.two_factor_enabled as totp,
      exists (select 1 from auth_passkey p where p.user_id = u.id) as passkey,
      exists (select 1 from auth_account a where a.user_id = u.id and a.handed_out) as first
    from auth_user u join worker w on w.worker_id = u.id
    where ${condition}`.execute(db);
  const row = found.rows[0];
  return (
    row && {
      worker: WorkerId.parse(row.id),
      email: row.email,
      isActive: row.active,
      hasTotp: row.totp,
      hasPasskey: row.passkey,
      hasFirstPassword: row.first,
      agency: row.agency,
    }
  );
}
