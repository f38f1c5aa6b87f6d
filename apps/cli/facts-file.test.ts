import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runIdentify } from './identify-example.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'amparo-facts-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function file(name: string, content: string): string {
  const at = path.join(folder, name);
  writeFileSync(at, content);
  return at;
}

const judged = async (facts: unknown) => {
  const at = file('facts.json', typeof facts === 'string' ? facts : JSON.stringify(facts));
  const { status, out } = await runIdentify('--facts', at, '--json', '--as-of', '2026-11-24');
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
  const { status, out } = await runIdentify('--facts', at);
  expect(status).toBe(0);
  expect(out).toContain('at-risk-in-transit [palermo, R-3 version 1]');
  expect(out).toContain('source: Palermo Protocol, Art. 3(a), (c), (d)');
  expect(out).toMatch(/would settle most: \S+ \(\d+ open rules\)/);
});

test('the schema of the file is printed', async () => {
  const { status, out } = await runIdentify('--schema');
  expect(status).toBe(0);
  expect(JSON.parse(out)).toMatchObject({
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    type: 'object',
    required: ['statements'],
  });
});
