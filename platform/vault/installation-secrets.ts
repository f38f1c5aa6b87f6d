import { createHmac, randomBytes } from 'node:crypto';
import type { Sql } from '../database/open-database.ts';
import type { MasterKeys } from './master-keys.ts';

declare module '../database/tables.ts' {
  interface Tables {
    vault_secret: { name: string; master_key_id: string; wrapped: Buffer };
  }
}

/** A secret of the whole installation, made at first use and wrapped by the master key. */
export async function installationSecret(
  sql: Sql,
  masterKeys: MasterKeys,
  name: string,
): Promise<Buffer> {
  const context = secretContext(name);
  const find = () =>
    sql.selectFrom('vault_secret').selectAll().where('name', '=', name).executeTakeFirst();
  if (!(await find())) {
    const made = await masterKeys.wrap(randomBytes(32), context);
    await sql
      .insertInto('vault_secret')
      .values({ name, master_key_id: made.masterKeyId, wrapped: made.wrapped })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
  const stored = await find();
  if (!stored) throw new Error(`The secret ${name} could not be stored`);
  return masterKeys.unwrap({ masterKeyId: stored.master_key_id, wrapped: stored.wrapped }, context);
}

export function secretContext(name: string): string {
  return `secret|${name}`;
}

/**
 * A look-up token: equal values of one kind give equal tokens, and without the key nothing can be
 * read or tried out. `value` is already in its normal form (see people's name skeletons).
 */
export function lookupToken(key: Buffer, kind: string, value: string): Buffer {
  return createHmac('sha256', key).update(`${kind}|${value}`).digest();
}
