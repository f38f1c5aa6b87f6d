import { expect, test } from 'vitest';
import { loadMark } from './caseload.ts';

test.each([
  [0, 'fits'],
  [19, 'fits'],
  [20, 'nearly-full'],
  [24, 'nearly-full'],
  [25, 'full'],
  [26, 'too-many'],
])('[CA-11] %i open cases of one worker: %s', (open, mark) => {
  expect(loadMark(open)).toBe(mark);
});
