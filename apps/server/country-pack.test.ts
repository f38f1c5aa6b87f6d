import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { showFault } from '#platform/pack/pack-fault.ts';
import { readCountryPack } from './country-pack.ts';

const packs = path.resolve(import.meta.dirname, '../../packs');
let copy = '';

beforeEach(() => {
  copy = mkdtempSync(path.join(tmpdir(), 'amparo-packs-'));
  cpSync(packs, copy, { recursive: true });
});
afterEach(() => {
  rmSync(copy, { recursive: true });
});

function edit(file: string, from: string, to: string): void {
  const text = readFileSync(path.join(copy, file), 'utf8');
  expect(text).toContain(from);
  writeFileSync(path.join(copy, file), text.replace(from, to));
}

function faults(pack = 'demo'): readonly string[] {
  const read = readCountryPack(path.join(copy, pack));
  return read.ok ? [] : read.refusal.faults.map(showFault);
}

test.each(['core', 'demo'])('the pack %s is sound', (pack) => {
  expect(faults(pack)).toEqual([]);
});

test('the demo country has roles, rules, forms in every language and places', () => {
  const read = readCountryPack(path.join(copy, 'demo'));
  expect(read.ok && read.value.parts.roles.map(({ role }) => role)).toContain('social-worker');
  expect(read.ok && read.value.parts.ruleset.regimes.length).toBeGreaterThan(5);
  expect(read.ok && [...read.value.messages.keys()].sort()).toEqual(
    read.ok && [...read.value.languages].sort(),
  );
  expect(read.ok && read.value.places.size).toBe(33);
});

test('a role that writes what it cannot read is refused with file and line', () => {
  edit('core/roles/roles.yaml', 'reads: [identity, justice]', 'reads: [identity]');
  expect(faults()).toEqual([
    expect.stringMatching(
      /^core roles\/roles\.yaml:\d+ roles\[\d+\]\.writes: police-officer would/,
    ),
  ]);
});

test('a role for immigration enforcement is refused', () => {
  edit('core/roles/roles.yaml', 'role: analyst', 'role: immigration-enforcement');
  expect(faults()).toEqual([expect.stringContaining('(pack.purpose.forbidden)')]);
});

test('a rule on a fact that nobody can state is refused', () => {
  edit('core/identification/facts.yaml', 'code: act-recruited', 'code: act-renamed');
  expect(faults().join('\n')).toMatch(/^core identification\/.*act-recruited/m);
});

test('a form that states a fact unknown to the rules is refused', () => {
  edit(
    'core/forms/first-contact.yaml',
    'id: appearsUnder18,',
    'id: appearsUnder18, fact: no-such-fact,',
  );
  expect(faults()).toEqual([expect.stringContaining('appearsUnder18.fact: No fact no-such-fact.')]);
});

test('a form without a field that the rules of cases rely on is refused', () => {
  edit('core/forms/risk.yaml', 'id: level,', 'id: urgency,');
  expect(faults().join('\n')).toContain('The field level (choice) is needed. (pack.form.contract)');
});
