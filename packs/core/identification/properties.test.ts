import fc from 'fast-check';
import { expect, test } from 'vitest';
import { evaluate } from '#capabilities/identification/domain/evaluate.ts';
import {
  aChild,
  ageNotKnown,
  anAdult,
  stated,
} from '#capabilities/identification/domain/examples.ts';
import type { Statement } from '#capabilities/identification/domain/fact.ts';
import { coreDocuments, coreRuleset } from './core-ruleset.ts';

const ruleset = coreRuleset();
const codesIn = (group: string) =>
  ruleset.definitions.filter(({ groups }) => groups.includes(group)).map(({ code }) => code);
const ternaries = ruleset.definitions.filter(({ kind }) => kind === 'ternary');
const aValue = fc.constantFrom<'yes' | 'no' | 'unknown'>('yes', 'no', 'unknown');
const someFacts = fc
  .array(fc.tuple(fc.constantFrom(...ternaries.map(({ code }) => code)), aValue), { maxLength: 14 })
  .map((facts): readonly Statement[] => facts.map(([code, value]) => stated(code, value)));
const someone = fc.constantFrom(aChild, anAdult, ageNotKnown);

const rankOf = (result: string | undefined) => ruleset.rankOf.get(result ?? '') ?? Infinity;
const leadRank = (statements: readonly Statement[], context = aChild) =>
  rankOf(evaluate(statements, context, ruleset).results[0]);

test('[ID-18] one more yes never lowers the leading result of a child', () => {
  fc.assert(
    fc.property(someFacts, fc.constantFrom(...ternaries), (statements, { code }) => {
      expect(leadRank([...statements, stated(code)])).toBeLessThanOrEqual(leadRank(statements));
    }),
    { numRuns: 1500 },
  );
});

test('[ID-18] means change nothing in Palermo or any international law for a child', () => {
  const international = new Set(
    ruleset.regimes.filter(({ country }) => country === undefined).map(({ id }) => id),
  );
  // Debt bondage and abduction are wrongs of their own (C182 Art. 3(a), CRC Art. 35).
  const means = codesIn('means').filter(
    (code) => code !== 'means-debt-bondage' && code !== 'means-abduction',
  );
  const heldRules = (statements: readonly Statement[]) =>
    evaluate(statements, aChild, ruleset)
      .explanations.filter(({ regime }) => international.has(regime))
      .map(({ ruleId }) => ruleId);
  fc.assert(
    fc.property(someFacts, fc.constantFrom(...means), aValue, (statements, code, value) => {
      const others = statements.filter(({ fact }) => fact !== code);
      const open = evaluate(others, aChild, ruleset).results;
      if (open.includes('insufficient-information')) return;
      expect(heldRules([...others, stated(code, value)])).toEqual(heldRules(others));
    }),
    { numRuns: 800 },
  );
});

test('[ID-4] no value of consent changes any result, for anyone', () => {
  fc.assert(
    fc.property(
      someFacts,
      someone,
      fc.constantFrom(...codesIn('consent')),
      aValue,
      (statements, context, code, value) => {
        const without = statements.filter(({ fact }) => !codesIn('consent').includes(fact));
        const judged = (more: readonly Statement[]) => {
          const evaluation = evaluate([...without, ...more], context, ruleset);
          const { results, age, nextQuestion, safeguards, open } = evaluation;
          const openRules = open.map(({ ruleId }) => ruleId);
          return { results, age, nextQuestion, openRules, safeguards: safeguards.length };
        };
        expect(judged([stated(code, value)])).toEqual(judged([]));
      },
    ),
    { numRuns: 800 },
  );
});

test('[ID-4] a pack whose rule uses consent is refused with its path', async () => {
  const { buildRuleset } = await import('#capabilities/identification/contract.ts');
  const lax = {
    file: 'identification/regimes/lax.yaml',
    content: {
      id: 'lax',
      version: 1,
      rules: [
        {
          id: 'R-LAX',
          version: 1,
          result: 'concern',
          when: { not: { fact: 'consent-of-child-claimed' } },
          citations: [{ source: 'An invented law', at: '1' }],
          confirmed: true,
        },
      ],
    },
  };
  const built = buildRuleset([...coreDocuments(), lax]);
  expect(!built.ok && built.refusal.broken).toEqual([
    {
      file: 'identification/regimes/lax.yaml',
      path: ['rules', 0, 'when', 'not', 'fact'],
      reason: expect.stringContaining('ID-4'),
    },
  ]);
});

test('[ID-6] results are never empty, are in the documented order, and never deny', () => {
  fc.assert(
    fc.property(someFacts, someone, (statements, context) => {
      const { results, explanations } = evaluate(statements, context, ruleset);
      expect(results.length).toBeGreaterThan(0);
      expect(new Set(results).size).toBe(results.length);
      const ranks = results.map(rankOf);
      expect(ranks).toEqual(ranks.toSorted((left, right) => left - right));
      expect(results.join(' ')).not.toMatch(/not-a|non-victim|negative|rejected/);
      expect(new Set(explanations.map(({ result }) => result))).toEqual(new Set(results));
    }),
    { numRuns: 800 },
  );
});

test('[R-2, R-1] a child with any purpose is never lower than exploited', () => {
  const floor = rankOf('exploited-trafficking-not-excluded');
  fc.assert(
    fc.property(someFacts, fc.constantFrom(...codesIn('purpose')), (statements, purpose) => {
      expect(leadRank([...statements, stated(purpose)])).toBeLessThanOrEqual(floor);
    }),
    { numRuns: 800 },
  );
});

test('[R-8-ADULT] an adult without means comes out as no kind of victim', () => {
  const means = new Set(codesIn('means'));
  fc.assert(
    fc.property(someFacts, (statements) => {
      const meansless = statements.filter(
        ({ fact, value }) => fact !== 'believed-under-18' && !(means.has(fact) && value === 'yes'),
      );
      const { results } = evaluate(meansless, anAdult, ruleset);
      expect(results.filter((result) => result.includes('victim'))).toEqual([]);
      expect(results).not.toContain('meets-national-trafficking-definition');
    }),
    { numRuns: 800 },
  );
});

/** Rules without `unknown`: for these the questions that settle are exact. */
const exact = new Set(
  ruleset.rules.filter(({ when }) => !JSON.stringify(when).includes('unknown')).map(({ id }) => id),
);

test('[ID-13] a rule names exactly the questions of which one alone could settle it', () => {
  fc.assert(
    fc.property(
      someFacts,
      someone,
      fc.constantFrom(...ruleset.questions.filter((question) => question !== 'age')),
      (statements, context, question) => {
        const { open } = evaluate(statements, context, ruleset);
        const isSettled = (code: string) =>
          statements.some(({ fact, value }) => fact === code && value !== 'unknown');
        const asked = ruleset.definitions.filter(
          (one) => one.question === question && !isSettled(one.code),
        );
        const kept = statements.filter(({ fact }) => !asked.some(({ code }) => code === fact));
        const openAfter = (value: 'yes' | 'no') => {
          const hours = value === 'yes' ? 168 : 0;
          const answers = asked.map(({ code, kind }) =>
            stated(code, kind === 'hours' ? hours : value),
          );
          return evaluate([...kept, ...answers], context, ruleset).open.map(({ ruleId }) => ruleId);
        };
        const [afterYes, afterNo] = [openAfter('yes'), openAfter('no')];
        for (const { ruleId, nextQuestions } of open) {
          if (!exact.has(ruleId)) continue;
          const settles = !afterYes.includes(ruleId) || !afterNo.includes(ruleId);
          expect([ruleId, nextQuestions.includes(question)]).toEqual([ruleId, settles]);
        }
      },
    ),
    { numRuns: 600 },
  );
});

test('[ID-13] the question to ask is the first of those that most open rules name', () => {
  fc.assert(
    fc.property(someFacts, someone, (statements, context) => {
      const { nextQuestion, open } = evaluate(statements, context, ruleset);
      const named = (question: string) =>
        open.filter(({ nextQuestions }) => nextQuestions.includes(question)).length;
      const most = Math.max(...ruleset.questions.map(named));
      const first = ruleset.questions.find((question) => named(question) === most);
      expect(nextQuestion).toEqual(most === 0 ? null : { question: first, settles: most });
    }),
  );
});

test('the same facts give the same evaluation, in any order of other work', () => {
  fc.assert(
    fc.property(someFacts, someFacts, someone, (statements, others, context) => {
      const first = JSON.stringify(evaluate(statements, context, ruleset));
      evaluate(others, anAdult, ruleset);
      expect(JSON.stringify(evaluate(statements, context, ruleset))).toBe(first);
    }),
  );
});
