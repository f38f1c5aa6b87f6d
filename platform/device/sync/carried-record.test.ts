import { expect, test } from 'vitest';
import { instantAt } from '#kernel/instant.ts';
import { type FoldedEntry, type RecordType, section } from '#kernel/record-type.ts';
import type { RecordId } from '#kernel/ids.ts';
import type { SensitivityClass } from '#kernel/sensitivity.ts';
import type { StoreChange } from '../device-store.ts';
import { memoryStore } from '../store/memory-store.ts';
import { carriedRecords, type Overlay } from './carried-record.ts';
import { giveItem } from './outbox.ts';
import { pushItems } from './push-items.ts';
import { aNow, entryId, recordId, teamId, workerId } from './testing/model-ids.ts';
import { aCommand, plainParts } from './testing/plain-parts.ts';

const record = recordId(1);
const words = (name: SensitivityClass) =>
  section<readonly string[]>({
    section: name,
    class: name,
    start: [],
    evolve: (state, entry) => [...state, String(entry.body['text'])],
  });
const type: RecordType = {
  type: 'model',
  foldVersion: 1,
  sections: [words('care'), words('health')],
  evolveCard: (card, entry) => ({ ...card, parts: { care: { last: String(entry.body['text']) } } }),
};

const card = {
  code: 'A-1',
  team: teamId,
  worker: null,
  isOpen: true,
  dueAt: null,
  clocks: {},
  parts: {},
};
const aCard = (readable: SensitivityClass[], position = 3): StoreChange => ({
  put: 'record',
  value: { recordId: record, recordType: 'model', position, readable, writable: readable, card },
});
const said = (text: string, name: SensitivityClass = 'care'): Omit<FoldedEntry, 'id'> => ({
  type: 'model.written',
  section: name,
  class: name,
  form: null,
  deviceTime: aNow,
  body: { text },
  recordId: record,
  author: workerId(1),
  purpose: 'child-protection',
});
const entry = (position: number, text: string, name: SensitivityClass = 'care'): StoreChange => ({
  put: 'entry',
  value: { ...said(text, name), id: entryId(500 + position), position, serverTime: aNow },
});

const overlay: Overlay = (shown, item) => {
  const classes = new Set<SensitivityClass>(['care']);
  const begins = { recordType: type, card, readable: classes, writable: classes };
  const entries = [{ ...said(String(item.said.input['text'])), id: item.entryId }];
  return shown ? { entries } : { begins, entries };
};

function aDevice() {
  const store = memoryStore();
  let changed: (recordIds: readonly RecordId[]) => void = () => {};
  const parts = plainParts({ store });
  const records = carriedRecords({
    store,
    recordTypeOf: (name) => (name === 'model' ? type : undefined),
    overlay,
    watch: (call) => {
      changed = call;
      return () => {};
    },
  });
  const care = async () => {
    const shown = await records.open(record);
    return shown?.record.states.get('care');
  };
  return { store, parts, records, care, change: () => changed([record]) };
}

test('a record that is not carried here is nothing; a class that is not readable has no state', async () => {
  const { store, records } = aDevice();
  expect(await records.open(record)).toBeUndefined();
  await store.commit([aCard(['care']), entry(1, 'a'), entry(2, 'secret', 'health')]);
  const shown = await records.open(record);
  expect(shown?.record.states.has('health')).toBe(false);
  expect(shown?.entries.map(({ position }) => position)).toEqual([1]);
});

test('sections are folded by position, in whatever order entries came', async () => {
  const { store, care } = aDevice();
  await store.commit([aCard(['care']), entry(3, 'c'), entry(1, 'a'), entry(2, 'b')]);
  expect(await care()).toEqual({ state: ['a', 'b', 'c'], position: 3 });
});

test('one sees at once what one wrote; the version to build on stays that of the server', async () => {
  const { store, parts, care, records } = aDevice();
  await store.commit([aCard(['care']), entry(1, 'a')]);
  await giveItem(parts, aCommand(1, 1, 'mine'));
  expect(await care()).toEqual({ state: ['a', 'mine'], position: 1 });
  const shown = await records.open(record);
  expect(shown?.record.card.parts.care).toEqual({ last: 'mine' });
  expect(shown?.waiting.map(({ item }) => item.entryId)).toEqual([entryId(1)]);
});

test('a case that was opened here is shown before the server knows of it', async () => {
  const { parts, care } = aDevice();
  await giveItem(parts, aCommand(1, 1, 'first'));
  expect(await care()).toEqual({ state: ['first'], position: 0 });
});

test('words stay in sight until they come back from the server, and then stand there once', async () => {
  const { store, parts, care, change } = aDevice();
  await store.commit([aCard(['care']), entry(1, 'a')]);
  await giveItem(parts, aCommand(1, 1, 'mine'));
  await pushItems(parts);
  expect((await care())?.state).toEqual(['a', 'mine']);
  const back = { ...said('mine'), id: entryId(1), position: 2, serverTime: aNow };
  await store.commit([{ put: 'entry', value: back }]);
  change();
  expect(await care()).toEqual({ state: ['a', 'mine'], position: 2 });
});

test('words that never come back, being of a class that is not readable, leave after the next fetch', async () => {
  const { store, parts, care } = aDevice();
  await store.commit([aCard(['care']), entry(1, 'a')]);
  await giveItem(parts, aCommand(1, 1, 'mine'));
  await pushItems(parts);
  const lastPullAt = instantAt(parts.clock.now() + 1);
  await store.commit([{ put: 'meta', value: { ...(await store.meta()), lastPullAt } }]);
  expect((await care())?.state).toEqual(['a']);
});

test('a record stays folded until it changes', async () => {
  const { store, records, change } = aDevice();
  await store.commit([aCard(['care']), entry(1, 'a')]);
  const before = await records.open(record);
  await store.commit([entry(2, 'b')]);
  expect(await records.open(record)).toBe(before);
  change();
  expect((await records.open(record))?.entries).toHaveLength(2);
});
