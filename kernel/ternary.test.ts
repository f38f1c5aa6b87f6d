import fc from 'fast-check';
import { expect, test } from 'vitest';
import { allOf, anyOf, not, Ternary } from './ternary.ts';

const aTernary = fc.constantFrom(...Ternary.options);

test('one no decides "all", one yes decides "any", and what is unknown stays unknown', () => {
  expect(allOf(['yes', 'unknown', 'no'])).toBe('no');
  expect(allOf(['yes', 'unknown'])).toBe('unknown');
  expect(anyOf(['no', 'unknown', 'yes'])).toBe('yes');
  expect(anyOf(['no', 'unknown'])).toBe('unknown');
  expect([allOf([]), anyOf([])]).toEqual(['yes', 'no']);
});

test('the logic is De Morgan’s, in any order', () => {
  fc.assert(
    fc.property(fc.array(aTernary), (values) => {
      expect(not(allOf(values))).toBe(anyOf(values.map(not)));
      expect(allOf(values.toReversed())).toBe(allOf(values));
      expect(anyOf(values.toReversed())).toBe(anyOf(values));
    }),
  );
});

test('learning one unknown never turns a decided answer around', () => {
  fc.assert(
    fc.property(fc.array(aTernary), fc.array(aTernary), aTernary, (before, after, learned) => {
      for (const combine of [allOf, anyOf]) {
        const open = combine([...before, 'unknown', ...after]);
        const settled = combine([...before, learned, ...after]);
        expect(open === 'unknown' || open === settled).toBe(true);
      }
    }),
  );
});
