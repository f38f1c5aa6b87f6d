import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ClockDefinition, clockMoves, type Clocks, firstDue } from './clock.ts';
import { Instant } from './instant.ts';

const at = Instant.parse('2026-11-24T09:00:00.000Z');
const clock = (over: object = {}) =>
  ClockDefinition.parse({
    id: 'visit',
    starts: 'walks.planned',
    stops: ['walks.done'],
    hours: { high: 24 },
    source: 'test',
    confirmed: true,
    ...over,
  });
const event = (type: string, level = 'high') => ({ type, at, level });
const running: Clocks = { visit: at };

test('a clock starts with its event, by risk level, and not where the level has no hours', () => {
  const planned = (level: string) => clockMoves([clock()], event('walks.planned', level), {});
  expect(planned('high')).toEqual({ visit: '2026-11-25T09:00:00.000Z' });
  expect(planned('low')).toEqual({});
});

test('a clock is met by its event, and one that never ran is not', () => {
  expect(clockMoves([clock()], event('walks.done'), running)).toEqual({ visit: null });
  expect(clockMoves([clock()], event('walks.done'), {})).toEqual({});
});

test('a correction starts a clock anew, unless it runs only once', () => {
  const later = { visit: '2026-11-25T09:00:00.000Z' };
  expect(clockMoves([clock()], event('walks.planned'), { visit: null })).toEqual(later);
  const once = clock({ once: true });
  expect(clockMoves([once], event('walks.planned'), { visit: null })).toEqual({});
  expect(clockMoves([once], event('walks.planned'), running)).toEqual({});
  expect(clockMoves([once], event('walks.planned'), {})).toEqual(later);
});

test('a clock that runs once and was met before it started does not start later', () => {
  const once = clock({ once: true });
  const met = clockMoves([once], event('walks.done'), {});
  expect(met).toEqual({ visit: null });
  expect(clockMoves([once], event('walks.planned'), met)).toEqual({});
});

test('an event alone never starts a clock that a rule starts', () => {
  expect(clockMoves([clock({ onlyByRule: true })], event('walks.planned'), {})).toEqual({});
});

test('an entry that both meets and starts a clock starts it anew', () => {
  const both = clock({ starts: 'walks.done' });
  expect(clockMoves([both], event('walks.done'), running)).toEqual({
    visit: '2026-11-25T09:00:00.000Z',
  });
});

test('a window of help that has passed is ended by whatever comes next, and not before', () => {
  const window = clock({ lapses: true });
  const earlier = { visit: Instant.parse('2026-11-24T08:59:59.999Z') };
  expect(clockMoves([window], event('walks.other'), earlier)).toEqual({ visit: null });
  expect(clockMoves([window], event('walks.other'), running)).toEqual({});
  expect(clockMoves([clock()], event('walks.other'), earlier)).toEqual({});
});

test('what is due first is the earliest of those that run, whatever the order', () => {
  expect(firstDue({})).toBeUndefined();
  expect(firstDue({ visit: null })).toBeUndefined();
  const instants = fc
    .integer({ min: 0, max: 4e12 })
    .map((ms) => Instant.parse(new Date(ms).toISOString()));
  const clocks = fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.option(instants, { nil: null }));
  fc.assert(
    fc.property(clocks, (given) => {
      const ends = Object.values(given).filter((end) => end !== null);
      expect(firstDue(given)?.at).toBe(ends.toSorted()[0]);
    }),
  );
});
