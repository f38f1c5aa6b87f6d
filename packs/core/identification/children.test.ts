import { describe, expect, test } from 'vitest';
import { evaluate } from '#capabilities/identification/domain/evaluate.ts';
import {
  aChild,
  ageNotKnown,
  anAdult,
  ageStated,
  saying,
  stated,
} from '#capabilities/identification/domain/examples.ts';
import { coreRuleset } from './core-ruleset.ts';

const ruleset = coreRuleset();

function of(context: typeof aChild, ...facts: readonly string[]) {
  const evaluation = evaluate(saying(...facts), context, ruleset);
  return { ...evaluation, rules: evaluation.explanations.map(({ ruleId }) => ruleId) };
}
const child = (...facts: readonly string[]) => of(aChild, ...facts);
const adult = (...facts: readonly string[]) => of(anAdult, ...facts);

describe('the Palermo Protocol', () => {
  test('[R-1] a child recruited to work in a mine is presumed trafficked, without any means', () => {
    const { results, explanations } = child('act-recruited', 'purpose-mining');
    expect(results[0]).toBe('presumed-child-victim-of-trafficking');
    expect(explanations[0]).toMatchObject({
      ruleId: 'R-1',
      ruleVersion: 1,
      regime: 'palermo',
      confirmed: true,
      factsMissing: [],
    });
    expect(explanations[0]?.factsUsed.map(({ fact, evidence }) => [fact, evidence])).toEqual([
      ['act-recruited', 'child-disclosed'],
      ['purpose-mining', 'child-disclosed'],
    ]);
    expect(explanations[0]?.citations[0]?.source).toBe('Palermo Protocol');
  });

  test('[R-1] exploitation need only be intended', () => {
    expect(child('act-transported', 'exploitation-intended').rules).toContain('R-1');
  });

  test('[R-1] a presumed child is a child', () => {
    const statements = saying('act-received', 'purpose-begging', 'believed-under-18');
    expect(evaluate(statements, ageNotKnown, ruleset).results[0]).toBe(
      'presumed-child-victim-of-trafficking',
    );
  });

  test('[R-2] an exploited child whose way there is unknown keeps every door open', () => {
    const { results, explanations, nextQuestion } = child('purpose-domestic-service');
    expect(results[0]).toBe('exploited-trafficking-not-excluded');
    expect(explanations[0]?.factsMissing).toEqual([{ kind: 'any-of', group: 'act' }]);
    expect(nextQuestion?.question).toBeDefined();
  });

  test('[R-2] a denied act does not lower an exploited child', () => {
    const acts = ruleset.definitions.filter(({ groups }) => groups.includes('act'));
    const denied = acts.map(({ code }) => stated(code, 'no'));
    const { results } = evaluate([...denied, stated('purpose-begging')], aChild, ruleset);
    expect(results[0]).toBe('exploited-trafficking-not-excluded');
  });

  test('[R-3] a child who is moved for a purpose that nobody knows is at risk in transit', () => {
    expect(child('act-transported').results[0]).toBe('at-risk-in-transit');
  });

  test('[R-6] an adult needs means', () => {
    expect(adult('act-recruited', 'purpose-construction', 'means-threat').results[0]).toBe(
      'presumed-adult-victim-of-trafficking',
    );
  });

  test('[R-8-ADULT] an adult without means is a concern, not a victim', () => {
    expect(adult('act-recruited', 'purpose-construction', 'purpose-brothel').results).toEqual([
      'concern',
    ]);
  });

  test('[R-6-AGE] with all three elements the age is not waited for', () => {
    const { results } = of(ageNotKnown, 'act-recruited', 'purpose-brothel', 'means-force');
    expect(results[0]).toBe('presumed-victim-age-not-known');
  });

  test('[R-8-AGE] where age decides, it is the question to ask', () => {
    const { results, nextQuestion } = of(ageNotKnown, 'act-recruited', 'purpose-brothel');
    expect(results).toEqual(['concern']);
    expect(nextQuestion?.question).toBe('age');
  });

  test('[R-8] general signs alone are a concern', () => {
    expect(child('sign-fearful').results).toEqual(['concern']);
  });

  test('[R-9] nothing known is not enough information, and never a no', () => {
    const nothing = evaluate([], aChild, ruleset);
    expect(nothing.results).toEqual(['insufficient-information']);
    expect(nothing.explanations[0]).toMatchObject({ ruleId: 'R-9' });
    const denied = ruleset.definitions
      .filter(({ kind }) => kind === 'ternary')
      .map(({ code }) => stated(code, 'no'));
    expect(evaluate(denied, aChild, ruleset).results).toEqual(['insufficient-information']);
  });
});

describe('the rights of the child', () => {
  test('[R-4] a child handed over for a consideration is sold, moved or not', () => {
    expect(child('consideration-given').results[0]).toBe('sale-of-child');
    expect(adult('consideration-given').results).not.toContain('sale-of-child');
  });

  test.each(['commercial-sexual-act', 'purpose-brothel', 'purpose-club', 'purpose-massage'])(
    '[R-OPSC-2B] %s of a child is use in sexual exploitation',
    (fact) => {
      expect(child(fact).results).toContain('child-used-in-sexual-exploitation');
    },
  );

  test('[R-OPSC-2C] so are images and live acts', () => {
    expect(child('purpose-images').rules).toContain('R-OPSC-2C');
    expect(child('purpose-online').rules).toContain('R-OPSC-2C');
  });

  test('[R-OPSC-3-ADOPTION] an improperly induced adoption counts as sale', () => {
    expect(child('purpose-adoption').results).toContain('sale-of-child');
  });

  test.each(
    ruleset.definitions.filter(({ groups }) => groups.includes('armed')).map(({ code }) => code),
  )('[R-5] %s: associated with an armed force or group', (fact) => {
    expect(child(fact).results).toContain('child-associated-with-armed-force-or-group');
    expect(adult(fact).results).not.toContain('child-associated-with-armed-force-or-group');
  });

  test('[R-5, R-1] recruited by an armed group and used as a cook is both', () => {
    const { rules } = child('armed-recruited', 'armed-role-support');
    expect(rules).toEqual(expect.arrayContaining(['R-1', 'R-5']));
  });

  test.each([
    ['purpose-mining', 'R-CRC-32'],
    ['purpose-escort', 'R-CRC-34'],
    ['means-abduction', 'R-CRC-35'],
    ['purpose-organ-removal', 'R-CRC-36'],
    ['armed-associated', 'R-CRC-38'],
  ])(
    '[R-CRC-32, R-CRC-34, R-CRC-35, R-CRC-36, R-CRC-38] %s obliges to protect by %s',
    (fact, rule) => {
      expect(child(fact).rules).toContain(rule);
      expect(adult(fact).rules).not.toContain(rule);
    },
  );
});

describe('safeguards', () => {
  const required = (context: typeof aChild, ...facts: readonly string[]) =>
    of(context, ...facts).safeguards.flatMap(({ requires }) => requires);

  test.each(
    ruleset.definitions.filter(({ groups }) => groups.includes('suspect')).map(({ code }) => code),
  )('[ID-15, R-NP-1] %s of a child brings a lawyer and bars the word offender', (fact) => {
    for (const context of [aChild, ageNotKnown]) {
      expect(required(context, fact)).toEqual([
        'prompt-lawyer',
        'no-offender-wording',
        'police-export-safeguarding-minimum',
      ]);
    }
  });

  test('[R-NP-2] an adult suspect who may be trafficked has a lawyer too', () => {
    expect(required(anAdult, 'suspect-offence')).toEqual([]);
    expect(required(anAdult, 'suspect-offence', 'purpose-crime')).toContain('prompt-lawyer');
  });

  test('[R-PARENT-1] a parent who may be the exploiter is not asked, a guardian comes', () => {
    expect(required(aChild, 'parent-alleged-exploiter')).toEqual([
      'do-not-ask-parent-for-consent',
      'appoint-independent-guardian',
    ]);
  });
});

test('[R-AGE-4] the age at the event counts in every regime', () => {
  expect(of(ageStated(17, 17), 'act-recruited', 'purpose-escort').rules).toContain('R-1');
});
