import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Instant, instantAt, millisecondsOf, plusHours } from '#kernel/instant.ts';
import { now } from './examples.ts';
import {
  CONTRACEPTION_HOURS,
  isViolenceAhead,
  medicalWindow,
  PROPHYLAXIS_HOURS,
} from './first-contact-medical.ts';

const HOUR = 3_600_000;
const zone = fc.integer({ min: -12, max: 14 });
const hoursAgo = fc.double({ min: 0, max: 200, noNaN: true });

/** What a truthful person would answer about a moment, by the clock on the wall where the child is. */
function answerOf(then: Instant, at: Instant, offset: number) {
  const dayHere = (moment: Instant) => Math.floor((millisecondsOf(moment) / HOUR + offset) / 24);
  const days = dayHere(at) - dayHere(then);
  const local = new Date(millisecondsOf(then) + offset * HOUR);
  return {
    recentViolence: 'yes',
    violenceWhen: ['today', 'yesterday', 'two-days-ago'][days] ?? 'three-or-more',
    violenceDay: local.toISOString().slice(0, 10),
    violenceHour: local.getUTCHours(),
  };
}

test('[CA-21] medical care is never due later than its hours after the violence, wherever the day was named', () => {
  fc.assert(
    fc.property(zone, hoursAgo, fc.boolean(), fc.boolean(), (offset, ago, saysDay, saysHour) => {
      const then = instantAt(Math.ceil(millisecondsOf(now) - ago * HOUR));
      const { violenceDay, violenceHour, ...said } = answerOf(then, now, offset);
      const answers = {
        ...said,
        ...(saysDay ? { violenceDay } : {}),
        ...(saysDay && saysHour ? { violenceHour } : {}),
      };
      const window = medicalWindow(answers, now);
      if (!window) throw new Error('A window was expected');
      const latest = (hours: number) =>
        Math.max(millisecondsOf(now), millisecondsOf(plusHours(then, hours)));
      expect(millisecondsOf(window.prophylaxisBy)).toBeLessThanOrEqual(latest(PROPHYLAXIS_HOURS));
      expect(millisecondsOf(window.contraceptionBy)).toBeLessThanOrEqual(
        latest(CONTRACEPTION_HOURS),
      );
      expect(millisecondsOf(window.prophylaxisBy)).toBeGreaterThanOrEqual(millisecondsOf(now));
    }),
  );
});

test('[CA-21] what is not known is due at once', () => {
  for (const answers of [
    { recentViolence: 'unknown' },
    { recentViolence: 'yes' },
    { recentViolence: 'yes', violenceWhen: 'not-known' },
    { recentViolence: 'yes', violenceWhen: 'three-or-more' },
  ])
    expect(medicalWindow(answers, now)).toEqual({
      prophylaxisBy: now,
      contraceptionBy: now,
      isMomentKnown: false,
    });
});

test('[CA-21] a moment that is known leaves the hours that it leaves', () => {
  const today = medicalWindow({ recentViolence: 'yes', violenceWhen: 'today' }, now);
  expect(today).toEqual({
    prophylaxisBy: plusHours(now, 48),
    contraceptionBy: plusHours(now, 96),
    isMomentKnown: true,
  });
  const answers = {
    recentViolence: 'yes',
    violenceWhen: 'yesterday',
    violenceDay: '2026-11-23',
    violenceHour: 20,
  };
  // 20:00 at the latest place of that date was 06:00 in UTC.
  expect(medicalWindow(answers, now)?.prophylaxisBy).toBe('2026-11-26T06:00:00.000Z');
});

test('[CA-21] where day and word do not fit together, the earlier counts', () => {
  const answers = { recentViolence: 'yes', violenceWhen: 'today', violenceDay: '2026-11-21' };
  expect(medicalWindow(answers, now)?.prophylaxisBy).toBe(now);
  expect(medicalWindow(answers, now)?.contraceptionBy).toBe('2026-11-25T10:00:00.000Z');
});

test('[CA-21] without fear of recent violence there is no window, and no answer is none', () => {
  expect(medicalWindow({ recentViolence: 'no' }, now)).toBeUndefined();
  expect(medicalWindow({ recentViolence: 'declined' }, now)).toBeUndefined();
  expect(medicalWindow({}, now)).toBeUndefined();
});

test('[CA-5] a day of violence that has come nowhere on earth is seen', () => {
  const on = (violenceDay: string) => isViolenceAhead({ recentViolence: 'yes', violenceDay }, now);
  expect(on('2026-11-24')).toBe(false);
  expect(on('2026-11-25')).toBe(true);
});
