import { expect, test } from 'vitest';
import { Instant } from '#kernel/instant.ts';
import { dueWords, isLate } from './due-words.ts';

const now = Date.parse('2026-11-24T12:00:00.000Z');
const words = (key: string, values?: Readonly<Record<string, string | number>>) =>
  `${key}:${String(values?.['count'])}`;
const due = (at: string) => dueWords(Instant.parse(at), now, { words });

test.each([
  ['2026-11-24T12:00:00.000Z', 'due.in.minutes:0'],
  ['2026-11-24T12:59:00.000Z', 'due.in.minutes:59'],
  ['2026-11-24T13:59:00.000Z', 'due.in.hours:1'],
  ['2026-11-26T11:59:00.000Z', 'due.in.hours:47'],
  ['2026-11-26T12:00:00.000Z', 'due.in.days:2'],
  ['2026-11-24T11:59:30.000Z', 'due.late.minutes:0'],
  ['2026-11-23T13:00:00.000Z', 'due.late.hours:23'],
  ['2026-10-20T12:00:00.000Z', 'due.late.days:35'],
])('what is due at %s never promises more time than there is: %s', (at, expected) => {
  expect(due(at)).toBe(expected);
});

test('what is due this very moment is not late', () => {
  expect(isLate(Instant.parse('2026-11-24T12:00:00.000Z'), now)).toBe(false);
  expect(isLate(Instant.parse('2026-11-24T11:59:59.999Z'), now)).toBe(true);
});
