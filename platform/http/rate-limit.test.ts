import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rateLimit } from './rate-limit.ts';

const RATE = { burst: 3, everyMilliseconds: 1000 };

test('a burst goes through, then one each period, and whoever waits is told the seconds', () => {
  const limit = rateLimit();
  const take = (at: number) => limit.take('a', RATE, at);
  expect([take(0), take(0), take(0)]).toEqual([undefined, undefined, undefined]);
  expect(take(0)).toBe(1);
  expect(take(1000)).toBeUndefined();
  expect(take(1000)).toBe(1);
});

test('never more than the burst and what time has earned, whatever the order of calls', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 900 }), { maxLength: 60 }), (waits) => {
      const limit = rateLimit();
      let now = 0;
      let through = 0;
      for (const wait of waits) {
        now += wait;
        if (limit.take('a', RATE, now) === undefined) through += 1;
      }
      expect(through).toBeLessThanOrEqual(RATE.burst + Math.floor(now / RATE.everyMilliseconds));
    }),
  );
});

test('memory is bounded; whoever called last is remembered', () => {
  const limit = rateLimit(10);
  for (let each = 0; each < 100; each += 1) limit.take(`caller ${each}`, RATE, 0);
  expect(limit.size()).toBe(10);
  limit.take('caller 99', RATE, 0);
  limit.take('caller 99', RATE, 0);
  expect(limit.take('caller 99', RATE, 0)).toBe(1);
});
