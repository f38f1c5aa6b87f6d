import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { checkRules } from './check-rules.ts';
import { makeSlice } from './new-slice.ts';

let root = '';
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'amparo-slice-'));
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

test('a new slice has every room and the papers it begins with', () => {
  expect(makeSlice(root, 'songs')).toMatchObject({ ok: true });
  for (const part of ['domain', 'storage', 'api', 'ui', 'README.md', 'contract.ts']) {
    expect(existsSync(path.join(root, 'capabilities/songs', part))).toBe(true);
  }
});

test('its first rule wants a test, and is content with one', () => {
  makeSlice(root, 'songs');
  expect(checkRules(root).problems).toEqual([
    'capabilities/songs/RULES.md:5: no test quotes [SO-1]',
  ]);
  // In two pieces, so that this file is not read as a proof of the rule.
  const proof = ['test(', "'[SO-1] a song ends', () => {});"].join('');
  writeFileSync(path.join(root, 'capabilities/songs/domain/sing.test.ts'), proof);
  expect(checkRules(root).problems).toEqual([]);
});

test('a slice that exists is left as it is', () => {
  makeSlice(root, 'songs');
  const contract = path.join(root, 'capabilities/songs/contract.ts');
  writeFileSync(contract, 'export type Song = string;\n');
  expect(makeSlice(root, 'songs')).toMatchObject({ ok: false });
  expect(readFileSync(contract, 'utf8')).toBe('export type Song = string;\n');
});

test.each(['', 'Songs', 'two-words', '../up', 'a'])('%o is no name of a slice', (name) => {
  expect(makeSlice(root, name)).toMatchObject({ ok: false });
  expect(existsSync(path.join(root, 'capabilities'))).toBe(false);
});
