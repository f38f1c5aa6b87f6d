import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { checkRules } from './check-rules.ts';

// Put together here, so that the check of this checkout does not read them as tests of its own.
const named = (call: string, name: string) => `${call}('${name}', () => {});\n`;

const SOUND = {
  'capabilities/songs/RULES.md':
    '# Rules\n\n- **SO-1** Songs end. Source: invented.\n\n### R-AGE-2 Songs age\n',
  'capabilities/songs/domain/sing.test.ts':
    named('test', '[SO-1] a song ends') +
    named('test.each([1, 2])', '[R-AGE-2] a song of %d years'),
};

function problemsOf(changes: Readonly<Record<string, string>>): readonly string[] {
  const root = mkdtempSync(path.join(tmpdir(), 'amparo-rules-'));
  try {
    for (const [file, text] of Object.entries({ ...SOUND, ...changes })) {
      mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
      writeFileSync(path.join(root, file), text);
    }
    return checkRules(root).problems;
  } finally {
    rmSync(root, { recursive: true });
  }
}

const TEST = 'capabilities/songs/domain/sing.test.ts';
const BOOK = 'capabilities/songs/RULES.md';

test('rules with a test each pass', () => {
  expect(problemsOf({})).toEqual([]);
});

test('a rule without a test is found', () => {
  expect(problemsOf({ [TEST]: named('test', '[SO-1] a song ends') })).toEqual([
    `${BOOK}:5: no test quotes [R-AGE-2]`,
  ]);
});

test('a quoted rule that does not exist is found', () => {
  expect(problemsOf({ 'platform/x/y.test.ts': named('test', '[SO-9] a song flies') })).toEqual([
    'platform/x/y.test.ts:1: quotes SO-9, which no RULES.md declares',
  ]);
});

test('a skipped test proves nothing', () => {
  const skipped = named('test.skip', '[SO-1] a song ends') + named('it', '[R-AGE-2] a song ages');
  expect(problemsOf({ [TEST]: skipped })).toEqual([
    `${TEST}:1: a skipped test proves nothing of SO-1`,
    `${BOOK}:3: no test quotes [SO-1]`,
  ]);
});

test('an id in a comment or in the body of a test is no proof', () => {
  const comment = `// [SO-1] is proven elsewhere\n${named('test', '[R-AGE-2] a song ages')}`;
  expect(problemsOf({ [TEST]: comment })).toEqual([`${BOOK}:3: no test quotes [SO-1]`]);
});

test('one test may prove several rules', () => {
  expect(problemsOf({ [TEST]: named('describe', '[SO-1, R-AGE-2] songs end with age') })).toEqual(
    [],
  );
  expect(problemsOf({ [TEST]: named('test', '[SO-1] [R-AGE-2] songs end') })).toEqual([]);
});

test('a rule that stands twice is found', () => {
  const book = `${SOUND[BOOK]}- **SO-1** Songs end again.\n`;
  expect(problemsOf({ [BOOK]: book })).toEqual([`${BOOK}:6: SO-1 stands also in ${BOOK}:3`]);
});

test.each([
  '- SO-3 Songs',
  '* **SO-3** Songs',
  '1. SO-3 Songs',
  '| SO-3 | Songs |',
  '- **SO-3**: Songs',
])('a rule that is not written as one is found: %s', (line) => {
  expect(problemsOf({ [BOOK]: `${SOUND[BOOK]}${line}\n` })).toEqual([
    `${BOOK}:6: write the rule as "- **SO-3** …" or "### SO-3 …"`,
  ]);
});

test('a slice without rules is found', () => {
  expect(problemsOf({ 'capabilities/dances/contract.ts': '' })).toEqual([
    'capabilities/dances: a slice has a RULES.md',
  ]);
  expect(problemsOf({ 'capabilities/dances/RULES.md': '# Rules\n' })).toEqual([
    'capabilities/dances/RULES.md: no rule is declared',
  ]);
});
