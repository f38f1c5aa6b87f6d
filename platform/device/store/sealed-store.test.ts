import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { beforeEach, describe, expect, test } from 'vitest';
import type { StoreChange } from '../device-store.ts';
import { storageRefusalOf } from '../storage-failure.ts';
import {
  exampleAt,
  exampleEntry,
  exampleItem,
  exampleRecord,
  exampleRecordId,
} from './examples.ts';
import { failingWrite } from './failing-database.ts';
import {
  deleteSealedStore,
  makeSealedStore,
  openSealedStore,
  type SealedStore,
} from './sealed-store.ts';
import { versions } from './schema.ts';
import { randomBytes, sealingKey } from './seal.ts';

let name: string;
let storeKey: CryptoKey;
let store: SealedStore;

const before: readonly StoreChange[] = [
  { put: 'record', value: exampleRecord(1, 'Invented-before') },
  { put: 'entry', value: exampleEntry(1, 1, 'identity') },
  { put: 'entry', value: exampleEntry(1, 2, 'care') },
  { put: 'outbox', value: exampleItem(1) },
];

beforeEach(async () => {
  name = `test-${crypto.randomUUID()}`;
  storeKey = await sealingKey(randomBytes(32));
  store = await makeSealedStore(name, storeKey);
  await store.commit(before);
});

describe('who may not', () => {
  test('another key opens nothing', async () => {
    store.close();
    const other = await sealingKey(randomBytes(32));
    expect(await refusalOf(openSealedStore(name, other))).toBe('device.storage.damaged');
  });

  test('a store that was closed answers nothing and takes nothing', async () => {
    store.close();
    expect(await refusalOf(store.records())).toBe('device.storage.gone');
    expect(await refusalOf(store.outbox())).toBe('device.storage.gone');
    expect(await refusalOf(store.commit(before))).toBe('device.storage.gone');
  });

  test('what was copied before a class was dropped does not open when it is put back', async () => {
    const raw = await new Dexie(name).open();
    const kept = await raw.table('entries').toArray();
    await store.commit([{ drop: 'classes', recordId: exampleRecordId(1), classes: ['identity'] }]);
    expect(await raw.table('keys').where('recordId').equals(exampleRecordId(1)).count()).toBe(2);
    await raw.table('entries').bulkPut(kept);
    raw.close();
    expect(await refusalOf(store.entries(exampleRecordId(1)))).toBe('device.storage.damaged');
  });

  test('dropping one class leaves the others readable', async () => {
    await store.commit([{ drop: 'classes', recordId: exampleRecordId(1), classes: ['identity'] }]);
    const record = await store.record(exampleRecordId(1));
    expect(record?.card.parts).toEqual({ care: { level: 'Invented-before-level' } });
    expect(record?.readable).toEqual(['care']);
    expect((await store.entries(exampleRecordId(1))).map((entry) => entry.class)).toEqual(['care']);
  });
});

describe('rows that were altered', () => {
  test.each([
    ['a flipped bit of an entry', 'entries', flipped],
    ['a cut entry', 'entries', (row: Row) => ({ ...row, sealed: row.sealed.slice(0, 20) })],
    ['no bytes at all', 'entries', (row: Row) => ({ ...row, sealed: 'nothing' })],
    ['an entry at another position', 'entries', (row: Row) => ({ ...row, position: 9 })],
    ['an entry under another class', 'entries', (row: Row) => ({ ...row, class: 'care' })],
    ['a flipped bit of a key', 'keys', (row: Row) => ({ ...row, wrapped: bent(row.wrapped) })],
    ['a flipped bit of a card', 'records', flipped],
    [
      'a part of the card in the place of another',
      'records',
      (row: Row) => ({ ...row, parts: { identity: row.parts['care'] } }),
    ],
    ['an outbox item with another number', 'outbox', (row: Row) => ({ ...row, number: 7 })],
  ])('%s is refused, and nothing is read in part', async (_what, table, alter) => {
    store.close();
    const raw = await new Dexie(name).open();
    for (const row of await raw.table(table).toArray()) {
      await raw
        .table(table)
        .delete(
          table === 'entries'
            ? [row.recordId, row.position]
            : (row.entryId ?? row.id ?? row.recordId),
        );
      await raw.table(table).put(alter(row));
    }
    raw.close();
    const read = async () => {
      const again = await openSealedStore(name, storeKey);
      try {
        await again.records();
        await again.entries(exampleRecordId(1));
        await again.outbox();
      } finally {
        again.close();
      }
    };
    expect(await refusalOf(read())).toBe('device.storage.damaged');
  });
});

describe('killed, full, gone', () => {
  const changes: readonly StoreChange[] = [
    { put: 'record', value: exampleRecord(1, 'Invented-after') },
    { put: 'entry', value: exampleEntry(2, 1, 'health') },
    { drop: 'classes', recordId: exampleRecordId(1), classes: ['care'] },
    { put: 'outbox', value: exampleItem(2) },
    { drop: 'outbox', entryId: exampleItem(1).entryId },
    { put: 'opened', value: { recordId: exampleRecordId(1), action: 'cases.read', at: exampleAt } },
    { put: 'draft', value: { key: 'a', value: 'Invented', at: exampleAt } },
  ];

  test('ended between any two writes, nothing of the commit is there, and it can be done again', async () => {
    const untouched = await all(store);
    let nth = 1;
    for (; nth < 100; nth += 1) {
      const { thrown } = await failingWrite(nth, 'AbortError', () => store.commit(changes));
      if (thrown === undefined) break;
      expect(await all(store)).toEqual(untouched);
      store.close();
      store = await openSealedStore(name, storeKey);
      expect(await all(store)).toEqual(untouched);
    }
    expect(nth).toBeGreaterThan(8);
    expect((await store.outbox()).map((item) => item.number)).toEqual([2]);
  });

  test('a full disk is said as such, and nothing is half done', async () => {
    const untouched = await all(store);
    const { thrown } = await failingWrite(3, 'QuotaExceededError', () => store.commit(changes));
    expect(storageRefusalOf(thrown)).toEqual({ code: 'device.storage.full' });
    expect(await all(store)).toEqual(untouched);
    await store.commit(changes);
    expect(await store.draft('a')).toBeDefined();
  });

  test('a database that was removed is not made anew, empty, in its place', async () => {
    await deleteSealedStore(name);
    expect(await refusalOf(store.records())).toBe('device.storage.gone');
    expect(await refusalOf(store.commit(before))).toBe('device.storage.gone');
    expect(await refusalOf(openSealedStore(name, storeKey))).toBe('device.storage.gone');
    expect(await Dexie.exists(name)).toBe(false);
  });

  test('a set-up that was cut short is no store', async () => {
    const half = `${name}-half`;
    await failingWrite(2, 'AbortError', () => makeSealedStore(half, storeKey));
    expect(await refusalOf(openSealedStore(half, storeKey))).toBe('device.storage.gone');
  });
});

describe('two tabs, and a later version', () => {
  test('what one tab keeps, the other reads; both write at once and lose nothing', async () => {
    const other = await openSealedStore(name, storeKey);
    await Promise.all(
      Array.from({ length: 12 }, (_, n) =>
        (n % 2 ? store : other).commit([{ put: 'entry', value: exampleEntry(3, n + 1, 'health') }]),
      ),
    );
    expect(await store.entries(exampleRecordId(3))).toHaveLength(12);
    expect(await other.entries(exampleRecordId(3))).toHaveLength(12);
    other.close();
  });

  test('a class that one tab dropped and got again opens in the other, with its new key', async () => {
    const other = await openSealedStore(name, storeKey);
    await other.entries(exampleRecordId(1));
    await store.commit([
      { drop: 'classes', recordId: exampleRecordId(1), classes: ['identity'] },
      { put: 'entry', value: exampleEntry(1, 5, 'identity', 'Invented-again') },
    ]);
    expect((await other.entries(exampleRecordId(1))).map((entry) => entry.position)).toEqual([
      2, 5,
    ]);
    await other.commit([{ put: 'entry', value: exampleEntry(1, 6, 'identity') }]);
    expect(await store.entries(exampleRecordId(1))).toHaveLength(3);
    other.close();
  });

  test('a store of an older version opens in a newer one with all that it held', async () => {
    const held = await all(store);
    store.close();
    const newer = await openSealedStore(name, storeKey, [...versions, { extra: 'id' }]);
    expect(await all(newer)).toEqual(held);
    await newer.commit([{ put: 'outbox', value: exampleItem(2) }]);
    newer.close();
  });
});

type Row = {
  readonly sealed: Uint8Array;
  readonly wrapped: Uint8Array;
  readonly parts: Record<string, Uint8Array>;
};

function flipped(row: Row): object {
  return { ...row, sealed: bent(row.sealed) };
}

function bent(bytes: Uint8Array): Uint8Array {
  const copy = bytes.slice();
  copy[copy.length - 20] = (copy[copy.length - 20] ?? 0) ^ 1;
  return copy;
}

async function all(of: SealedStore): Promise<unknown> {
  return {
    records: await of.records(),
    entries: [await of.entries(exampleRecordId(1)), await of.entries(exampleRecordId(2))],
    outbox: await of.outbox(),
    opened: await of.opened(),
    drafts: await of.drafts(),
  };
}

async function refusalOf(work: Promise<unknown>): Promise<string | undefined> {
  try {
    await work;
    return undefined;
  } catch (thrown) {
    const refusal = storageRefusalOf(thrown);
    if (!refusal) throw thrown;
    return refusal.code;
  }
}
