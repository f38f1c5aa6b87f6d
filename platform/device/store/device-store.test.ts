import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { instantAt } from '#kernel/instant.ts';
import { SensitivityClass } from '#kernel/sensitivity.ts';
import type { DeviceStore, StoreChange } from '../device-store.ts';
import { freshMeta } from '../fresh-meta.ts';
import {
  exampleAt,
  exampleBlob,
  exampleEntry,
  exampleItem,
  exampleParcel,
  exampleRecord,
  exampleRecordId,
} from './examples.ts';
import { memoryStore } from './memory-store.ts';
import { rawContentOf } from './raw-content.ts';
import { makeSealedStore, openSealedStore } from './sealed-store.ts';
import { randomBytes, sealingKey } from './seal.ts';

const numbers = fc.integer({ min: 1, max: 3 });
const positions = fc.integer({ min: 1, max: 5 });
const words = fc.nat({ max: 999_999 }).map((n) => `Invented-${n}-word`);
const classes = fc.constantFrom(...SensitivityClass.options);
const keys = fc.constantFrom('one', 'two', 'Invented-key');

const change: fc.Arbitrary<StoreChange> = fc.oneof(
  fc
    .tuple(numbers, words)
    .map(([n, word]): StoreChange => ({ put: 'record', value: exampleRecord(n, word) })),
  fc.tuple(numbers, positions, classes, words).map(([n, position, name, word]): StoreChange => ({
    put: 'entry',
    value: exampleEntry(n, position, name, word),
  })),
  fc.tuple(positions, words, fc.boolean()).map(([n, word, hasParcel]): StoreChange => {
    const parcel = hasParcel ? exampleParcel(n) : null;
    return { put: 'outbox', value: { ...exampleItem(n, word), parcel } };
  }),
  fc
    .nat({ max: 99 })
    .map((lastNumber): StoreChange => ({ put: 'meta', value: { ...freshMeta, lastNumber } })),
  fc.nat({ max: 99 }).map((ms): StoreChange => ({
    put: 'opened',
    value: { recordId: exampleRecordId(1), action: 'cases.read', at: instantAt(ms) },
  })),
  fc
    .tuple(fc.constantFrom('answer', 'draft'), keys, words)
    .map(([put, key, value]): StoreChange => ({ put, value: { key, value, at: exampleAt } })),
  fc.tuple(numbers, fc.uniqueArray(classes, { minLength: 1 })).map(([n, dropped]): StoreChange => ({
    drop: 'classes',
    recordId: exampleRecordId(n),
    classes: dropped,
  })),
  numbers.map((n): StoreChange => ({ drop: 'record', recordId: exampleRecordId(n) })),
  fc.tuple(numbers, fc.uniqueArray(positions)).map(([n, dropped]): StoreChange => ({
    drop: 'entries',
    recordId: exampleRecordId(n),
    positions: dropped,
  })),
  fc
    .tuple(positions, words)
    .map(([n, word]): StoreChange => ({ put: 'blob', value: exampleBlob(n, word) })),
  fc.tuple(positions, positions, words).map(([n, index, data]): StoreChange => ({
    put: 'blob-part',
    value: { blobId: exampleBlob(n).declared.blobId, index, data },
  })),
  positions.map((n): StoreChange => ({ drop: 'blob', blobId: exampleBlob(n).declared.blobId })),
  positions.map((n): StoreChange => ({ drop: 'outbox', entryId: exampleItem(n).entryId })),
  fc.constant<StoreChange>({ drop: 'opened' }),
  keys.map((key): StoreChange => ({ drop: 'draft', key })),
);

const work = fc.array(fc.array(change, { maxLength: 6 }), { maxLength: 8 });

test('a sealed store and one in memory answer the same, whatever was kept and dropped, also when opened again', async () => {
  await fc.assert(
    fc.asyncProperty(work, async (commits) => {
      const storeKey = await sealingKey(randomBytes(32));
      const name = `test-${crypto.randomUUID()}`;
      const sealed = await makeSealedStore(name, storeKey);
      const plain = memoryStore();
      for (const changes of commits) {
        await sealed.commit(changes);
        await plain.commit(changes);
        expect(await everything(sealed)).toEqual(await everything(plain));
      }
      sealed.close();
      const again = await openSealedStore(name, storeKey);
      expect(await everything(again)).toEqual(await everything(plain));
      again.close();
    }),
    { numRuns: 60 },
  );
});

test('nothing readable stands on the disk, whatever was kept', async () => {
  await fc.assert(
    fc.asyncProperty(work, async (commits) => {
      const name = `test-${crypto.randomUUID()}`;
      const store = await makeSealedStore(name, await sealingKey(randomBytes(32)));
      for (const changes of commits) await store.commit(changes);
      store.close();
      const raw = await rawContentOf(name);
      expect(raw).not.toContain('Invented');
      expect(raw).not.toContain('cases.');
      expect(raw).not.toContain('child');
    }),
    { numRuns: 40 },
  );
});

test('the search of the disk finds what stands there in clear, so that finding nothing means something', async () => {
  const name = `test-${crypto.randomUUID()}`;
  const store = await makeSealedStore(name, await sealingKey(randomBytes(32)));
  await store.commit([{ put: 'record', value: exampleRecord(1) }]);
  store.close();
  expect(await rawContentOf(name)).toContain(exampleRecordId(1));
});

async function everything(store: DeviceStore): Promise<unknown> {
  const ids = [1, 2, 3].map(exampleRecordId);
  return {
    meta: await store.meta(),
    records: await store.records(),
    recordIds: await store.recordIds(),
    record: await Promise.all(ids.map((id) => store.record(id))),
    entries: await Promise.all(ids.map((id) => store.entries(id))),
    outbox: await store.outbox(),
    item: await store.outboxItem(exampleItem(2).entryId),
    opened: await store.opened(),
    answers: await Promise.all(['one', 'two'].map((key) => store.answer(key))),
    draft: await store.draft('Invented-key'),
    drafts: await store.drafts(),
    blobs: await store.blobs(),
    parts: await Promise.all(
      [1, 2, 3].map((n) => store.blobPart(exampleBlob(n).declared.blobId, n)),
    ),
  };
}
