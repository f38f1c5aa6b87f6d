import type { Reader } from '#platform/design/reader/reader.tsx';
import type { EvaluationView } from '../domain/identification-view.ts';
import type { Reason, RuleSource } from './explained-result.tsx';
import { evidenceWords, statementWords } from './fact-words.ts';

type Rule = EvaluationView['explanations'][number];

/** The facts that the leading result rests on, each once, whichever rules used them. */
export function reasonsOf(rules: readonly Rule[], reader: Reader): readonly Reason[] {
  const facts = new Map(rules.flatMap((rule) => rule.factsUsed).map((fact) => [fact.fact, fact]));
  return [...facts.values()].map((fact) => ({
    id: fact.fact,
    fact: statementWords(fact, reader),
    evidence: evidenceWords(fact, reader),
    recordedBy: fact.by.name,
    recordedOn: fact.on,
  }));
}

const MOST_QUESTIONS = 5;

/** Questions still open, those that open rules wait for most often first, without the one that is asked next. */
export function openQuestions(evaluation: EvaluationView): readonly string[] {
  const counts = new Map<string, number>();
  for (const { nextQuestions } of evaluation.open)
    for (const question of nextQuestions) counts.set(question, (counts.get(question) ?? 0) + 1);
  return [...counts]
    .filter(([question]) => question !== evaluation.nextQuestion?.question)
    .toSorted(([, left], [, right]) => right - left)
    .slice(0, MOST_QUESTIONS)
    .map(([question]) => question);
}

/** Rule, version, law and place in it; what was not read again at its source is said with it. */
export function sourcesOf(rules: readonly Rule[], { words }: Reader): readonly RuleSource[] {
  return rules.map((rule) => {
    const named = words('source.rule', {
      rule: rule.ruleId,
      version: rule.ruleVersion,
      law: words(`identification.regime.${rule.regime}`),
    });
    const cited = rule.citations.map(({ source, at }) => (at ? `${source}, ${at}` : source));
    return {
      id: `${rule.regime}.${rule.ruleId}`,
      rule: rule.confirmed ? named : words('source.unconfirmed', { rule: named }),
      citation: cited.join('; '),
    };
  });
}
