import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SearchDocument } from './search-document.ts';
import { searchIndex } from './search-index.ts';
import { document, setup } from './examples.ts';

function indexOf(...documents: readonly SearchDocument[]) {
  const index = searchIndex(setup);
  for (const one of documents) index.put(one);
  return index;
}

function ids(index: ReturnType<typeof searchIndex>, typed: string) {
  return index.search(typed).map((hit) => hit.id);
}

const lumi = document('1', { code: 'K7QD-2MXP-4RC', name: 'Lumi Example', place: 'Westbay' });
const mirko = document('2', { code: 'K7QZ-0000-111', name: 'Mirko Invented', place: 'Lumina' });

describe('what was taken away', () => {
  test('is never found again, by name, key, beginning or code', () => {
    const index = indexOf(lumi, mirko);
    index.remove('1');
    for (const typed of ['Lumi Example', 'Exam', 'lm', 'K7QD-2MXP-4RC', 'Westbay'])
      expect(ids(index, typed)).not.toContain('1');
    expect(JSON.stringify(index.documents())).not.toContain('Example');
  });

  test('is gone after any order of putting and removing, and what is left is found', () => {
    const change = fc.record({
      id: fc.constantFrom('1', '2', '3', '4'),
      name: fc.constantFrom('Lumi Example', 'Mirko Invented', 'Noor Nobody', undefined),
    });
    fc.assert(
      fc.property(fc.array(change, { maxLength: 30 }), (changes) => {
        const index = searchIndex(setup);
        const left = new Map<string, string>();
        for (const { id, name } of changes) {
          if (name === undefined) index.remove(id);
          else index.put(document(id, { code: `CODE-${id}`, name }));
          left.delete(id);
          if (name !== undefined) left.set(id, name);
        }
        for (const name of ['Lumi Example', 'Mirko Invented', 'Noor Nobody'])
          expect(ids(index, name).toSorted()).toEqual(
            [...left].filter(([, held]) => held === name).map(([id]) => id).toSorted(), // prettier-ignore
          );
      }),
    );
  });
});

test('a document in the place of another leaves no word of it', () => {
  const index = indexOf(lumi, document('1', { code: 'K7QD-2MXP-4RC', name: 'Noor Nobody' }));
  expect(ids(index, 'Lumi')).toEqual([]);
  expect(ids(index, 'Noor')).toEqual(['1']);
});

test('a code is found first: whole, in small letters without dashes, and by its beginning', () => {
  const index = indexOf(mirko, lumi);
  expect(index.search('k7qd2mxp4rc')).toEqual([
    { id: '1', document: lumi, because: { is: 'code', code: 'K7QD-2MXP-4RC' } },
  ]);
  expect(ids(index, 'K7Q')).toEqual(['2', '1']);
  expect(ids(index, 'k7qz oooo iii')).toEqual(['2']);
  expect(ids(index, 'K7')).toEqual([]);
});

test('a name is found by its beginning, with a wrong letter, in another order, and by its key', () => {
  const index = indexOf(lumi, mirko);
  const ways = ['lum', 'Example Lumi', 'Examplle', 'Eksample', 'LUMI EXAMPLE', 'lumiexample'];
  expect(ways.map((typed) => ids(index, typed)[0])).toEqual(ways.map(() => '1'));
});

test('every word counts, but one that may be left out', () => {
  const index = indexOf(lumi, mirko);
  expect(ids(index, 'Lumi Invented')).toEqual(['2']);
  expect(ids(index, 'Lumi Other')).toEqual([]);
  expect(ids(index, 'the Lumi Example')).toEqual(['1']);
});

test('the nearest text says why, and a name stands before a place', () => {
  const index = indexOf(mirko, lumi, document('3', { code: 'X', name: 'Noor', place: 'Lumi Bay' }));
  const [first, second] = index.search('Lumi');
  expect(first).toEqual({
    id: '1',
    document: lumi,
    because: { is: 'text', field: 'name', text: 'Lumi Example', nearness: 2 },
  });
  expect(second).toMatchObject({ id: '3', because: { field: 'place', text: 'Lumi Bay' } });
});

test('anything may be typed', () => {
  const index = indexOf(lumi, mirko);
  for (const typed of ['', ' ', '\n', '-', '😀', 'keys', '__proto__', 'x'.repeat(100_000)])
    expect(ids(index, typed)).toEqual([]);
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (typed) => {
      expect(index.search(typed).length).toBeLessThanOrEqual(2);
    }),
  );
});

test('among 2,000 each is found by its code and its name, and a list has an end', () => {
  const many = Array.from({ length: 2000 }, (_, at) =>
    document(String(at), { code: `C-${10_000 + at}`, name: `Person${letters(at)} Example` }),
  );
  const index = indexOf(...many);
  for (const at of [0, 777, 1999]) {
    expect(ids(index, `C-${10_000 + at}`)).toEqual([String(at)]);
    expect(ids(index, `Person${letters(at)}`)[0]).toBe(String(at));
  }
  expect(index.search('Example')).toHaveLength(20);
});

/** Words that are more than one letter apart. */
function letters(at: number): string {
  return Array.from(String(at), (digit) => 'bdfgklmnpr'[Number(digit)]?.repeat(2)).join('o');
}
