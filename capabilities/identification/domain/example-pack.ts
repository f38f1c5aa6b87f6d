import type { RulesetDocument } from './ruleset-document.ts';
import { buildRuleset, type Ruleset } from './ruleset.ts';

const citations = [{ source: 'An invented law', at: 'Art. 1' }];
const source = { version: 1, citations, confirmed: true };
const rule = (id: string, result: string, when: unknown) => ({ ...source, id, result, when });
const fact = (code: string, question: string, ...groups: readonly string[]) => ({
  code,
  question,
  groups,
});

const facts: RulesetDocument = {
  file: 'identification/facts.yaml',
  content: {
    id: 'facts',
    version: 1,
    questions: ['age', 'came-here', 'work', 'threats', 'consent'],
    facts: [
      fact('believed-under-18', 'age'),
      fact('moved', 'came-here', 'act'),
      fact('received', 'came-here', 'act'),
      fact('mine', 'work', 'purpose'),
      fact('market', 'work', 'purpose'),
      fact('threatened', 'threats', 'means'),
      { ...fact('hours', 'work'), kind: 'hours' },
      fact('agreed', 'consent', 'consent'),
    ],
  },
};

const results: RulesetDocument = {
  file: 'identification/results.yaml',
  content: {
    id: 'results',
    version: 1,
    results: ['high', 'middle', 'concern', 'not-enough'].map((code) => ({ code, about: 'anyone' })),
    floor: 'concern',
    lowest: { ...source, id: 'R-0', result: 'not-enough' },
  },
};

const safeguards: RulesetDocument = {
  file: 'identification/safeguards.yaml',
  content: {
    id: 'safeguards',
    version: 1,
    safeguards: [{ ...source, id: 'R-S-1', when: { fact: 'threatened' }, requires: ['lawyer'] }],
  },
};

const regime: RulesetDocument = {
  file: 'identification/regimes/amparia.yaml',
  content: {
    id: 'amparia',
    version: 1,
    terms: { trafficked: { all: [{ anyIn: 'act' }, { anyIn: 'purpose' }] } },
    rules: [
      rule('R-A-1', 'high', { all: [{ term: 'trafficked' }, { age: 'child' }] }),
      rule('R-A-2', 'middle', {
        all: [{ anyIn: 'purpose' }, { unknown: { anyIn: 'act' } }, { age: 'child' }],
      }),
      rule('R-A-3', 'concern', { atLeast: { fact: 'hours', hours: 20 } }),
    ],
  },
};

/** For tests only: the documents of a small invented pack. */
export const smallPack = { facts, results, safeguards, regime } as const;

/** For tests only: a regime of an invented country with one rule. */
export function aRegime(over: Readonly<Record<string, unknown>> = {}): RulesetDocument {
  const content = {
    id: 'north',
    version: 1,
    rules: [rule('R-N-1', 'middle', { fact: 'moved' })],
    ...over,
  };
  return { file: 'identification/regimes/north.yaml', content };
}

/** For tests only: rules of one condition, so that the condition can be looked at. */
export function ruleWhen(when: unknown): RulesetDocument {
  return aRegime({ rules: [rule('R-N-1', 'middle', when)] });
}

export function smallRuleset(...more: readonly RulesetDocument[]): Ruleset {
  const built = buildRuleset([...Object.values(smallPack), ...more]);
  if (!built.ok) throw new Error(JSON.stringify(built.refusal.broken));
  return built.value;
}
