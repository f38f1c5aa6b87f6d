import { expect, test } from 'vitest';
import { CalendarDay } from '#kernel/calendar-day.ts';
import { WorkerId } from '#kernel/ids.ts';
import type { Reader } from '#platform/design/reader/reader.tsx';
import type { EvaluationView } from '../domain/identification-view.ts';
import { openQuestions, reasonsOf, sourcesOf } from './result-parts.ts';

const words: Reader['words'] = (key, values) =>
  values ? `${key}(${Object.values(values).join('|')})` : key;
const reader: Reader = {
  words,
  wordsIfAny: words,
  number: String,
  list: (parts) => parts.join(', '),
  day: String,
  instant: String,
  calendar: 'gregory',
  language: { tag: 'en', locale: 'en', ownName: 'English', direction: 'ltr' },
};

const fact = (code: string, value: 'yes' | 'no' | number = 'yes') => ({
  fact: code,
  value,
  evidence: 'child-disclosed' as const,
  by: { id: WorkerId.parse('00000000-0000-7000-8000-0000000000d1'), name: 'Sela Sample' },
  on: CalendarDay.parse('2026-11-24'),
  conflicting: [],
});

type Rule = EvaluationView['explanations'][number];

function aRule(over: Partial<Rule> = {}): Rule {
  return {
    ruleId: 'R-1',
    ruleVersion: 2,
    regime: 'palermo',
    result: 'high',
    confirmed: true,
    factsUsed: [],
    factsMissing: [],
    citations: [{ source: 'Palermo Protocol', at: 'Art. 3(c)' }],
    nextQuestions: [],
    ...over,
  };
}

test('a fact that several rules use is one reason, with who recorded it', () => {
  const rules = [
    aRule({ factsUsed: [fact('moved'), fact('hours', 60)] }),
    aRule({ factsUsed: [fact('moved'), fact('asked', 'no')] }),
  ];
  expect(reasonsOf(rules, reader).map((one) => one.fact)).toEqual([
    'identification.fact.moved',
    'fact.hours(identification.fact.hours|60)',
    'fact.no(identification.fact.asked)',
  ]);
  expect(reasonsOf(rules, reader)[0]).toMatchObject({
    recordedBy: 'Sela Sample',
    evidence: 'evidence.child-disclosed',
  });
});

test('a source names law, rule and version, and says when it was not read again', () => {
  const [confirmed, recalled] = sourcesOf([aRule(), aRule({ confirmed: false })], reader);
  expect(confirmed?.rule).toBe('source.rule(R-1|2|identification.regime.palermo)');
  expect(confirmed?.citation).toBe('Palermo Protocol, Art. 3(c)');
  expect(recalled?.rule).toContain('source.unconfirmed');
});

test('what is not known is told by how much hangs on it, without the question that stands apart', () => {
  const evaluation: EvaluationView = {
    rulesetVersion: '1',
    age: { status: 'child', rule: 'R-AGE-1', range: null },
    results: ['high'],
    explanations: [],
    open: [
      aRule({ nextQuestions: ['work', 'school'] }),
      aRule({ nextQuestions: ['school', 'pay'] }),
      aRule({ nextQuestions: ['pay', 'school'] }),
    ],
    safeguards: [],
    conflicts: [],
    nextQuestion: { question: 'school', settles: 3 },
  };
  expect(openQuestions(evaluation)).toEqual(['pay', 'work']);
});
