import { mkdirSync, mkdtempSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { contentStamp } from './content-stamp.ts';

let root = '';

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'amparo-stamp-'));
  mkdirSync(path.join(root, 'web'));
  writeFileSync(path.join(root, 'web/main.ts'), 'one');
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

const stamp = () => contentStamp(root, ['web/**']);

test('the stamp follows contents and names, not dates', () => {
  const before = stamp();
  utimesSync(path.join(root, 'web/main.ts'), 1, 1);
  expect(stamp()).toBe(before);

  renameSync(path.join(root, 'web/main.ts'), path.join(root, 'web/other.ts'));
  const renamed = stamp();
  expect(renamed).not.toBe(before);

  writeFileSync(path.join(root, 'web/other.ts'), 'two');
  expect(stamp()).not.toBe(renamed);
});

test('a test file changes nothing that is built', () => {
  const before = stamp();
  writeFileSync(path.join(root, 'web/main.test.ts'), 'expect');
  expect(stamp()).toBe(before);
});

test('a file outside the patterns changes nothing', () => {
  const before = stamp();
  writeFileSync(path.join(root, 'note.md'), 'note');
  expect(stamp()).toBe(before);
});
