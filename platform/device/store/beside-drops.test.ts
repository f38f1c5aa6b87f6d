import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import type { StoreChange } from '../device-store.ts';
import { withoutKeptSearch } from '../search/kept-search.ts';
import { besideDrops } from './beside-drops.ts';
import {
  exampleAt,
  exampleEntry,
  exampleItem,
  exampleRecord,
  exampleRecordId,
} from './examples.ts';
import { failingWrite } from './failing-database.ts';
import { randomBytes, sealingKey } from './seal.ts';
import { makeSealedStore, openSealedStore } from './sealed-store.ts';

const INDEX = 'search-index';
const withName: StoreChange = {
  put: 'answer',
  value: { key: INDEX, value: { documents: ['Invented-one'] }, at: exampleAt },
};

/** A device with a record, whose name an index holds as well. */
async function aDevice() {
  const name = `test-${crypto.randomUUID()}`;
  const key = await sealingKey(randomBytes(32));
  const store = await makeSealedStore(name, key);
  await store.commit([
    { put: 'record', value: exampleRecord(1, 'Invented-one') },
    { put: 'entry', value: exampleEntry(1, 1, 'identity') },
    withName,
  ]);
  const told: string[][] = [];
  let ended = 0;
  const guarded = besideDrops(store, async (dropped) => {
    told.push([...dropped]);
    return { changes: [withoutKeptSearch(exampleAt)], ended: () => void (ended += 1) };
  });
  /** As the next start of the browser finds it, after it was killed here. */
  const afterKill = async () => {
    store.close();
    const again = await openSealedStore(name, key);
    const held = [await again.record(exampleRecordId(1)), await again.answer(INDEX)];
    again.close();
    return { hasRecord: held[0] !== undefined, index: JSON.stringify(held[1]) };
  };
  return { guarded, told, ended: () => ended, afterKill };
}

const drop: StoreChange = { drop: 'record', recordId: exampleRecordId(1) };

test('the words of a record that is taken away go in the same commit', async () => {
  const { guarded, told, ended, afterKill } = await aDevice();
  await guarded.commit([drop, drop]);
  expect(told).toEqual([[exampleRecordId(1)]]);
  expect(ended()).toBe(1);
  const { hasRecord, index } = await afterKill();
  expect(hasRecord).toBe(false);
  expect(index).not.toContain('Invented-one');
});

test('killed at any write, the kept index never holds the name of a record that is gone', async () => {
  let writes = 0;
  for (let isWhole = false; !isWhole; writes += 1) {
    const nth = writes + 1;
    const { guarded, ended, afterKill } = await aDevice();
    const { thrown } = await failingWrite(nth, 'AbortError', () => guarded.commit([drop]));
    const { hasRecord, index } = await afterKill();
    expect(ended()).toBe(1);
    expect([nth, hasRecord, index.includes('Invented-one')]).toEqual([
      nth,
      thrown !== undefined,
      thrown !== undefined,
    ]);
    isWhole = thrown === undefined;
  }
  // Each write of the commit was cut once.
  expect(writes).toBeGreaterThan(2);
});

test('a class that is closed counts as well, and nothing else does', async () => {
  const { guarded, told } = await aDevice();
  await guarded.commit([{ put: 'outbox', value: exampleItem(1) }, { drop: 'opened' }]);
  expect(told).toEqual([]);
  await guarded.commit([{ drop: 'classes', recordId: exampleRecordId(1), classes: ['identity'] }]);
  expect(told).toEqual([[exampleRecordId(1)]]);
});
