import { Dexie, type Table } from 'dexie';
import type { CarriedPart } from '#platform/sync/protocol/carried-file.ts';
import { failing } from '../store/schema.ts';
import { hexOf } from '../store/key-ring.ts';
import { type Bytes, randomBytes } from '../store/seal.ts';
import { StorageFailure } from '../storage-failure.ts';
import type { Gate } from './gate.ts';
import type { Stretch } from './store-key.ts';

/** The one database of a browser that is known by name. It says how many work here, and not who. */
const NAME = 'amparo-field';

/** A set-up or removal that was cut short so long ago is nobody's any more. */
const CUT_SHORT_AFTER = 10 * 60_000;

export type PersonRow = Gate & {
  readonly id: string;
  readonly database: string;
  /** False while it is being set up or removed. */
  readonly isReady: boolean;
  readonly madeAt: number;
  /** Keyed hashes of the sign-in name and of the worker's id. Who has the disk can test a guess, no more. */
  readonly who: string;
  readonly worker: string;
  readonly deviceId: string;
  readonly pin: { readonly stretch: Stretch; readonly sealed: Bytes };
  readonly passkey: {
    readonly credentialId: Bytes;
    readonly salt: Bytes;
    readonly sealed: Bytes;
  } | null;
  /** The device's signing key and what is known of its worker, sealed by the store key. */
  readonly signingKey: Bytes;
  readonly profile: Bytes;
  /**
   * Signed when the device was set up, and sealed for the server: it is sent when everything here was
   * destroyed by order. Null when no key of the server was known.
   */
  readonly farewell: CarriedPart | null;
  /** Grows with each change, so that two tabs do not undo each other. */
  readonly revision: number;
};

export type Directory = {
  /** People whose set-up was finished, in the order in which they came. */
  readonly people: () => Promise<readonly PersonRow[]>;
  readonly hashOf: (kind: 'who' | 'worker', text: string) => Promise<string>;
  readonly add: (row: PersonRow) => Promise<void>;
  /** The set-up is whole: from now on the person is one of those who work here. */
  readonly finish: (id: string) => Promise<void>;
  /** Changes the row as it stands now; undefined when it is gone. `change` may be called again. */
  readonly update: (
    id: string,
    change: (row: PersonRow) => PersonRow | Promise<PersonRow>,
  ) => Promise<PersonRow | undefined>;
  /** Forgets the keys of a person at once, then their content. Ended half-way, it is finished at the next start. */
  readonly erase: (id: string) => Promise<void>;
  /** The same by order of the server, which is then to be told. */
  readonly takeBack: (id: string) => Promise<void>;
  /** What says that somebody's content was destroyed by order, until the server has it. */
  readonly farewells: () => Promise<readonly CarriedPart[]>;
  readonly dropFarewell: (fileId: string) => Promise<void>;
  readonly close: () => void;
};

export async function openDirectory(parts: {
  readonly now: () => number;
  readonly deleteStore: (database: string) => Promise<void>;
}): Promise<Directory> {
  const dexie = new Dexie(NAME, { chromeTransactionDurability: 'strict' });
  dexie.version(1).stores({ people: 'id', device: 'id' });
  dexie.version(2).stores({ farewells: 'fileId' });
  await failing(() => dexie.open());
  const people: Table<PersonRow, string> = dexie.table('people');
  const device: Table<{ id: string; key: Bytes }, string> = dexie.table('device');
  const farewells: Table<CarriedPart, string> = dexie.table('farewells');
  const hashKey = await keyOfHashes(device, dexie);
  const erase = async (id: string, tells: boolean) => {
    const row = await failing(() => people.get(id));
    if (!row) return;
    const farewell = tells ? row.farewell : null;
    await failing(() => people.put({ ...emptied(row), farewell }));
    await parts.deleteStore(row.database);
    await failing(() =>
      dexie.transaction('rw', people, farewells, async () => {
        if (farewell) await farewells.put(farewell);
        await people.delete(id);
      }),
    );
  };
  for (const row of await failing(() => people.toArray()))
    if (!row.isReady && Math.abs(parts.now() - row.madeAt) > CUT_SHORT_AFTER)
      await erase(row.id, true);
  return {
    people: async () => {
      const rows = await failing(() => people.filter((row) => row.isReady).toArray());
      return rows.toSorted((left, right) => left.madeAt - right.madeAt);
    },
    hashOf: async (kind, text) => {
      const bytes = new TextEncoder().encode(
        `${kind}|${text.normalize('NFKC').trim().toLowerCase()}`,
      );
      return hexOf(new Uint8Array(await crypto.subtle.sign('HMAC', hashKey, bytes)));
    },
    add: async (row) => {
      await failing(() => people.add(row));
    },
    finish: async (id) => {
      await failing(() => people.update(id, { isReady: true }));
    },
    update: (id, change) => update(people, dexie, id, change),
    erase: (id) => erase(id, false),
    takeBack: (id) => erase(id, true),
    farewells: () => failing(() => farewells.toArray()),
    dropFarewell: (fileId) => failing(() => farewells.delete(fileId)),
    close: () => dexie.close(),
  };
}

/** What is left of a person while their content is being removed: nothing that opens anything. */
function emptied(row: PersonRow): PersonRow {
  const nothing: Bytes = new Uint8Array();
  return {
    ...row,
    isReady: false,
    madeAt: 0,
    who: '',
    worker: '',
    deviceId: '',
    pin: { ...row.pin, sealed: nothing },
    passkey: null,
    signingKey: nothing,
    profile: nothing,
    lease: { ...row.lease, share: null },
  };
}

async function update(
  people: Table<PersonRow, string>,
  dexie: Dexie,
  id: string,
  change: (row: PersonRow) => PersonRow | Promise<PersonRow>,
): Promise<PersonRow | undefined> {
  for (let attempt = 0; attempt < 50; attempt += 1) {
    const row = await failing(() => people.get(id));
    if (!row?.isReady) return undefined;
    const changed = { ...(await change(row)), revision: row.revision + 1 };
    const isWritten = await failing(() =>
      dexie.transaction('rw', people, async () => {
        if ((await people.get(id))?.revision !== row.revision) return false;
        await people.put(changed);
        return true;
      }),
    );
    if (isWritten) return changed;
  }
  throw new StorageFailure('device.storage.gone');
}

async function keyOfHashes(
  device: Table<{ id: string; key: Bytes }, string>,
  dexie: Dexie,
): Promise<CryptoKey> {
  const fresh = randomBytes(32);
  const row = await failing(() =>
    dexie.transaction('rw', device, async () => {
      const known = await device.get('hashes');
      if (known) return known;
      await device.add({ id: 'hashes', key: fresh });
      return { key: fresh };
    }),
  );
  return crypto.subtle.importKey('raw', row.key, { name: 'HMAC', hash: 'SHA-256' }, false, [
    'sign',
  ]);
}
