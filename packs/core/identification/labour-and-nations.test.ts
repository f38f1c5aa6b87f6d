import { describe, expect, test } from 'vitest';
import { evaluate } from '#capabilities/identification/domain/evaluate.ts';
import {
  aChild,
  ageStated,
  anAdult,
  saying,
  stated,
} from '#capabilities/identification/domain/examples.ts';
import { coreRuleset } from './core-ruleset.ts';

const ruleset = coreRuleset();

function rulesFor(context: typeof aChild, ...facts: readonly string[]): readonly string[] {
  const { explanations } = evaluate(saying(...facts), context, ruleset);
  return explanations.map(({ ruleId }) => ruleId);
}
const child = (...facts: readonly string[]) => rulesFor(aChild, ...facts);
const adult = (...facts: readonly string[]) => rulesFor(anAdult, ...facts);

function hours(age: number, fact: string, worked: number): readonly string[] {
  const { explanations } = evaluate([stated(fact, worked)], ageStated(age, age), ruleset);
  return explanations.map(({ ruleId }) => ruleId);
}

describe('child labour', () => {
  test('[R-7-AGE] under 13 any work, under 15 work that is not light', () => {
    expect(rulesFor(ageStated(12, 12), 'work-economic')).toContain('R-7-AGE');
    expect(rulesFor(ageStated(14, 14), 'work-economic')).not.toContain('R-7-AGE');
    expect(rulesFor(ageStated(14, 14), 'work-economic', 'work-not-light')).toContain('R-7-AGE');
    expect(rulesFor(ageStated(15, 15), 'work-economic', 'work-not-light')).not.toContain('R-7-AGE');
  });

  test('[R-7-AGE, R-AGE-2] an age that may lie below the limit is resolved to the child', () => {
    expect(rulesFor(ageStated(12, 16), 'work-economic')).toContain('R-7-AGE');
  });

  test('[R-7-HAZARD, R-C182-D] hazardous work of a child is both hazardous and a worst form', () => {
    expect(child('hazardous-work')).toEqual(expect.arrayContaining(['R-7-HAZARD', 'R-C182-D']));
    expect(adult('hazardous-work')).toEqual(['R-9']);
  });

  test.each([
    [5, 1, true],
    [11, 1, true],
    [12, 13, false],
    [12, 14, true],
    [14, 14, true],
    [15, 42, false],
    [15, 43, true],
    [17, 43, true],
    [18, 60, false],
  ])('[R-7-HOURS] at %i, %i hours of economic work: %s', (age, worked, holds) => {
    expect(hours(age, 'hours-economic', worked).includes('R-7-HOURS')).toBe(holds);
  });

  test.each([
    [8, 20, false],
    [8, 21, true],
    [14, 21, true],
    [15, 21, false],
  ])('[R-7-CHORES] at %i, %i hours of chores: %s', (age, worked, holds) => {
    expect(hours(age, 'hours-chores', worked).includes('R-7-CHORES')).toBe(holds);
  });
});

describe('worst forms, forced labour, slavery', () => {
  test.each([
    ['purpose-debt-bondage', 'R-C182-A'],
    ['purpose-escort', 'R-C182-B'],
    ['purpose-crime', 'R-C182-C'],
  ])('[R-C182-A, R-C182-B, R-C182-C] %s is a worst form by %s', (fact, rule) => {
    expect(child(fact)).toContain(rule);
    expect(adult(fact)).not.toContain(rule);
  });

  test('[R-C182-A] trafficking itself is a worst form', () => {
    expect(child('act-received', 'purpose-fishing')).toContain('R-C182-A');
  });

  test('[R-C29-2] for an adult: work, menace of a penalty, and not voluntary', () => {
    const facts = ['purpose-agriculture', 'work-menace-of-penalty', 'work-not-voluntary'];
    expect(adult(...facts)).toContain('R-C29-2');
    expect(adult(...facts.slice(0, 2))).not.toContain('R-C29-2');
  });

  test.each(['work-menace-of-penalty', 'parents-coerced', 'parent-in-forced-labour'])(
    '[R-C29-CHILD] a child at work, and %s, is in forced labour',
    (fact) => {
      expect(child('work-economic', fact)).toContain('R-C29-CHILD');
      expect(child('work-economic')).not.toContain('R-C29-CHILD');
      expect(adult('work-economic', fact)).not.toContain('R-C29-CHILD');
    },
  );

  test('[R-1956-A, R-1956-B] debt bondage and serfdom hold at any age', () => {
    expect(adult('purpose-debt-bondage')).toContain('R-1956-A');
    expect(child('purpose-serfdom')).toContain('R-1956-B');
  });

  test('[R-1956-C] marriage: of a child always, of an adult against payment', () => {
    expect(child('purpose-marriage')).toContain('R-1956-C');
    expect(adult('purpose-marriage')).not.toContain('R-1956-C');
    expect(adult('purpose-marriage', 'consideration-given')).toContain('R-1956-C');
  });

  test('[R-1956-D] a child placed by the parents and put to work, reward or not', () => {
    const placed = child('delivered-by-parent-or-guardian', 'purpose-domestic-service');
    expect(placed).toContain('R-1956-D');
    expect(child('delivered-by-parent-or-guardian')).not.toContain('R-1956-D');
  });
});

describe('the United States', () => {
  test('[R-US-SEX] commercial sex of a child needs no force', () => {
    expect(child('act-patronised', 'commercial-sexual-act')).toContain('R-US-SEX');
  });

  test('[R-US-SEX-ADULT] of an adult it does', () => {
    expect(adult('act-recruited', 'commercial-sexual-act')).not.toContain('R-US-SEX-ADULT');
    const forced = adult('act-recruited', 'commercial-sexual-act', 'means-force');
    expect(forced).toContain('R-US-SEX-ADULT');
  });

  test('[R-US-LAB] labour needs force, fraud or coercion, also of a child', () => {
    const facts = ['act-recruited', 'purpose-construction'];
    expect(child(...facts)).not.toContain('R-US-LAB');
    expect(child(...facts, 'means-debt-bondage')).toContain('R-US-LAB');
  });

  test('[R-US-LAB-MISSING] without it the child is protected by Palermo and the element is named', () => {
    const { explanations } = evaluate(
      saying('act-recruited', 'purpose-construction'),
      aChild,
      ruleset,
    );
    expect(explanations[0]?.ruleId).toBe('R-1');
    const missing = explanations.find(({ ruleId }) => ruleId === 'R-US-LAB-MISSING');
    expect(missing).toMatchObject({
      missingElement: 'force-fraud-or-coercion',
      result: 'national-element-missing',
    });
    expect(missing?.factsMissing).toContainEqual({ kind: 'fact', fact: 'means-force' });
  });
});

describe('England and Wales', () => {
  test('[R-UK-CHILD] travel arranged to exploit a child needs no force', () => {
    expect(child('act-harboured', 'purpose-crime')).toContain('R-UK-CHILD');
    expect(child('act-control-exchanged', 'purpose-crime')).toContain('R-UK-CHILD');
  });

  test('[R-UK-ADULT] of an adult force, threats or deception must be recorded', () => {
    expect(adult('act-harboured', 'purpose-crime')).not.toContain('R-UK-ADULT');
    expect(adult('act-harboured', 'purpose-crime', 'means-deception')).toContain('R-UK-ADULT');
  });
});
