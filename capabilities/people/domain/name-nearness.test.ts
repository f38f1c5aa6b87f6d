import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nameKeys } from './name-keys.ts';
import { nearnessOf } from './name-nearness.ts';

function nearness(one: string, other: string) {
  return nearnessOf(nameKeys(one), nameKeys(other));
}

test.each([
  ['Lumi Example', 'lumi  EXAMPLE', 'same'],
  ['Example Lumi', 'Lumi Example', 'same'],
  ['Dr. Lumi Example', 'Lumi Example', 'same'],
  ['محمد الحسن', 'Mohammed Hassan', 'alike'],
  ['Mohammed', 'Mohammed Example', 'same'],
  ['Prasert', 'Prsaret', 'alike'],
  ['Prasert', 'Prastera', 'near'],
  ['Prasert', 'Praksert', 'near'],
  ['Mirko', 'Mikro', 'near'],
  ['Mirko', 'Milko', 'near'],
  ['Lumi', 'Luni', 'far'],
  ['Prasert', 'Parasit', 'near'],
  ['Amina', 'Fatima', 'far'],
  ['Mohammed Example', 'Mohammed Other', 'far'],
  ['Moe Moe', 'Moe Aye', 'far'],
  ['', 'Lumi', 'far'],
  ['al', 'al', 'same'],
])('[PE-5] %s and %s are %s', (one, other, expected) => {
  expect(nearness(one, other)).toBe(expected);
});

test('[PE-5] nearness is the same from either side, and a name is the same as itself', () => {
  const name = fc.string({ unit: 'grapheme', maxLength: 30 });
  fc.assert(
    fc.property(name, name, (one, other) => {
      expect(nearness(one, one)).toBe(nameKeys(one).tokens.length > 0 ? 'same' : 'far');
      const left = nearness(one, other);
      const right = nearness(other, one);
      expect(left === 'far').toBe(right === 'far');
    }),
  );
});
