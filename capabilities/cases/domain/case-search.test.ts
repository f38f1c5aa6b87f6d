import { expect, test } from 'vitest';
import type { OpenRecord } from '#kernel/open-record.ts';
import { SensitivityClass } from '#kernel/sensitivity.ts';
import { caseRecord } from './case-record.ts';
import { startCard } from './case-card.ts';
import {
  caseSearchNearness,
  caseSearchWords,
  foundCase,
  searchDocumentOf,
  shortName,
} from './case-search.ts';
import { answers, aRecordId, coast, now, sela } from './examples.ts';

const registered = {
  name: { spoken: 'زهرة مثال', script: 'Arab', reading: 'Zahra Example' },
  nickname: { spoken: 'Zuzu', script: 'Latn' },
  otherNames: 'Zaza, Zizi ،زيزي;',
  homePlace: 'XA0101',
};

function aRecord(
  readable: readonly SensitivityClass[],
  identity: unknown = registered,
): OpenRecord {
  const written = (said: unknown) => ({ state: { answers: said, at: now, by: sela }, position: 1 });
  return {
    recordId: aRecordId(),
    recordType: caseRecord,
    position: 7,
    card: startCard('K7QD-2MXP-4RC', coast, sela),
    readable: new Set(readable),
    writable: new Set(),
    states: new Map([
      ['identity', written(identity)],
      ['first-contact', written(answers.firstContact)],
    ]),
  };
}

const placeNames = () => ['Westbay'];
const fieldsOf = (record: OpenRecord) => searchDocumentOf(record, placeNames).texts;

test('[CA-25] whoever may not read who the child is finds the case by code and place only', () => {
  expect(fieldsOf(aRecord(['care']))).toEqual([
    { field: 'place', text: 'XA0101' },
    { field: 'place', text: 'Westbay' },
  ]);
  expect(searchDocumentOf(aRecord([]), placeNames)).toMatchObject({
    codes: ['K7QD-2MXP-4RC'],
    texts: [],
  });
});

test('[CA-25] a class that was given or taken makes another document', () => {
  const record = aRecord(['identity', 'care']);
  const fewer = { ...record, readable: new Set(SensitivityClass.options.slice(0, 1)) };
  const versions = [record, fewer].map((one) => searchDocumentOf(one, placeNames).version);
  expect(new Set(versions).size).toBe(2);
});

test('a child is found by each name, its reading, and the places of the case', () => {
  expect(fieldsOf(aRecord(['identity']))).toEqual([
    { field: 'name', text: 'زهرة مثال' },
    { field: 'name', text: 'Zahra Example' },
    { field: 'alias', text: 'Zuzu' },
    { field: 'alias', text: 'Zaza' },
    { field: 'alias', text: 'Zizi' },
    { field: 'alias', text: 'زيزي' },
    { field: 'place', text: 'XA0101' },
    { field: 'place', text: 'Westbay' },
  ]);
});

test('answers that no form would give are left out', () => {
  for (const junk of [null, 7, { spoken: '' }, ['x'], { spoken: 'x\ny', script: 'Latn' }])
    expect(
      fieldsOf(
        aRecord(['identity'], { name: junk, nickname: junk, otherNames: junk, homePlace: junk }),
      ),
    ).toEqual([]);
});

test.each([
  ['Zahra', 'Zahra Example', 4],
  ['zahrah', 'زهرة', 3],
  ['Zah', 'Zahra', 2],
  ['Zahrak', 'Zahra', 1],
  ['Mirko', 'Zahra', 0],
  ['', 'Zahra', 0],
])('%s beside %s is %i', (typed, text, nearness) => {
  expect(caseSearchNearness(typed, text)).toBe(nearness);
});

test('words for "son of" and titles may be left out', () => {
  expect(caseSearchWords('Sheikh Hassan').map(({ isOptional }) => isOptional)).toEqual([
    true,
    false,
  ]);
});

test('a list shows a short name and says why the case is there', () => {
  const document = searchDocumentOf(aRecord(['identity']), placeNames);
  expect(foundCase(document, null)).toMatchObject({
    shortName: 'زهرة م.',
    because: { is: 'code' },
  });
  expect(foundCase(document, { field: 'name', text: 'زهرة مثال', nearness: 3 }).because).toEqual({
    is: 'name',
    text: 'زهرة م.',
    isOtherwise: true,
  });
  expect(foundCase(document, { field: 'place', text: 'Westbay', nearness: 2 }).because).toEqual({
    is: 'place',
    text: 'Westbay',
    isOtherwise: false,
  });
  expect(foundCase({ ...document, texts: [] }, null).shortName).toBeNull();
  expect(shortName('  Lumi  Example ')).toBe('Lumi E.');
});
