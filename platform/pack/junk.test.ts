import path from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stringify } from 'yaml';
import { parseDocumentText } from './parse-document.ts';
import { readPack } from './read-pack.ts';
import { SMALL_PACK, withPackFiles } from './temporary-pack.ts';

// The marks of YAML, and what has broken parsers before.
const MARKS =
  'a|: |- |\n|  |{|}|[|]|&x |*x|!t |>|"|\'|#|---|...|? |<<|,|\t|\u0000|%YAML 9|\ud800|~|.inf'.split(
    '|',
  );

const yamlish = fc
  .array(fc.constantFrom('|', ...MARKS), { maxLength: 60 })
  .map((parts) => parts.join(''));

test('no text makes the parser throw: it is a document or a fault with a place', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), yamlish), (text) => {
      const parsed = parseDocumentText('demo', 'lists/x.yaml', text);
      if (parsed.ok) return typeof parsed.value.lineOf([]) !== 'string';
      return parsed.refusal.faults.length > 0;
    }),
    { numRuns: 2000 },
  );
});

test('no document, of any shape in any place, makes the reader throw', () => {
  const file = fc.constantFrom(
    'pack.yaml',
    'forms/visit.yaml',
    'lists/mood.yaml',
    'places/all.yaml',
    'clocks.yaml',
    'messages/en.json',
    'messages/ar.json',
    'other.yaml',
  );
  fc.assert(
    fc.property(file, fc.jsonValue({ maxDepth: 5 }), (name, value) => {
      const text = name.endsWith('.json') ? JSON.stringify(value) : stringify(value);
      const files = { ...SMALL_PACK, [`demo/${name}`]: text };
      const read = withPackFiles(files, (folder) =>
        readPack(path.join(folder, 'demo'), { parts: {}, contracts: {} }),
      );
      return read.ok || read.refusal.faults.every((fault) => fault.reason !== '');
    }),
    { numRuns: 150 },
  );
});

test('a list called like a part of JavaScript objects is refused as a code, not obeyed', () => {
  const proto = { ...SMALL_PACK, 'demo/lists/mood.yaml': '__proto__: { id: mood }\ncodes: []\n' };
  const read = withPackFiles(proto, (folder) =>
    readPack(path.join(folder, 'demo'), { parts: {}, contracts: {} }),
  );
  expect(read.ok).toBe(false);
  expect(Object.hasOwn(Object.prototype, 'id')).toBe(false);
});
