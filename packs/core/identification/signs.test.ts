import { expect, test } from 'vitest';
import { saying, stated } from '#capabilities/identification/domain/examples.ts';
import { readIndicatorsFor } from '#capabilities/identification/domain/indicator-sets.ts';
import { coreRuleset } from './core-ruleset.ts';

const ruleset = coreRuleset();
const ilo = ruleset.indicators.sets.find(({ id }) => id === 'ilo-child-labour');

function read(...facts: readonly string[]) {
  if (!ilo) throw new Error('No set');
  return readIndicatorsFor(ilo, saying(...facts), new Map(), ruleset.definitions);
}

test('[ID-12] recorded facts answer the indicators that name them', () => {
  const reading = read('act-recruited', 'means-excessive-hours', 'hazardous-work');
  expect(reading.dimensions.find(({ dimension }) => dimension === 'exploitation')).toMatchObject({
    positive: 'yes',
    present: ['excessive-hours', 'hazardous'],
  });
  expect(reading.childRule).toBe('yes');
});

test.each([
  'purpose-escort',
  'commercial-sexual-act',
  'armed-associated',
  'armed-role-support',
  'purpose-begging',
  'purpose-crime',
])('[ID-12] %s is positive by law, whatever counts', (fact) => {
  expect(read('act-transported', fact)).toMatchObject({ childRule: 'yes', byLaw: true });
  expect(read(fact)).toMatchObject({ childRule: 'unknown', byLaw: true });
});

test('[ID-12] a person’s own answer goes before the recorded fact', () => {
  if (!ilo) throw new Error('No set');
  const answers = new Map([['hazardous', 'no' as const]]);
  const reading = readIndicatorsFor(ilo, [stated('hazardous-work')], answers, ruleset.definitions);
  expect(reading.dimensions.flatMap(({ present }) => present)).toEqual([]);
});
