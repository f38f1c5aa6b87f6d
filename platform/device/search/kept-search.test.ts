import { expect, test } from 'vitest';
import { Instant } from '#kernel/instant.ts';
import type { KeptAnswer, StoreChange } from '../device-store.ts';
import { document, setup } from './examples.ts';
import { openKeptSearch } from './kept-search.ts';
import type { SearchDocument } from './search-document.ts';

const NOW = Instant.parse('2026-03-01T10:00:00.000Z');

/** What a store promises of its answers, in memory; a write ends when the test lets it. */
function device(documents: readonly SearchDocument[]) {
  const answers = new Map<string, KeptAnswer>();
  const held = new Map(documents.map((one) => [one.id, one]));
  const read: string[] = [];
  let before: () => Promise<void> = async () => {};
  let reading: () => Promise<void> = async () => {};
  const commit = async (changes: readonly StoreChange[]) => {
    await before();
    for (const change of changes)
      if ('put' in change && change.put === 'answer') answers.set(change.value.key, change.value);
  };
  const open = (setupVersion = '1', later?: (work: () => Promise<void>) => void) =>
    openKeptSearch({
      ...(later ? { later } : {}),
      store: { answer: async (key) => answers.get(key), commit },
      setup,
      setupVersion,
      now: () => NOW,
      current: async () => new Map([...held].map(([id, { version }]) => [id, version])),
      documentOf: async (id) => {
        read.push(id);
        const document = held.get(id);
        await reading();
        return document;
      },
    });
  const written = () => JSON.stringify([...answers.values()]);
  return {
    held,
    read,
    open,
    commit,
    written,
    onRead: (wait: () => Promise<void>) => (reading = wait),
    onCommit: (wait: () => Promise<void>) => (before = wait),
  };
}

const lumi = document('1', { code: 'AAA-1', name: 'Lumi Example' });
const mirko = document('2', { code: 'BBB-2', name: 'Mirko Invented' });

test('what was taken away is not found and not written, in one commit with its record', async () => {
  const { open, commit, written, held } = device([lumi, mirko]);
  const search = await open();
  expect(written()).toContain('Lumi');
  held.delete('1');
  const change = search.without(['1']);
  expect(search.search('Lumi')).toEqual([]);
  await commit([change]);
  expect(written()).not.toContain('Lumi');
  expect(search.search('Mirko')).toHaveLength(1);
});

test('what is taken away while it is being read again does not come back', async () => {
  const { open, written, held, onCommit } = device([lumi, mirko]);
  const search = await open();
  const changing = search.changed(['1', '2']);
  held.delete('1');
  search.without(['1']);
  await changing;
  expect(search.search('Lumi')).toEqual([]);
  expect(written()).not.toContain('Lumi');

  onCommit(async () => {
    onCommit(async () => {});
    search.without(['2']);
  });
  await search.changed(['2']);
  expect(written()).not.toContain('Mirko');
});

test('what is not yet out of the store is not read back, and what is given anew is found again', async () => {
  const { open, held } = device([lumi]);
  const search = await open();
  search.without(['1']);
  await search.changed(['1']);
  expect(search.search('Lumi')).toEqual([]);
  held.delete('1');
  await search.changed(['1']);
  held.set('1', lumi);
  await search.changed(['1']);
  expect(search.search('Lumi')).toHaveLength(1);
});

test('a record that lost only a class is found by what is left, never by what was read before', async () => {
  const { open, held, onRead, written } = device([lumi]);
  const search = await open();
  search.without(['1']);
  // Read while the commit runs, and answered only after it.
  const reading = search.changed(['1']);
  onRead(async () => {
    onRead(async () => {});
    held.set('1', document('1', { code: 'AAA-1', name: '' }));
    search.dropped(['1']);
  });
  await search.changed(['1']);
  await reading;
  expect(search.search('Lumi')).toEqual([]);
  expect(search.search('AAA-1')).toHaveLength(1);
  expect(written()).not.toContain('Lumi');
});

test('a record that went while the browser was closed is not found, nor kept', async () => {
  const { open, written, held } = device([lumi, mirko]);
  await open();
  held.delete('1');
  const search = await open();
  expect(search.search('Lumi')).toEqual([]);
  expect(written()).not.toContain('Lumi');
});

test('once locked nothing is found and nothing is written', async () => {
  const { open, held, written } = device([lumi]);
  const search = await open();
  const before = written();
  search.forget();
  held.set('2', mirko);
  await search.changed(['2']);
  expect(search.search('Lumi')).toEqual([]);
  expect(search.search('Mirko')).toEqual([]);
  expect(written()).toBe(before);
});

test('of 2,000 nothing is read again at the next unlocking but what has changed', async () => {
  const many = Array.from({ length: 2000 }, (_, at) =>
    document(`r${at}`, { code: `C-${10_000 + at}`, name: `Person Q${at}` }),
  );
  const { open, read, held } = device(many);
  await open();
  expect(read).toHaveLength(2000);
  read.length = 0;
  held.set('r7', document('r7', { code: 'C-10007', name: 'Noor Nobody' }));
  const second = await open();
  expect(read).toEqual(['r7']);
  expect(second.search('Noor').map((hit) => hit.id)).toEqual(['r7']);
  const rebuilt = await device([...held.values()]).open();
  for (const typed of ['C-10042', 'Q1234', 'Person Q99'])
    expect(second.search(typed)).toEqual(rebuilt.search(typed));
});

test('documents that were made in another way are made anew', async () => {
  const { open, read } = device([lumi]);
  await open('1');
  read.length = 0;
  const search = await open('2');
  expect(read).toEqual(['1']);
  expect(search.search('Lumi')).toHaveLength(1);
});

test('several changes are kept at once, a while later, and not after the lock', async () => {
  const { open, written, held } = device([lumi]);
  const planned: (() => Promise<void>)[] = [];
  const search = await open('1', (work) => planned.push(work));
  held.set('2', mirko);
  await search.changed(['2']);
  await search.changed(['2']);
  expect(search.search('Mirko')).toHaveLength(1);
  expect(written()).not.toContain('Mirko');
  expect(planned).toHaveLength(1);
  await planned[0]?.();
  expect(written()).toContain('Mirko');

  held.set('3', document('3', { code: 'CCC-3', name: 'Tavi Muster' }));
  await search.changed(['3']);
  search.forget();
  await planned[1]?.();
  expect(written()).not.toContain('Tavi');
});
