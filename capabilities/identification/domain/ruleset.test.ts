import { expect, test } from 'vitest';
import { evaluate } from './evaluate.ts';
import { aRegime, ruleWhen, smallPack, smallRuleset } from './example-pack.ts';
import { aChild, saying } from './examples.ts';
import type { Broken, RulesetDocument } from './ruleset-document.ts';
import { buildRuleset } from './ruleset.ts';

function brokenBy(...documents: readonly RulesetDocument[]): readonly Broken[] {
  const built = buildRuleset(documents);
  return built.ok ? [] : built.refusal.broken;
}
const withMore = (...more: readonly RulesetDocument[]) =>
  brokenBy(...Object.values(smallPack), ...more);

test('[ID-16] a sound pack is compiled and says its version', () => {
  expect(smallRuleset().version).toBe('facts@1 results@1 safeguards@1 amparia@1');
});

test('[ID-16] one more country is one more document, and no code', () => {
  const law = aRegime({ country: 'XN' });
  const { explanations, rulesetVersion } = evaluate(saying('moved'), aChild, smallRuleset(law));
  expect(rulesetVersion).toContain('north@1');
  expect(explanations).toMatchObject([{ ruleId: 'R-N-1', regime: 'north', result: 'middle' }]);
});

test.each([
  [{ fact: 'flown' }, ['when', 'fact'], 'Unknown fact flown'],
  [{ anyIn: 'gift' }, ['when', 'anyIn'], 'Unknown group gift'],
  [{ term: 'sold' }, ['when', 'term'], 'Unknown term sold'],
  [{ age: 'minor' }, ['when', 'age'], 'expected one of "child"'],
  [{ under: 0 }, ['when', 'under'], '>=1'],
  [{ all: [{ fact: 'moved' }, { nor: [] }] }, ['when', 'all', 1], 'Unrecognized key'],
  [{ fact: 'moved', age: 'child' }, ['when'], 'exactly one'],
  [{ all: [] }, ['when', 'all'], '>=1'],
  [{ fact: 'hours' }, ['when', 'fact'], 'use atLeast'],
  [{ atLeast: { fact: 'moved', hours: 3 } }, ['when', 'atLeast'], 'has no hours'],
  [{ atLeast: { fact: 'rest', hours: 3 } }, ['when', 'atLeast'], 'Unknown fact rest'],
])('[ID-16] the condition %j is refused at %j', (when, path, reason) => {
  const broken = withMore(ruleWhen(when));
  expect(broken[0]).toMatchObject({
    file: 'identification/regimes/north.yaml',
    path: ['rules', 0, ...path],
  });
  expect(broken[0]?.reason).toContain(reason);
});

test.each([{ fact: 'agreed' }, { anyIn: 'consent' }, { not: { fact: 'agreed' } }])(
  '[ID-4] a rule on consent is refused: %j',
  (when) => {
    expect(withMore(ruleWhen(when))[0]?.reason).toMatch(/Consent decides nothing/);
  },
);

test('[ID-16] all that is broken is told at once', () => {
  const law = aRegime({ version: 0, rules: [] });
  expect(withMore(law).map(({ path }) => path.join('.'))).toEqual(['version', 'rules']);
});

test('[ID-16] an unknown result, a rule id used twice, a term that comes later are refused', () => {
  const { rules } = aRegime().content as { rules: { id: string }[] };
  const [rule] = rules;
  const unknownResult = aRegime({ rules: [{ ...rule, result: 'lost' }] });
  expect(withMore(unknownResult)[0]).toMatchObject({ path: ['rules', 0, 'result'] });
  const twice = aRegime({ rules: [{ ...rule, id: 'R-A-1' }] });
  expect(withMore(twice)[0]).toMatchObject({ path: ['rules', 0, 'id'] });
  const circle = aRegime({ terms: { first: { term: 'second' }, second: { term: 'first' } } });
  expect(withMore(circle)[0]).toMatchObject({ path: ['terms', 'first', 'term'] });
});

test('[ID-16] a rule without a citation is refused', () => {
  const { rules } = aRegime().content as { rules: object[] };
  const uncited = aRegime({ rules: [{ ...rules[0], citations: [] }] });
  expect(withMore(uncited)[0]).toMatchObject({ path: ['rules', 0, 'citations'] });
});

test('[ID-16] a pack without facts, results, safeguards or laws is refused', () => {
  const { facts, results, safeguards, regime } = smallPack;
  expect(brokenBy(results, safeguards, regime)[0]?.reason).toMatch(/missing/);
  expect(brokenBy(facts, safeguards, regime)[0]?.reason).toMatch(/missing/);
  expect(brokenBy(facts, results, regime)[0]?.reason).toMatch(/missing/);
  expect(brokenBy(facts, results, safeguards)[0]?.reason).toMatch(/No regime/);
  expect(brokenBy(facts, facts, results, safeguards, regime)[0]?.reason).toMatch(/twice/);
});

test('[ID-16] facts defined twice or asked by no question are refused', () => {
  const content = smallPack.facts.content as { facts: object[] };
  const doubled = {
    ...smallPack.facts,
    content: {
      ...content,
      facts: [...content.facts, { code: 'moved', question: 'nowhere' }],
    },
  };
  const { results, safeguards, regime } = smallPack;
  const broken = brokenBy(doubled, results, safeguards, regime);
  expect(broken.map(({ reason }) => reason)).toEqual([
    'Fact moved is defined twice',
    'Unknown question nowhere',
  ]);
});

test('[ID-6] the lowest result must be the last of the results', () => {
  const content = smallPack.results.content as { lowest: object };
  const results = {
    ...smallPack.results,
    content: { ...content, lowest: { ...content.lowest, result: 'high' } },
  };
  const { facts, safeguards, regime } = smallPack;
  expect(brokenBy(facts, results, safeguards, regime)[0]).toMatchObject({
    path: ['lowest', 'result'],
  });
});

test.each([null, 7, 'text', [], { id: 'north' }])('[ID-16] %j is no law', (content) => {
  expect(withMore({ file: 'identification/regimes/odd.yaml', content })).not.toEqual([]);
});
