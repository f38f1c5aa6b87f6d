import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { RecordId } from '#kernel/ids.ts';
import type { CarriedRecord } from '#platform/sync/protocol/pull.ts';
import { exampleRecord } from '../store/examples.ts';
import { memoryStore } from '../store/memory-store.ts';
import { carriedCards } from './carried-cards.ts';

function carrying() {
  const store = memoryStore();
  const watchers = new Set<(recordIds: readonly RecordId[]) => void>();
  let opened = 0;
  const cards = carriedCards({
    store: {
      records: async () => {
        const all = await store.records();
        opened += all.length;
        return all;
      },
      record: async (recordId) => {
        opened += 1;
        return store.record(recordId);
      },
    },
    watch: (changed) => {
      watchers.add(changed);
      return () => watchers.delete(changed);
    },
  });
  const tell = (recordId: RecordId) => {
    for (const changed of watchers) changed([recordId]);
  };
  return {
    store,
    cards,
    opened: () => opened,
    put: async (record: CarriedRecord) => {
      await store.commit([{ put: 'record', value: record }]);
      tell(record.recordId);
    },
    drop: async (recordId: RecordId) => {
      await store.commit([{ drop: 'record', recordId }]);
      tell(recordId);
    },
  };
}

const records = Array.from({ length: 5 }, (_, at) => exampleRecord(at));

test('are those of the store, whatever came and went since they were first asked for', async () => {
  const step = fc.record({
    at: fc.integer({ min: 0, max: records.length - 1 }),
    position: fc.integer({ min: 1, max: 9 }),
    isDrop: fc.boolean(),
    isRead: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 20 }), async (steps) => {
      const here = carrying();
      for (const { at, position, isDrop, isRead } of steps) {
        const record = records[at];
        if (!record) throw new Error('No such example');
        if (isDrop) await here.drop(record.recordId);
        else await here.put({ ...record, position });
        if (isRead) await here.cards();
      }
      const byId = (all: readonly CarriedRecord[]) =>
        all.toSorted((one, other) => (one.recordId < other.recordId ? -1 : 1));
      expect(byId(await here.cards())).toEqual(byId(await here.store.records()));
    }),
  );
});

test('are opened once; after a change only that one is opened again', async () => {
  const here = carrying();
  for (const record of records) await here.put(record);
  await here.cards();
  const before = here.opened();
  const [first] = records;
  if (!first) throw new Error('No example');
  await here.put({ ...first, position: first.position + 1 });
  await here.cards();
  expect(here.opened() - before).toBe(1);
});
