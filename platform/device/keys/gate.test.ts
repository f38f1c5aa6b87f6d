import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Gate,
  gateClosed,
  MOST_TRIES,
  waitSeconds,
  withLease,
  withoutShareIfClosed,
  withSuccess,
  withTry,
} from './gate.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const share = new Uint8Array(32);
const years = 365 * 24 * HOUR;
const never: Gate = {
  lease: { share: null, grantedAt: 0, until: 0 },
  seen: 0,
  tries: 0,
  notBefore: 0,
};
const clocks = fc.integer({ min: 20 * years, max: 90 * years });

describe('a lease', () => {
  test('runs its hours by the clock of the device, however wrong that is', () => {
    fc.assert(
      fc.property(clocks, fc.integer({ min: 1, max: 720 }), (now, hours) => {
        const gate = withLease(never, share, hours, now);
        expect(gateClosed(gate, now)).toBeNull();
        expect(gateClosed(gate, now + hours * HOUR - 1)).toBeNull();
        expect(gateClosed(gate, now + hours * HOUR)).toBe('lease-over');
      }),
    );
  });

  test('is never longer for a clock that is moved, whatever the movements', () => {
    const moves = fc.array(fc.integer({ min: -200 * HOUR, max: 200 * HOUR }), { maxLength: 30 });
    fc.assert(
      fc.property(clocks, moves, (start, steps) => {
        let gate = withLease(never, share, 72, start);
        let now = start;
        let highest = start;
        for (const step of steps) {
          now += step;
          const closed = gateClosed(gate, now);
          // Open only between ten minutes before the highest clock seen and the end of the lease.
          const isWithin = now >= highest - 10 * MINUTE && now < start + 72 * HOUR;
          expect(closed !== null || isWithin).toBe(true);
          if (closed === null) {
            gate = withSuccess(withTry(gate, now), now);
            highest = Math.max(highest, now);
          }
          gate = withoutShareIfClosed(gate, now);
          expect(gate.seen).toBe(highest);
        }
      }),
    );
  });

  test('once over, its share is forgotten, and turning the clock back brings nothing', () => {
    const gate = withLease(never, share, 1, years);
    const over = withoutShareIfClosed(gate, years + HOUR);
    expect(over.lease.share).toBeNull();
    expect(gateClosed(over, years)).toBe('lease-over');
  });

  test('a clock that was turned back locks and forgets nothing; set right, it opens', () => {
    const gate = withSuccess(withLease(never, share, 72, years), years + HOUR);
    expect(gateClosed(gate, years + 51 * MINUTE)).toBeNull();
    expect(gateClosed(gate, years + 49 * MINUTE)).toBe('clock-went-back');
    expect(withoutShareIfClosed(gate, years)).toBe(gate);
    expect(gateClosed(gate, years + 2 * HOUR)).toBeNull();
  });

  test('a new lease begins anew after a clock that had run ahead', () => {
    const ahead = withSuccess(withLease(never, share, 72, 40 * years), 40 * years);
    expect(gateClosed(withLease(ahead, share, 72, 38 * years), 38 * years)).toBeNull();
  });
});

describe('wrong tries', () => {
  test('five without waiting, then longer and longer, the tenth is the last', () => {
    let gate = withLease(never, share, 72, years);
    const waits: number[] = [];
    for (let tries = 1; tries <= MOST_TRIES; tries += 1) {
      gate = withTry(gate, years);
      waits.push(waitSeconds(gate, years));
    }
    expect(waits).toEqual([0, 0, 0, 0, 30, 60, 120, 300, 600, 0]);
    expect(gateClosed(gate, years)).toBe('too-many-tries');
    expect(withoutShareIfClosed(gate, years).lease.share).toBeNull();
  });

  test('no clock makes a wait longer than the longest', () => {
    fc.assert(
      fc.property(clocks, clocks, (then, now) => {
        const gate = { ...never, notBefore: then };
        expect(waitSeconds(gate, now)).toBeLessThanOrEqual(600);
        expect(waitSeconds(gate, now)).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  test('only a right one clears them; a new lease gives half of them back, with their waits', () => {
    const tried = withTry(withTry(withLease(never, share, 72, years), years), years);
    expect(withSuccess(tried, years).tries).toBe(0);
    expect(withLease(tried, share, 72, years).tries).toBe(2);
    const usedUp = withLease({ ...tried, tries: MOST_TRIES }, share, 72, years);
    expect(gateClosed(usedUp, years)).toBeNull();
    expect(waitSeconds(withTry(usedUp, years), years)).toBe(60);
  });
});
