import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fromCtdcRow, toCtdcRow } from '#capabilities/identification/domain/ctdc-row.ts';
import { CalendarDay } from '#kernel/calendar-day.ts';
import { MOST_BYTES, readCtdcText } from './ctdc-file.ts';
import { exampleCsv, exampleHeader, exampleRows, runIdentify } from './identify-example.ts';
import { IMPORTED, type IdentifyReport } from './identify-report.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'amparo-identify-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function file(name: string, content: string | Uint8Array): string {
  const at = path.join(folder, name);
  writeFileSync(at, content);
  return at;
}

async function report(at: string, ...more: readonly string[]): Promise<IdentifyReport> {
  const { status, out, err } = await runIdentify('--ctdc', at, '--json', ...more);
  expect([status, err]).toEqual([0, '']);
  return JSON.parse(out);
}

describe('judging a CTDC export', () => {
  test('[ID-14] every row is judged and counted by result, regime, purpose and age', async () => {
    const told = await report(file('five.csv', exampleCsv(...exampleRows)));
    expect(told).toMatchObject({
      records: 5,
      unmapped: [],
      byResult: {
        'presumed-child-victim-of-trafficking': 2,
        'exploited-trafficking-not-excluded': 1,
        'presumed-adult-victim-of-trafficking': 1,
        concern: 1,
      },
      children: { records: 3 },
      adults: {
        records: 2,
        byResult: { 'presumed-adult-victim-of-trafficking': 1, concern: 1 },
      },
      byExploitation: { 'purpose-sexual-exploitation': 2, 'purpose-begging': 1 },
    });
    expect(told.byRegime['palermo']?.['presumed-child-victim-of-trafficking']).toBe(2);
  });

  test.each([
    ['2016,Hotline,Female', /Expected 10 values, found 3/],
    [exampleRows[0]?.replace('Age 9-17', 'Age 7-77'), /^ageCategories: unknown code$/],
    [exampleRows[0]?.replace('Hotline', 'Gossip'), /^Datasource: unknown code$/],
    [exampleRows[0]?.replace('2016', '16'), /^yearOfRegistration/],
    [`"${String(exampleRows[0])}`, /quotation mark/],
  ])('[ID-14] a broken row (%s) is named by its line and the rest goes on', async (row, reason) => {
    const told = await report(
      file('broken.csv', exampleCsv(exampleRows[1] ?? '', row ?? '', exampleRows[4] ?? '')),
    );
    expect(told.records).toBe(2);
    expect(told.unmapped).toEqual([{ row: 3, reason: expect.stringMatching(reason) }]);
  });

  test('the reason never repeats what stands in the row', async () => {
    const told = await report(
      file(
        'secret.csv',
        exampleCsv(String(exampleRows[0]).replace('Hotline', 'Mira Invented, Coast Road 4')),
      ),
    );
    expect(JSON.stringify(told.unmapped)).not.toContain('Mira');
  });

  test('one line for each row is written, also for a row that was not read', async () => {
    const out = path.join(folder, 'out.csv');
    await report(
      file('mixed.csv', exampleCsv(exampleRows[0] ?? '', 'nonsense', exampleRows[3] ?? '')),
      '--out',
      out,
    );
    const lines = readFileSync(out, 'utf8').trimEnd().split('\n');
    expect(lines).toHaveLength(4);
    expect(lines[1]).toMatch(/^2,child,R-AGE-1,presumed-child-victim-of-trafficking,/);
    expect(lines[2]).toMatch(/^3,.*Expected 10 values, found 1/);
    expect(lines[3]).toMatch(/^4,adult,R-AGE-1,concern,/);
  });

  test('the export is never written over', async () => {
    const at = file('same.csv', exampleCsv(...exampleRows));
    const { status, err } = await runIdentify('--ctdc', at, '--out', at);
    expect([status, err]).toEqual([1, expect.stringContaining('identify.out.is-input')]);
    expect(readFileSync(at, 'utf8')).toBe(exampleCsv(...exampleRows));
  });

  test('columns in another order, with a byte order mark and Windows line ends, are read', async () => {
    const turned = [exampleHeader, ...exampleRows].map((line) =>
      line.split(',').reverse().join(','),
    );
    const told = await report(file('turned.csv', `\uFEFF${turned.join('\r\n')}\r\n`));
    expect(told).toMatchObject({ records: 5, unmapped: [] });
  });
});

describe('what cannot be read is refused with a code and a sentence', () => {
  const refused = async (at: string) => {
    const plain = await runIdentify('--ctdc', at);
    const asJson = await runIdentify('--ctdc', at, '--json');
    expect([plain.status, asJson.status, plain.out]).toEqual([1, 1, '']);
    const { code, message }: { code: string; message: string } = JSON.parse(asJson.out);
    expect(plain.err).toBe(`${code}: ${message}\n`);
    expect(message).not.toContain(folder);
    return code;
  };

  test('a missing file, and a folder', async () => {
    expect(await refused(path.join(folder, 'none.csv'))).toBe('identify.file.missing');
    expect(await refused(folder)).toBe('identify.file.missing');
  });

  test('an empty file, and one with a header alone', async () => {
    expect(await refused(file('empty.csv', ''))).toBe('identify.file.empty');
    expect(await refused(file('header.csv', exampleCsv()))).toBe('identify.file.empty');
  });

  test('text that is not UTF-8', async () => {
    const at = file(
      'latin.csv',
      Buffer.concat([Buffer.from(exampleCsv(...exampleRows)), Buffer.from([0xe9])]),
    );
    expect(await refused(at)).toBe('identify.file.not-utf8');
  });

  test('a file that ends in the middle of a row', async () => {
    const at = file('cut.csv', exampleCsv(...exampleRows).slice(0, -40));
    expect(await refused(at)).toBe('identify.file.truncated');
  });

  test('missing columns, and columns that would be lost', async () => {
    const shorter = exampleCsv(...exampleRows).replace('gender', 'sex');
    expect(await refused(file('columns.csv', shorter))).toBe('identify.file.columns-missing');
    const wider = exampleCsv(...exampleRows).replaceAll('\n', ',x\n');
    expect(await refused(file('wider.csv', wider))).toBe('identify.file.columns-unknown');
  });

  test('a file over the limit is not even read', async () => {
    const at = file('huge.csv', Buffer.alloc(MOST_BYTES + 1, 'x'));
    expect(await refused(at)).toBe('identify.file.too-large');
    rmSync(at);
  });

  test('a pack that is broken, with its file', async () => {
    const { status, err } = await runIdentify(
      '--ctdc',
      file('p.csv', exampleCsv(...exampleRows)),
      '--pack',
      folder,
    );
    expect([status, err]).toEqual([1, expect.stringContaining('identify.pack.broken')]);
  });
});

test('[ID-16] a country judges by its own pack, which adds a law to those of the core', async () => {
  const packs = mkdtempSync(path.join(folder, 'packs-'));
  cpSync(fileURLToPath(new URL('../../packs/core', import.meta.url)), path.join(packs, 'core'), {
    recursive: true,
  });
  const laws = path.join(packs, 'north', 'identification', 'regimes');
  mkdirSync(laws, { recursive: true });
  const manifest = 'id: north\nversion: 1.0.0\nlanguages: [en]\nextends: core\n';
  writeFileSync(path.join(packs, 'north', 'pack.yaml'), manifest);
  writeFileSync(
    path.join(laws, 'north.yaml'),
    `id: north
version: 1
country: XN
rules:
  - id: R-NORTH-1
    version: 1
    result: meets-national-trafficking-definition
    when: { all: [{ anyIn: purpose }, { age: child }] }
    confirmed: true
    citations: [{ source: Invented law of the North, at: s. 1 }]
`,
  );
  const at = file('north.csv', exampleCsv(...exampleRows));
  const told = await report(at, '--pack', path.join(packs, 'north'));
  expect(told.byRegime['north']).toEqual({ 'meets-national-trafficking-definition': 3 });
  expect(told.ruleset).toContain('north@1');
  writeFileSync(path.join(laws, 'north.yaml'), 'id: north\nversion: 1\nrules: []\n');
  const broken = await runIdentify('--ctdc', at, '--pack', path.join(packs, 'north'));
  expect(broken.err).toMatch(/identification\/regimes\/north.yaml rules: /);
});

test.each([
  [[]],
  [['--ctdc', 'a.csv', '--facts', 'b.json']],
  [['--facts', 'b.json', '--out', 'c.csv']],
  [['--schema', '--as-of', 'tomorrow']],
  [['--schema', '--as-of', '2999-01-01']],
  [['--verdict']],
  [['stray']],
])('wrong usage %j ends with status 2 and the help', async (args) => {
  const { status, out, err } = await runIdentify(...args);
  expect([status, out]).toEqual([2, '']);
  expect(err).toContain('identify --ctdc FILE');
});

test('help is printed on request', async () => {
  expect(await runIdentify('--help')).toMatchObject({ status: 0, err: '' });
});

const published = process.env['AMPARO_CTDC_FILE'];
describe.runIf(published)('the published records (AMPARO_CTDC_FILE)', () => {
  test('[ID-14, R-2] all are mapped without loss, and no exploited child comes out lower', async () => {
    const told = await report(published ?? '');
    expect([told.records, told.unmapped, told.children.records]).toEqual([14_299, [], 5_143]);
    expect(Object.keys(told.children.byResult).sort()).toEqual([
      'exploited-trafficking-not-excluded',
      'presumed-child-victim-of-trafficking',
    ]);
    const read = readCtdcText(readFileSync(published ?? '', 'utf8'));
    const today = CalendarDay.parse('2026-11-24');
    const lossy = (read.ok ? read.value.rows : []).filter(
      ({ values }) =>
        JSON.stringify(toCtdcRow(fromCtdcRow(values, IMPORTED, today))) !== JSON.stringify(values),
    );
    expect([read.ok && read.value.rows.length, lossy]).toEqual([14_299, []]);
  });
});
