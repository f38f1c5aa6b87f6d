import { Dexie } from 'dexie';
import type { DeviceStore, StoreChange } from '../device-store.ts';
import { freshMeta } from '../fresh-meta.ts';
import { StorageFailure } from '../storage-failure.ts';
import { hexOf, keyId, keyRing, type KeyRing } from './key-ring.ts';
import { prepareChanges } from './prepare-changes.ts';
import { sealedReader } from './sealed-reader.ts';
import { type Database, failing, openDatabase, type Tables, versions } from './schema.ts';

/** A device store that must be closed, so that its keys leave the memory. */
export type SealedStore = DeviceStore & { readonly close: () => void };

/** As often as keys may change under a commit, by another tab, before it is given up. */
const MOST_ATTEMPTS = 8;

const HASHES = keyId('', 'names');

/** Makes the empty database of one worker under a random name. */
export async function makeSealedStore(name: string, storeKey: CryptoKey): Promise<SealedStore> {
  const database = await openDatabase(name);
  const ring = keyRing(storeKey);
  try {
    const hashes = await ring.make('', 'names');
    await failing(() => database.tables.keys.put(hashes.row));
    const store = storeOver(database, ring, await ring.openForHashes(hashes.row));
    await store.commit([{ put: 'meta', value: freshMeta }]);
    return store;
  } catch (fault) {
    ring.forget();
    database.close();
    throw fault;
  }
}

/**
 * Opens what `makeSealedStore` made. Throws `device.storage.gone` when the browser has removed it:
 * an empty database in its place would look like work that never was.
 */
export async function openSealedStore(
  name: string,
  storeKey: CryptoKey,
  stores = versions,
): Promise<SealedStore> {
  if (!(await failing(() => Dexie.exists(name)))) throw new StorageFailure('device.storage.gone');
  const database = await openDatabase(name, stores);
  const ring = keyRing(storeKey);
  try {
    const row = await failing(() => database.tables.keys.get(HASHES));
    if (!row) throw new StorageFailure('device.storage.gone');
    const store = storeOver(database, ring, await ring.openForHashes(row));
    await store.meta();
    return store;
  } catch (fault) {
    ring.forget();
    database.close();
    throw fault;
  }
}

/** Removes the database of one worker, whoever has it open. */
export function deleteSealedStore(name: string): Promise<void> {
  return failing(() => Dexie.delete(name));
}

function storeOver(database: Database, ring: KeyRing, hashes: CryptoKey): SealedStore {
  const nameOf = async (table: string, key: string) => {
    const text = new TextEncoder().encode(`${table}|${key}`);
    return hexOf(new Uint8Array(await crypto.subtle.sign('HMAC', hashes, text)));
  };
  return {
    ...sealedReader(database, ring, nameOf),
    commit: (changes) => commit(database, ring, nameOf, changes),
    close: () => {
      ring.forget();
      database.close();
    },
  };
}

/** Sealed before, written in one transaction; when another tab changed a key meanwhile, sealed anew. */
async function commit(
  database: Database,
  ring: KeyRing,
  nameOf: (table: string, key: string) => Promise<string>,
  changes: readonly StoreChange[],
): Promise<void> {
  const { tables, dexie } = database;
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt += 1) {
    const { steps, expected } = await prepareChanges(changes, {
      ring,
      nameOf,
      keyRows: (ids) => failing(() => tables.keys.bulkGet([...ids])),
    });
    const isWritten = await failing(() =>
      dexie.transaction('rw', Object.values(tables), async () => {
        if (!(await areAsExpected(tables, expected))) return false;
        for (const step of steps) await step(tables);
        return true;
      }),
    );
    if (isWritten) return;
  }
  throw new Error('The keys of this device kept changing during a commit');
}

async function areAsExpected(
  tables: Tables,
  expected: ReadonlyMap<string, string | null>,
): Promise<boolean> {
  const rows = await tables.keys.bulkGet([...expected.keys()]);
  return [...expected.values()].every((stamp, at) => (rows[at]?.stamp ?? null) === stamp);
}
