import { symlinkSync } from 'node:fs';
import path from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import * as yaml from 'yaml';
import { LIMITS } from './pack-files.ts';
import { readPack } from './read-pack.ts';
import { faultLines, shownFaults, SMALL_PACK, withPackFiles } from './temporary-pack.ts';

vi.mock('yaml', { spy: true });
afterEach(() => {
  vi.clearAllMocks();
});

const withList = (text: string) => ({ ...SMALL_PACK, 'demo/lists/other.yaml': text });

test('a file of 50 MB is refused before anything is parsed', () => {
  const huge = { ...SMALL_PACK, 'demo/lists/huge.yaml': 'a'.repeat(50 * 1024 * 1024) };
  expect(faultLines(huge)).toEqual(['pack.file.too-large lists/huge.yaml']);
  expect(yaml.parseDocument).not.toHaveBeenCalled();
});

test('a pack of too many bytes in small files is refused before anything is parsed', () => {
  const files: Record<string, string> = { ...SMALL_PACK };
  const text = 'a'.repeat(LIMITS.fileBytes);
  for (let index = 0; index < 17; index += 1) files[`demo/lists/l${String(index)}.yaml`] = text;
  expect(faultLines(files)).toEqual(['pack.file.too-large']);
  expect(yaml.parseDocument).not.toHaveBeenCalled();
});

test('broken YAML is refused with its line', () => {
  expect(shownFaults(withList('id: other\ncodes: [\n'))[0]).toMatch(
    /^demo lists\/other\.yaml:\d+: .*\(pack\.document\.syntax\)$/,
  );
});

test.each([
  ['a key that stands twice', 'id: other\nid: again\ncodes: [{ code: a }]\n'],
  ['an alias', 'id: &name other\nsource: *name\ncodes: [{ code: a }]\n'],
  ['a tag that nobody knows', 'id: !secret other\ncodes: [{ code: a }]\n'],
  ['two documents in one file', 'id: other\n---\nid: again\n'],
  ['a document nested 100,000 deep', '['.repeat(100_000)],
])('%s is refused', (_what, text) => {
  expect(faultLines(withList(text))).toContain('pack.document.syntax lists/other.yaml');
});

// Unfolded it would be 9^10 letters: without a refusal before that, this test would never end.
test('a nest of aliases is refused before it is unfolded', () => {
  const bomb = ['a: &a [x, x, x, x, x, x, x, x, x]'];
  for (const [from, to] of ['ab', 'bc', 'cd', 'de', 'ef', 'fg', 'gh', 'hi', 'ij']) {
    bomb.push(
      `${String(to)}: &${String(to)} [${Array(9)
        .fill(`*${String(from)}`)
        .join(', ')}]`,
    );
  }
  expect(faultLines(withList(bomb.join('\n')))).toEqual(['pack.document.syntax lists/other.yaml']);
});

test('broken JSON is refused', () => {
  const files = { ...SMALL_PACK, 'demo/messages/more.en.json': '{ "a": "b", }' };
  expect(faultLines(files)).toContain('pack.document.syntax messages/more.en.json');
});

test('a key that stands twice in JSON is refused', () => {
  const files = { ...SMALL_PACK, 'demo/messages/more.en.json': '{ "a": "b", "a": "c" }' };
  expect(faultLines(files)).toContain('pack.document.syntax messages/more.en.json');
});

test('an empty file is refused', () => {
  expect(faultLines(withList(''))).toEqual(['pack.document.shape lists/other.yaml']);
});

test('an unknown key is refused where it stands', () => {
  expect(faultLines(withList('id: other\ncodes:\n  - { code: a, colour: red }\n'))).toEqual([
    'pack.document.shape lists/other.yaml codes[0]',
  ]);
});

test('a link out of the pack is refused', () => {
  withPackFiles(SMALL_PACK, (folder) => {
    symlinkSync('/etc', path.join(folder, 'demo/lists/etc'));
    const result = readPack(path.join(folder, 'demo'), { parts: {}, contracts: {} });
    expect(result).toMatchObject({
      ok: false,
      refusal: { faults: [{ code: 'pack.file.link', file: 'lists/etc' }] },
    });
  });
});

test('a folder without pack.yaml is no pack', () => {
  expect(faultLines({ 'demo/readme.json': '{}' })).toEqual(['pack.file.missing pack.yaml']);
});
