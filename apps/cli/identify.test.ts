import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  CTDC_COLUMNS,
  fromCtdcRow,
  toCtdcRow,
} from '#capabilities/identification/domain/ctdc-row.ts';
import { CalendarDay } from '#kernel/calendar-day.ts';
import { MOST_BYTES, readCtdcText } from './ctdc-file.ts';
import { identifyCommand } from './identify.ts';
import { IMPORTED, type IdentifyReport } from './identify-report.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'amparo-identify-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

async function run(...args: readonly string[]) {
  let out = '';
  let err = '';
  const status = await identifyCommand.run(args, {
    out: (text) => (out += text),
    err: (text) => (err += text),
    env: {},
  });
  return { status, out, err };
}

function file(name: string, content: string | Uint8Array): string {
  const at = path.join(folder, name);
  writeFileSync(at, content);
  return at;
}

const header = CTDC_COLUMNS.join(',');
/** Invented rows: three children, two adults. */
const rows = [
  '2016,Hotline,Female,US,0,Other,Family/Relative,Sexual Exploitation,Unknown,Age 9-17',
  '2017,Hotline,Male,0,0,Threats,Not Specified,Sexual Exploitation,Unknown,Age 9-17',
  '2018,Case Management,Male,KH,1,Financial,Other,Forced Labor,Begging,Age 0-8',
  '2018,Case Management,Female,UA,1,Other,Other,Forced Labor,Domestic Work,Age 30-38',
  '2018,Case Management,Female,UA,1,Threats,Other,Forced Labor,Construction,Age 30-38',
];
const csv = (...lines: readonly string[]) => `${[header, ...lines].join('\n')}\n`;

async function report(at: string, ...more: readonly string[]): Promise<IdentifyReport> {
  const { status, out, err } = await run('--ctdc', at, '--json', ...more);
  expect([status, err]).toEqual([0, '']);
  return JSON.parse(out);
}

describe('judging a CTDC export', () => {
  test('[ID-14] every row is judged and counted by result, regime, purpose and age', async () => {
    const told = await report(file('five.csv', csv(...rows)));
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
    [rows[0]?.replace('Age 9-17', 'Age 7-77'), /^ageCategories: unknown code$/],
    [rows[0]?.replace('Hotline', 'Gossip'), /^Datasource: unknown code$/],
    [rows[0]?.replace('2016', '16'), /^yearOfRegistration/],
    [`"${String(rows[0])}`, /quotation mark/],
  ])('[ID-14] a broken row (%s) is named by its line and the rest goes on', async (row, reason) => {
    const told = await report(file('broken.csv', csv(rows[1] ?? '', row ?? '', rows[4] ?? '')));
    expect(told.records).toBe(2);
    expect(told.unmapped).toEqual([{ row: 3, reason: expect.stringMatching(reason) }]);
  });

  test('the reason never repeats what stands in the row', async () => {
    const told = await report(
      file('secret.csv', csv(String(rows[0]).replace('Hotline', 'Mira Invented, Coast Road 4'))),
    );
    expect(JSON.stringify(told.unmapped)).not.toContain('Mira');
  });

  test('one line for each row is written, also for a row that was not read', async () => {
    const out = path.join(folder, 'out.csv');
    await report(file('mixed.csv', csv(rows[0] ?? '', 'nonsense', rows[3] ?? '')), '--out', out);
    const lines = readFileSync(out, 'utf8').trimEnd().split('\n');
    expect(lines).toHaveLength(4);
    expect(lines[1]).toMatch(/^2,child,R-AGE-1,presumed-child-victim-of-trafficking,/);
    expect(lines[2]).toMatch(/^3,.*Expected 10 values, found 1/);
    expect(lines[3]).toMatch(/^4,adult,R-AGE-1,concern,/);
  });

  test('the export is never written over', async () => {
    const at = file('same.csv', csv(...rows));
    const { status, err } = await run('--ctdc', at, '--out', at);
    expect([status, err]).toEqual([1, expect.stringContaining('identify.out.is-input')]);
    expect(readFileSync(at, 'utf8')).toBe(csv(...rows));
  });

  test('columns in another order, with a byte order mark and Windows line ends, are read', async () => {
    const turned = [header, ...rows].map((line) => line.split(',').reverse().join(','));
    const told = await report(file('turned.csv', `\uFEFF${turned.join('\r\n')}\r\n`));
    expect(told).toMatchObject({ records: 5, unmapped: [] });
  });
});

describe('what cannot be read is refused with a code and a sentence', () => {
  const refused = async (at: string) => {
    const plain = await run('--ctdc', at);
    const asJson = await run('--ctdc', at, '--json');
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
    expect(await refused(file('header.csv', csv()))).toBe('identify.file.empty');
  });

  test('text that is not UTF-8', async () => {
    const at = file('latin.csv', Buffer.concat([Buffer.from(csv(...rows)), Buffer.from([0xe9])]));
    expect(await refused(at)).toBe('identify.file.not-utf8');
  });

  test('a file that ends in the middle of a row', async () => {
    const at = file('cut.csv', csv(...rows).slice(0, -40));
    expect(await refused(at)).toBe('identify.file.truncated');
  });

  test('missing columns, and columns that would be lost', async () => {
    const shorter = csv(...rows).replace('gender', 'sex');
    expect(await refused(file('columns.csv', shorter))).toBe('identify.file.columns-missing');
    const wider = csv(...rows).replaceAll('\n', ',x\n');
    expect(await refused(file('wider.csv', wider))).toBe('identify.file.columns-unknown');
  });

  test('a file over the limit is not even read', async () => {
    const at = file('huge.csv', Buffer.alloc(MOST_BYTES + 1, 'x'));
    expect(await refused(at)).toBe('identify.file.too-large');
    rmSync(at);
  });

  test('a pack that is broken, with its file', async () => {
    const { status, err } = await run('--ctdc', file('p.csv', csv(...rows)), '--pack', folder);
    expect([status, err]).toEqual([1, expect.stringContaining('identify.pack.broken')]);
  });
});

describe('judging a hand-written set of facts', () => {
  const judged = async (facts: unknown) => {
    const at = file('facts.json', typeof facts === 'string' ? facts : JSON.stringify(facts));
    const { status, out } = await run('--facts', at, '--json', '--as-of', '2026-11-24');
    return { status, told: JSON.parse(out) };
  };
  const ageThirteen = { agesAtEvent: [{ least: 13, most: 13, basis: 'child' }] };
  const statement = { fact: 'act-recruited', value: 'yes', evidence: 'child-disclosed' };

  test('[R-1] the answer is explained: rule, version, source, facts, next question', async () => {
    const purpose = { ...statement, fact: 'purpose-mining' };
    const { status, told } = await judged({ age: ageThirteen, statements: [statement, purpose] });
    expect(status).toBe(0);
    expect(told.explanations[0]).toMatchObject({
      ruleId: 'R-1',
      ruleVersion: 1,
      regime: 'palermo',
      factsUsed: [{ fact: 'act-recruited', on: '2026-11-24' }, { fact: 'purpose-mining' }],
      citations: [{ source: 'Palermo Protocol' }],
    });
    expect(told.nextQuestion.settles).toBeGreaterThan(0);
  });

  test.each([
    ['{', 'identify.facts.not-json'],
    [[], 'identify.facts.invalid'],
    [{ statements: [{ ...statement, value: 'maybe' }] }, 'identify.facts.invalid'],
    [{ statements: [{ ...statement, evidence: 'rumour' }] }, 'identify.facts.invalid'],
    [{ statements: [], extra: 1 }, 'identify.facts.invalid'],
    [
      { statements: [], age: { agesAtEvent: [{ least: 9, most: 200, basis: 'child' }] } },
      'identify.facts.invalid',
    ],
    [{ statements: [{ ...statement, fact: 'act-flown' }] }, 'identify.facts.refused'],
    [{ statements: [{ ...statement, value: 12 }] }, 'identify.facts.refused'],
    [{ statements: [{ ...statement, on: '2027-01-01' }] }, 'identify.facts.refused'],
    [{ asOf: '2027-01-01', statements: [statement] }, 'identify.facts.in-future'],
  ])('%j is refused: %s', async (facts, code) => {
    const { status, told } = await judged(facts);
    expect([status, told]).toEqual([1, { code, message: expect.any(String) }]);
  });

  test('for a terminal the same is told in lines', async () => {
    const at = file('plain.json', JSON.stringify({ age: ageThirteen, statements: [statement] }));
    const { status, out } = await run('--facts', at);
    expect(status).toBe(0);
    expect(out).toContain('at-risk-in-transit [palermo, R-3 version 1]');
    expect(out).toContain('source: Palermo Protocol, Art. 3(a), (c), (d)');
    expect(out).toMatch(/would settle most: \S+ \(\d+ open rules\)/);
  });

  test('the schema of the file is printed', async () => {
    const { status, out } = await run('--schema');
    expect(status).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      type: 'object',
      required: ['statements'],
    });
  });
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
  const { status, out, err } = await run(...args);
  expect([status, out]).toEqual([2, '']);
  expect(err).toContain('identify --ctdc FILE');
});

test('help is printed on request', async () => {
  expect(await run('--help')).toMatchObject({ status: 0, err: '' });
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
