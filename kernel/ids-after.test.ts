import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EntryId, uuidv7 } from './ids.ts';
import { idsAfter } from './ids-after.ts';

const anId = fc
  .tuple(fc.nat(), fc.uint8Array({ minLength: 10, maxLength: 10 }))
  .map(([at, random]) => EntryId.parse(uuidv7(at, random)));

test('device and server give the same ids to what one command writes', () => {
  fc.assert(
    fc.property(anId, fc.integer({ min: 1, max: 20 }), (entryId, count) => {
      const [here, there] = [idsAfter(entryId), idsAfter(entryId)];
      const made = Array.from({ length: count }, here);
      expect(Array.from({ length: count }, there)).toEqual(made);
      expect(new Set([entryId, ...made]).size).toBe(count + 1);
    }),
  );
});

test('the last of all ids is followed by the first', () => {
  const entryId = EntryId.parse('018f0000-0000-7000-8000-ffffffffffff');
  expect(idsAfter(entryId)()).toBe('018f0000-0000-7000-8000-000000000000');
});
