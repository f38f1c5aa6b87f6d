import { sql } from 'kysely';
import type { RecordId } from '#kernel/ids.ts';
import type { SensitivityClass } from '#kernel/sensitivity.ts';
import type { Sql } from '../database/open-database.ts';
import { secretContext } from './installation-secrets.ts';
import type { MasterKeys } from './master-keys.ts';
import { wrapContext } from './record-keys.ts';

export type Rotation = { readonly dataKeys: number; readonly secrets: number };

type OldKey = {
  readonly recordId: RecordId;
  readonly class: SensitivityClass;
  readonly version: number;
  readonly masterKeyId: string;
  readonly wrapped: Buffer;
};

const PAGE = 500;

/**
 * Wraps every key anew with the current master key. Runs as the owner, beside a working system; may
 * be stopped and started again at any time. The old master key is needed until it answers zero.
 */
export async function rotateMasterKey(owner: Sql, masterKeys: MasterKeys): Promise<Rotation> {
  let dataKeys = 0;
  for (;;) {
    const { rows } = await sql<OldKey>`
      select record_id as "recordId", class, version, master_key_id as "masterKeyId", wrapped from vault_key
      where master_key_id <> ${masterKeys.currentId} and wrapped is not null limit ${PAGE}`.execute(
      owner,
    );
    if (rows.length === 0) break;
    for (const row of rows) await rewrapDataKey(owner, masterKeys, row);
    dataKeys += rows.length;
  }
  return { dataKeys, secrets: await rewrapSecrets(owner, masterKeys) };
}

async function rewrapDataKey(owner: Sql, masterKeys: MasterKeys, old: OldKey): Promise<void> {
  const context = wrapContext(old.recordId, old.class, old.version);
  const renewed = await masterKeys.wrap(await masterKeys.unwrap(old, context), context);
  // The key may have been destroyed in the meantime: then it stays destroyed.
  await sql`update vault_key set master_key_id = ${renewed.masterKeyId}, wrapped = ${renewed.wrapped}
    where record_id = ${old.recordId} and class = ${old.class} and version = ${old.version}
      and wrapped = ${old.wrapped}`.execute(owner);
}

async function rewrapSecrets(owner: Sql, masterKeys: MasterKeys): Promise<number> {
  const old = await owner
    .selectFrom('vault_secret')
    .selectAll()
    .where('master_key_id', '<>', masterKeys.currentId)
    .execute();
  for (const secret of old) {
    const context = secretContext(secret.name);
    const key = await masterKeys.unwrap(
      { masterKeyId: secret.master_key_id, wrapped: secret.wrapped },
      context,
    );
    const renewed = await masterKeys.wrap(key, context);
    await sql`update vault_secret set master_key_id = ${renewed.masterKeyId}, wrapped = ${renewed.wrapped}
      where name = ${secret.name}`.execute(owner);
  }
  return old.length;
}
