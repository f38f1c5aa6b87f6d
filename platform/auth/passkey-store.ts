import { sql } from 'kysely';
import { WorkerId } from '#kernel/ids.ts';
import { type Instant, instantAt } from '#kernel/instant.ts';
import type { Sql } from '#platform/database/open-database.ts';

/** A passkey as its owner sees it. */
export type PasskeySeen = {
  readonly id: string;
  readonly name: string;
  readonly createdAt: Instant;
  readonly lastUsedAt: Instant | null;
};

/** What a signature is checked against. */
export type PasskeyKept = {
  readonly worker: WorkerId;
  readonly credentialId: string;
  readonly publicKey: Uint8Array<ArrayBuffer>;
  readonly counter: number;
  readonly transports: string[];
};

export async function insertPasskey(
  db: Sql,
  { worker, credentialId, publicKey, counter, transports }: PasskeyKept,
  name: string,
): Promise<string | undefined> {
  const made = await sql<{ id: string }>`
    insert into auth_passkey (user_id, credential_id, public_key, counter, transports, name)
    values (${worker}, ${credentialId}, ${Buffer.from(publicKey).toString('base64url')}, ${counter},
      ${transports}::text[], ${name})
    on conflict (credential_id) do nothing returning passkey_id as id`.execute(db);
  return made.rows[0]?.id;
}

export async function passkeysOf(db: Sql, worker: WorkerId): Promise<readonly PasskeySeen[]> {
  const found = await sql<{ id: string; name: string; made: Date; used: Date | null }>`
    select passkey_id as id, name, created_at as made, last_used_at as used from auth_passkey
    where user_id = ${worker} order by created_at`.execute(db);
  return found.rows.map(({ id, name, made, used }) => ({
    id,
    name,
    createdAt: instantAt(made.getTime()),
    lastUsedAt: used === null ? null : instantAt(used.getTime()),
  }));
}

type Row = {
  worker: string;
  credential: string;
  key: string;
  counter: string | number;
  transports: string[];
};

/** The passkeys of a worker, or the one of a credential, wherever it belongs. */
export async function keptPasskeys(
  db: Sql,
  by: { readonly worker: WorkerId } | { readonly credentialId: string },
): Promise<readonly PasskeyKept[]> {
  const condition =
    'worker' in by ? sql`user_id = ${by.worker}` : sql`credential_id = ${by.credentialId}`;
  const { rows } = await sql<Row>`
    select user_id as worker, credential_id as credential, public_key as key, counter, transports
    from auth_passkey where ${condition}`.execute(db);
  return rows.map((row) => ({
    worker: WorkerId.parse(row.worker),
    credentialId: row.credential,
    publicKey: Uint8Array.from(Buffer.from(row.key, 'base64url')),
    counter: Number(row.counter),
    transports: row.transports,
  }));
}

export async function usePasskey(db: Sql, credentialId: string, counter: number): Promise<void> {
  await sql`update auth_passkey set counter = ${counter}, last_used_at = now()
    where credential_id = ${credentialId}`.execute(db);
}

/**
 * Takes a passkey off its owner; `unknown` when this worker has no such one, whoever else may have
 * it. The rows are locked first, so that two at the same moment do not each take the other for what
 * is left.
 */
export async function deletePasskey(
  db: Sql,
  worker: WorkerId,
  id: string,
  { mayBeLast }: { readonly mayBeLast: boolean },
): Promise<'done' | 'unknown' | 'last'> {
  const gone = await sql`
    with own as (select passkey_id from auth_passkey where user_id = ${worker} for update)
    delete from auth_passkey
    where passkey_id = ${id} and user_id = ${worker}
      and (select count(*) from own) > ${mayBeLast ? 0 : 1} returning passkey_id`.execute(db);
  if (gone.rows.length > 0) return 'done';
  const left = await passkeysOf(db, worker);
  return left.some((one) => one.id === id) ? 'last' : 'unknown';
}
