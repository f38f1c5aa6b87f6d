import { expect, test } from 'vitest';
import { saying, stated } from '#capabilities/identification/domain/examples.ts';
import {
  buildIndicators,
  readIndicatorsFor,
} from '#capabilities/identification/domain/indicator-sets.ts';
import { coreDocument, coreRuleset } from './core-ruleset.ts';

const ruleset = coreRuleset();
const built = buildIndicators([coreDocument('indicators/ilo-child-labour.yaml')], ruleset);

function read(...facts: readonly string[]) {
  const set = built.ok ? built.value.sets[0] : undefined;
  if (!set) throw new Error('No set');
  return readIndicatorsFor(set, saying(...facts), new Map(), ruleset);
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
  const set = built.ok ? built.value.sets[0] : undefined;
  if (!set) throw new Error('No set');
  const answers = new Map([['hazardous', 'no' as const]]);
  const reading = readIndicatorsFor(set, [stated('hazardous-work')], answers, ruleset);
  expect(reading.dimensions.flatMap(({ present }) => present)).toEqual([]);
});
