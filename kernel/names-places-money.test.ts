import { expect, test } from 'vitest';
import { addMoney, Money } from './money.ts';
import { pathTo, PCode, Place, placeAtLevel, placeTree } from './place.ts';
import { pathParameters } from './endpoint.ts';
import { showDay, showKnownDate } from './show-date.ts';
import { CalendarDay } from './calendar-day.ts';
import { scriptOf, SpokenName } from './spoken-name.ts';

test.each([
  ['Lumi', 'Latn'],
  ['1. زهرة', 'Arab'],
  ['Мирко', 'Cyrl'],
  ['ሰላም', 'Ethi'],
  ['မိုး', 'Mymr'],
  ['ফাহ', 'Beng'],
  ['12', 'Zyyy'],
])('the script of %s is %s', (text, script) => {
  expect(scriptOf(text)).toBe(script);
});

test('a name may be one letter and in any script, but not empty and not a paragraph', () => {
  for (const spoken of ['X', 'زهرة', 'Anne-Marie O’Example'])
    expect(SpokenName.safeParse({ spoken, script: scriptOf(spoken) }).success).toBe(true);
  for (const spoken of ['', '   ', 'one\ntwo', 'x'.repeat(201)])
    expect(SpokenName.safeParse({ spoken, script: 'Latn' }).success).toBe(false);
});

const places = placeTree(
  [
    { pcode: 'XA', parent: null, level: 0, names: { en: 'Amparia' } },
    { pcode: 'XA01', parent: 'XA', level: 1, names: { en: 'Coast' } },
    { pcode: 'XA0101', parent: 'XA01', level: 2, names: { en: 'Bay' } },
  ].map((place) => Place.parse(place)),
);

test('a place knows the way down from the country, and what may be shown in its stead', () => {
  const bay = PCode.parse('XA0101');
  expect(pathTo(places, bay).map((place) => place.pcode)).toEqual(['XA', 'XA01', 'XA0101']);
  expect(placeAtLevel(places, bay, 1)?.pcode).toBe('XA01');
  expect(pathTo(places, PCode.parse('XB'))).toEqual([]);
});

test('a circle among places ends', () => {
  const circle = placeTree([
    Place.parse({ pcode: 'XA', parent: 'XB', level: 1, names: { en: 'A' } }),
    Place.parse({ pcode: 'XB', parent: 'XA', level: 1, names: { en: 'B' } }),
  ]);
  expect(pathTo(circle, PCode.parse('XA'))).toHaveLength(2);
});

test('money is whole minor units of one currency', () => {
  const one = Money.parse({ currency: 'EUR', minor: 150 });
  expect(addMoney(one, one)).toEqual({ currency: 'EUR', minor: 300 });
  expect(() => addMoney(one, Money.parse({ currency: 'USD', minor: 1 }))).toThrow(
    /Cannot add USD to EUR/,
  );
  expect(Money.safeParse({ currency: 'EUR', minor: 1.5 }).success).toBe(false);
});

test('a day is shown in the reader’s calendar; a year alone is never converted', () => {
  const day = CalendarDay.parse('2026-11-24');
  expect(showDay(day, { locale: 'en', calendar: 'gregory' })).toBe('November 24, 2026');
  expect(showDay(day, { locale: 'en', calendar: 'ethiopic' })).toContain('2019');
  expect(showDay(day, { locale: 'en', calendar: 'islamic-umalqura' })).toContain('1448');
  const reader = { locale: 'en', calendar: 'ethiopic' } as const;
  expect(showKnownDate({ precision: 'year', year: 2012, basis: 'child' }, reader)).toBe('2012');
  expect(showKnownDate({ precision: 'unknown' }, reader)).toBeUndefined();
});

test('the parameters of a path are read by name', () => {
  expect(pathParameters('/cases/:recordId/held/:entryId')).toEqual(['recordId', 'entryId']);
});
