import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { brokenLinks } from './broken-links.ts';
import { paperProblems, SOURCES_PAPER, withTables } from './check-papers.ts';
import { DEPENDENCIES_PAPER, dependencyProblems } from './dependency-table.ts';
import { ruleSources } from './rule-sources.ts';

const root = path.resolve(import.meta.dirname, '..');

function inFolder<Answer>(
  files: Readonly<Record<string, string>>,
  look: (folder: string) => Answer,
): Answer {
  const folder = mkdtempSync(path.join(tmpdir(), 'amparo-papers-'));
  try {
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
      writeFileSync(path.join(folder, file), text);
    }
    return look(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function copyDependencies(folder: string): void {
  mkdirSync(path.join(folder, 'docs/decisions'), { recursive: true });
  for (const file of ['package.json', DEPENDENCIES_PAPER])
    cpSync(path.join(root, file), path.join(folder, file));
}

describe('a link', () => {
  const other = { 'docs/other.md': '# Other page\n\n## What, and `why`?\n' };

  test.each([
    '[a](docs/other.md)',
    '[a](docs/other.md#what-and-why)',
    '[a](https://example.invalid/nothing)',
    '[the top](#a-paper)',
    'code: `[a](nowhere.md)`',
    'a name: `docs/other.md`; a pattern: `docs/*.md`, `docs/NAME.md`; another program: `other.md`',
    '```md\n[a](nowhere.md)\n```',
  ])('that leads somewhere, or is none, is left alone: %s', (text) => {
    const files = { ...other, 'README.md': `# A paper\n\n${text}\n` };
    expect(inFolder(files, brokenLinks)).toEqual([]);
  });

  test.each([
    ['[a](docs/gone.md)', 'docs/gone.md'],
    ['![a picture](docs/gone.png)', 'docs/gone.png'],
    ['[a](docs/other.md#gone)', 'docs/other.md#gone'],
    ['[a](../beyond.md)', '../beyond.md'],
    ['[a](docs/other.md) and [b](gone.md "title")', 'gone.md'],
    ['see `docs/gone.md`', 'docs/gone.md'],
  ])('that leads nowhere is named with its line: %s', (text, target) => {
    const files = { ...other, 'README.md': `# A paper\n\n${text}\n` };
    expect(inFolder(files, brokenLinks)).toEqual([`README.md:3: ${target} leads nowhere`]);
  });

  test('is looked up from the paper that it stands in', () => {
    const files = { 'README.md': '# A\n', 'docs/b.md': '[up](../README.md) [wrong](README.md)\n' };
    expect(inFolder(files, brokenLinks)).toEqual(['docs/b.md:1: README.md leads nowhere']);
  });
});

describe('the tables of sources', () => {
  const tables = ruleSources(root);

  test('name every rule of the core pack with its source, read or recalled', () => {
    const rows = tables.split('\n').filter((line) => / R-[A-Z0-9-]+ /.test(line));
    expect(rows.length).toBeGreaterThan(35);
    for (const row of rows) expect(row).toMatch(/^\|(?: \S.* \|){4} (?:read|recalled|ours) \|$/);
    expect(rows.find((row) => row.includes(' R-1 '))).toContain('Palermo Protocol');
    expect(rows.find((row) => row.includes(' R-CRC-32 '))).toMatch(/recalled \|$/);
  });

  test('in a paper are replaced and nothing else is', () => {
    const paper = readFileSync(path.join(root, SOURCES_PAPER), 'utf8');
    expect(withTables(withTables(paper, 'OTHER') ?? '', tables)).toBe(withTables(paper, tables));
    expect(withTables('# No place\n', tables)).toBeUndefined();
  });

  test('that no longer say what the pack says are named', () => {
    const problems = inFolder({}, (folder) => {
      cpSync(path.join(root, 'packs/core'), path.join(folder, 'packs/core'), { recursive: true });
      const paper = readFileSync(path.join(root, SOURCES_PAPER), 'utf8');
      mkdirSync(path.join(folder, 'docs/standards'), { recursive: true });
      writeFileSync(path.join(folder, SOURCES_PAPER), withTables(paper, tables) ?? '');
      copyDependencies(folder);
      const before = paperProblems(folder).filter((one) => one.includes('has changed'));
      const rules = path.join(folder, 'packs/core/identification/regimes/palermo.yaml');
      const changed = readFileSync(rules, 'utf8').replace('confirmed: true', 'confirmed: false');
      writeFileSync(rules, changed);
      return { before, after: paperProblems(folder).filter((one) => one.includes('has changed')) };
    });
    expect(problems.before).toEqual([]);
    expect(problems.after).toHaveLength(1);
  });
});

describe('the table of dependencies', () => {
  const changed = (file: string, change: (text: string) => string) =>
    inFolder({}, (folder) => {
      copyDependencies(folder);
      const at = path.join(folder, file);
      writeFileSync(at, change(readFileSync(at, 'utf8')));
      return dependencyProblems(folder);
    });

  test('has a row with the version of each', () => {
    expect(changed('package.json', (text) => text)).toEqual([]);
  });

  test('that lacks one, or has another version of it, is named', () => {
    const raised = changed('package.json', (text) =>
      text.replace(/"zod": "[^"]+"/, '"zod": "99.0.0"'),
    );
    expect(raised).toEqual([`${DEPENDENCIES_PAPER}: zod 99.0.0 needs its row, with the reason`]);
    const without = changed(DEPENDENCIES_PAPER, (text) => text.replace(/^\| zod .*\n/m, ''));
    expect(without).toHaveLength(1);
  });

  test('that has one which is gone is named', () => {
    const gone = changed('package.json', (text) => text.replace(/ *"qr": "[^"]+",\n/, ''));
    expect(gone).toEqual([`${DEPENDENCIES_PAPER}: qr is used no more`]);
  });
});
