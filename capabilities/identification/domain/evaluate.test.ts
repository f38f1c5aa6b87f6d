import fc from 'fast-check';
import { expect, test } from 'vitest';
import { allOf, anyOf, not, Ternary } from '#kernel/ternary.ts';
import { evaluate } from './evaluate.ts';
import { ruleWhen, smallRuleset } from './example-pack.ts';
import { aChild, ageNotKnown, anAdult, paz, saying, stated } from './examples.ts';
import type { Expression } from './expression.ts';
import type { Statement } from './fact.ts';

type Facts = Readonly<Record<'moved' | 'received' | 'mine' | 'threatened', Ternary>>;

/** The condition by the kernel's own logic, without any compiling. */
function plainly(expression: Expression, facts: Facts): Ternary {
  if (expression.all) return allOf(expression.all.map((one) => plainly(one, facts)));
  if (expression.any) return anyOf(expression.any.map((one) => plainly(one, facts)));
  if (expression.not) return not(plainly(expression.not, facts));
  if (expression.unknown) return plainly(expression.unknown, facts) === 'unknown' ? 'yes' : 'no';
  if (expression.anyIn !== undefined) return anyOf([facts.moved, facts.received]);
  return facts[expression.fact as keyof Facts];
}

const { expression } = fc.letrec<{ expression: Expression; leaf: Expression }>((tie) => ({
  leaf: fc.oneof(
    fc.constantFrom('moved', 'received', 'mine', 'threatened').map((fact) => ({ fact })),
    fc.constant({ anyIn: 'act' }),
  ),
  expression: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    tie('leaf'),
    fc.array(tie('expression'), { minLength: 1, maxLength: 3 }).map((all) => ({ all })),
    fc.array(tie('expression'), { minLength: 1, maxLength: 3 }).map((any) => ({ any })),
    tie('expression').map((inner) => ({ not: inner })),
    tie('expression').map((inner) => ({ unknown: inner })),
  ),
}));
const aTernary = fc.constantFrom(...Ternary.options);
const someFacts: fc.Arbitrary<Facts> = fc.record({
  moved: aTernary,
  received: aTernary,
  mine: aTernary,
  threatened: aTernary,
});
const statementsOf = (facts: Facts): readonly Statement[] =>
  Object.entries(facts).map(([fact, value]) => stated(fact, value));

test('[ID-1] compiled conditions follow the three-valued logic of the kernel', () => {
  fc.assert(
    fc.property(expression, someFacts, (when, facts) => {
      const { explanations, open } = evaluate(
        statementsOf(facts),
        aChild,
        smallRuleset(ruleWhen(when)),
      );
      const holds = explanations.some(({ ruleId }) => ruleId === 'R-N-1');
      const isOpen = open.some(({ ruleId }) => ruleId === 'R-N-1');
      const value = holds ? 'yes' : isOpen ? 'unknown' : 'no';
      expect(value).toBe(plainly(when, facts));
    }),
    { numRuns: 800 },
  );
});

test('[ID-13] an open rule always names something that is missing', () => {
  fc.assert(
    fc.property(expression, someFacts, (when, facts) => {
      const { open } = evaluate(statementsOf(facts), aChild, smallRuleset(ruleWhen(when)));
      for (const one of open) expect(one.factsMissing).not.toEqual([]);
    }),
  );
});

const ruleset = smallRuleset();

test('[ID-1] a fact that was asked and is not known settles nothing', () => {
  const asked = evaluate([stated('mine', 'unknown')], aChild, ruleset);
  expect(asked.results).toEqual(['not-enough']);
  expect(asked.nextQuestion).toEqual(evaluate([], aChild, ruleset).nextQuestion);
});

test('[ID-6] several results hold at once, the most protective first', () => {
  const statements = [...saying('moved', 'mine'), stated('hours', 30)];
  expect(evaluate(statements, aChild, ruleset).results).toEqual(['high', 'concern']);
});

test('[ID-6] rules that do not hold are not told of', () => {
  const { explanations, open } = evaluate(saying('moved', 'mine'), anAdult, ruleset);
  expect([...explanations, ...open].map(({ ruleId }) => ruleId)).toEqual(['R-0', 'R-A-3']);
});

test('[ID-2] disputed facts are used by the yes, and shown', () => {
  const no = stated('mine', 'no', { by: paz });
  const { explanations, conflicts } = evaluate([...saying('moved', 'mine'), no], aChild, ruleset);
  expect(explanations[0]?.factsUsed[1]).toMatchObject({ fact: 'mine', conflicting: [no] });
  expect(conflicts.map(({ fact }) => fact)).toEqual(['mine']);
});

test('[ID-13] the age is asked for when it alone decides', () => {
  const { nextQuestion, open } = evaluate(saying('moved', 'mine'), ageNotKnown, ruleset);
  expect(nextQuestion).toEqual({ question: 'age', settles: 1 });
  expect(open[0]).toMatchObject({ ruleId: 'R-A-1', factsMissing: [{ kind: 'age' }] });
});

test('[ID-15] a safeguard says what it requires and why', () => {
  expect(evaluate(saying('threatened'), anAdult, ruleset).safeguards).toMatchObject([
    { id: 'R-S-1', requires: ['lawyer'], factsUsed: [{ fact: 'threatened' }] },
  ]);
});

test('a fact that no rule knows is passed over', () => {
  expect(evaluate(saying('flown'), aChild, ruleset).results).toEqual(['not-enough']);
});
