import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Ternary } from '#kernel/ternary.ts';
import { IndicatorSet, isPositive, readIndicators, Weight } from './indicators.ts';
import { mayBeAskedForConsent } from './may-be-asked-for-consent.ts';
import { predictiveValue } from './predictive-value.ts';

const weighted = (...weights: readonly Weight[]) => weights.map((weight) => ({ weight }));

describe('the dimension rule', () => {
  test.each<[readonly Weight[], boolean]>([
    [['strong', 'strong'], true],
    [['strong', 'medium'], true],
    [['strong', 'weak'], true],
    [['medium', 'medium', 'medium'], true],
    [['medium', 'medium', 'weak'], true],
    [['strong'], false],
    [['medium', 'medium'], false],
    [['medium', 'weak', 'weak'], false],
    [['weak', 'weak', 'weak', 'weak'], false],
    [[], false],
  ])('[ID-12] %j: %s', (weights, positive) => {
    expect(isPositive(weighted(...weights))).toBe(positive);
  });

  test('[ID-12] one more sign never makes a positive dimension less', () => {
    const weights = fc.array(fc.constantFrom(...Weight.options), { maxLength: 6 });
    fc.assert(
      fc.property(weights, fc.constantFrom(...Weight.options), (some, more) => {
        const fewer = isPositive(weighted(...some));
        expect(isPositive(weighted(...some, more)) || !fewer).toBe(true);
      }),
    );
  });

  const set = IndicatorSet.parse({
    id: 'signs',
    version: 1,
    method: 'dimension-rule',
    source: 'Invented',
    licence: 'Invented',
    confirmed: false,
    dimensions: [
      {
        id: 'deceit',
        role: 'means',
        indicators: [{ id: 'lied-to', weight: 'strong', confirmed: false }],
      },
      {
        id: 'use',
        role: 'exploitation',
        indicators: [
          { id: 'long-hours', weight: 'strong', confirmed: false },
          { id: 'no-pay', weight: 'medium', confirmed: false },
        ],
      },
    ],
  });
  const read = (answers: Readonly<Record<string, Ternary>>, act: Ternary, byLaw: Ternary = 'no') =>
    readIndicators(set, new Map(Object.entries(answers)), { act, positiveByLaw: byLaw });

  test('[ID-12] for a child act and positive exploitation suffice, no means are asked for', () => {
    expect(read({ 'long-hours': 'yes', 'no-pay': 'yes' }, 'yes').childRule).toBe('yes');
    expect(read({ 'long-hours': 'yes' }, 'yes').childRule).toBe('unknown');
    expect(read({ 'long-hours': 'yes', 'no-pay': 'yes' }, 'unknown').childRule).toBe('unknown');
  });

  test('[ID-12] what is positive by law needs no count', () => {
    const { childRule, byLaw } = read({ 'long-hours': 'no', 'no-pay': 'no' }, 'yes', 'yes');
    expect([childRule, byLaw]).toEqual(['yes', true]);
  });

  test('[ID-12] a dimension is not negative while a question is open', () => {
    const positiveOf = (answers: Readonly<Record<string, Ternary>>) =>
      read(answers, 'yes').dimensions.find(({ dimension }) => dimension === 'use')?.positive;
    expect(positiveOf({ 'long-hours': 'yes' })).toBe('unknown');
    expect(positiveOf({ 'long-hours': 'yes', 'no-pay': 'no' })).toBe('no');
  });

  test('[ID-12] observed signs are never counted', () => {
    const observed = { ...set, method: 'observation' as const };
    const reading = readIndicators(observed, new Map([['long-hours', 'yes']]), {
      act: 'yes',
      positiveByLaw: 'yes',
    });
    expect(reading.childRule).toBe('unknown');
    expect(reading.dimensions[1]).toMatchObject({ positive: 'unknown', present: ['long-hours'] });
  });

  test('[ID-12] a set without weights, or with an indicator twice, is refused', () => {
    const [first] = set.dimensions;
    const unweighted = { ...first, indicators: [{ id: 'lied-to', confirmed: true }] };
    expect(IndicatorSet.safeParse({ ...set, dimensions: [unweighted] }).success).toBe(false);
    expect(IndicatorSet.safeParse({ ...set, dimensions: [first, first] }).success).toBe(false);
    expect(IndicatorSet.safeParse({ ...set, method: 'observation' }).success).toBe(false);
  });
});

describe('predictive value', () => {
  test.each([
    ['QYIT', 0.867, 0.765, 0.01, 0.036],
    ['QYIT', 0.867, 0.765, 0.05, 0.163],
    ['QYIT', 0.867, 0.765, 0.088, 0.263],
    ['SSCST', 0.844, 0.575, 0.01, 0.02],
    ['SSCST', 0.844, 0.575, 0.12, 0.213],
  ])('[ID-17] of %s (%d, %d) at %d is %d', (_tool, sensitivity, specificity, prevalence, value) => {
    expect(predictiveValue(sensitivity, specificity, prevalence)).toBeCloseTo(value, 3);
  });

  test('[ID-17] a tool that marks nobody has none', () => {
    expect(predictiveValue(0, 1, 0.1)).toBeUndefined();
  });
});

describe('asking for consent', () => {
  const relations = ['parent', 'guardian', 'relative', 'child', 'other'] as const;

  test('[ID-5] someone who may be exploiting the child is never asked, whoever it is', () => {
    for (const relation of relations) {
      for (const parents of ['yes', 'no', 'unknown'] as const) {
        expect(mayBeAskedForConsent({ relation, allegedExploiter: 'yes' }, parents)).toMatchObject({
          refusal: { code: 'identification.consent.alleged-exploiter' },
        });
      }
    }
  });

  test('[ID-5] while a parent is alleged to, no parent is asked before it is known which', () => {
    for (const relation of ['parent', 'guardian'] as const) {
      expect(mayBeAskedForConsent({ relation, allegedExploiter: 'unknown' }, 'yes')).toMatchObject({
        refusal: { code: 'identification.consent.parent-not-cleared' },
      });
      expect(mayBeAskedForConsent({ relation, allegedExploiter: 'no' }, 'yes').ok).toBe(true);
    }
  });

  test('[ID-5] the child, and others whom nobody suspects, may be asked', () => {
    for (const relation of relations) {
      expect(mayBeAskedForConsent({ relation, allegedExploiter: 'unknown' }, 'no').ok).toBe(true);
    }
    expect(mayBeAskedForConsent({ relation: 'child', allegedExploiter: 'unknown' }, 'yes').ok).toBe(
      true,
    );
  });
});
