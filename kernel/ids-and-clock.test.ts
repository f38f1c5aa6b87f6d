import fc from 'fast-check';
import { expect, test } from 'vitest';
import { clockStart, compareHybrid, hear, tick } from './hybrid-clock.ts';
import { EntryId, uuidv7 } from './ids.ts';
import { dayOf, Instant, instantAt, isBefore, plusHours } from './instant.ts';

const random = fc.uint8Array({ minLength: 10, maxLength: 10 });

test('an id is a UUID of version 7, and later ids sort after earlier ones', () => {
  fc.assert(
    fc.property(
      fc.nat({ max: 2 ** 47 }),
      fc.nat({ max: 1_000_000 }),
      random,
      random,
      (at, later, one, other) => {
        const first = uuidv7(at, one);
        const second = uuidv7(at + later + 1, other);
        expect(EntryId.safeParse(first).success).toBe(true);
        expect(first[14]).toBe('7');
        expect(first < second).toBe(true);
      },
    ),
  );
});

test('an id in capital letters, of another version, or cut short is none', () => {
  for (const wrong of [
    '00000000-0000-7000-8000-00000000000A',
    '00000000-0000-1000-8000-000000000001',
    '0000',
    '',
  ])
    expect(EntryId.safeParse(wrong).success).toBe(false);
});

test('the hybrid clock never runs backwards, whatever the device’s clock does or others say', () => {
  const aStep = fc.record({
    now: fc.nat(1000),
    heard: fc.option(fc.record({ wall: fc.nat(1000), count: fc.nat(5) })),
  });
  fc.assert(
    fc.property(fc.array(aStep), (steps) => {
      let last = clockStart;
      for (const { now, heard } of steps) {
        const next = heard ? hear(last, heard, now) : tick(last, now);
        expect(compareHybrid(next, last)).toBeGreaterThan(0);
        expect(heard === null || compareHybrid(next, heard) > 0).toBe(true);
        last = next;
      }
    }),
  );
});

test('an instant is in UTC with milliseconds, and must exist', () => {
  expect(Instant.safeParse('2026-11-24T09:00:00.000Z').success).toBe(true);
  for (const wrong of [
    '2026-11-24T09:00:00Z',
    '2026-11-24T09:00:00.000+01:00',
    '2026-13-24T09:00:00.000Z',
  ])
    expect(Instant.safeParse(wrong).success).toBe(false);
  const at = Instant.parse('2026-11-24T23:30:00.000Z');
  expect(plusHours(at, 1)).toBe('2026-11-25T00:30:00.000Z');
  expect(dayOf(plusHours(at, 1))).toBe('2026-11-25');
  expect([isBefore(at, plusHours(at, 1)), isBefore(at, at)]).toEqual([true, false]);
  expect(instantAt(0)).toBe('1970-01-01T00:00:00.000Z');
});
