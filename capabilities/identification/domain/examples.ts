import { CalendarDay } from '#kernel/calendar-day.ts';
import { EntryId, WorkerId } from '#kernel/ids.ts';
import { Instant } from '#kernel/instant.ts';
import { AgeEvidence } from './age-at-event.ts';
import type { EvaluationContext } from './evaluate.ts';
import { type EvidenceKind, Statement } from './fact.ts';
import type { MadeTwo } from './made.ts';
import { buildRuleset, type Ruleset, type RulesetDocument } from './ruleset.ts';

/** For tests only. Everyone here is invented. */
export const today = CalendarDay.parse('2026-11-24');
export const now = Instant.parse('2026-11-24T09:00:00.000Z');
export const sela = WorkerId.parse('00000000-0000-7000-8000-0000000000d1');
export const paz = WorkerId.parse('00000000-0000-7000-8000-0000000000d2');

let made = 0;
export function anEntryId(): EntryId {
  made += 1;
  return EntryId.parse(`00000000-0000-7000-8000-${made.toString(16).padStart(12, '0')}`);
}

export function aMade(over: Partial<MadeTwo> = {}): MadeTwo {
  return {
    entryId: anEntryId(),
    evaluationId: anEntryId(),
    deviceTime: now,
    now,
    by: sela,
    ...over,
  };
}

export type StatementOver = { evidence?: EvidenceKind; by?: WorkerId; on?: string };

export function stated(
  fact: string,
  value: Statement['value'] = 'yes',
  over: StatementOver = {},
): Statement {
  const usual = { evidence: 'child-disclosed', by: sela, on: today };
  return Statement.parse({ fact, value, ...usual, ...over });
}

/** Facts that are so, as the child told them to Sela today. */
export function saying(...facts: readonly string[]): readonly Statement[] {
  return facts.map((fact) => stated(fact));
}

export function ageStated(least: number, most: number): EvaluationContext {
  const agesAtEvent = [{ least, most, basis: 'child' }];
  return { age: AgeEvidence.parse({ agesAtEvent }), asOf: today };
}

export const aChild = ageStated(13, 13);
export const anAdult = ageStated(30, 30);
export const ageNotKnown: EvaluationContext = { age: AgeEvidence.parse({}), asOf: today };

const citations = [{ source: 'An invented law', at: 'Art. 1' }];
const ruleOf = (id: string, result: string, when: unknown) => ({
  id,
  version: 1,
  result,
  when,
  citations,
  confirmed: true,
});

/** A small invented pack: two acts, two purposes, one means, hours, consent. */
export function smallDocuments(): {
  facts: RulesetDocument;
  results: RulesetDocument;
  safeguards: RulesetDocument;
  regime: RulesetDocument;
} {
  const fact = (code: string, question: string, groups: readonly string[] = []) => ({
    code,
    question,
    groups,
  });
  return {
    facts: {
      file: 'identification/facts.yaml',
      content: {
        id: 'facts',
        version: 1,
        questions: ['age', 'came-here', 'work', 'threats', 'consent'],
        facts: [
          fact('believed-under-18', 'age'),
          fact('moved', 'came-here', ['act']),
          fact('received', 'came-here', ['act']),
          fact('mine', 'work', ['purpose']),
          fact('market', 'work', ['purpose']),
          fact('threatened', 'threats', ['means']),
          { ...fact('hours', 'work'), kind: 'hours' },
          fact('agreed', 'consent', ['consent']),
        ],
      },
    },
    results: {
      file: 'identification/results.yaml',
      content: {
        id: 'results',
        version: 1,
        results: ['high', 'middle', 'concern', 'not-enough'].map((code) => ({
          code,
          about: 'anyone',
        })),
        floor: 'concern',
        lowest: { id: 'R-0', version: 1, result: 'not-enough', citations, confirmed: true },
      },
    },
    safeguards: {
      file: 'identification/safeguards.yaml',
      content: {
        id: 'safeguards',
        version: 1,
        safeguards: [
          {
            id: 'R-S-1',
            version: 1,
            when: { fact: 'threatened' },
            requires: ['lawyer'],
            citations,
            confirmed: true,
          },
        ],
      },
    },
    regime: {
      file: 'identification/regimes/amparia.yaml',
      content: {
        id: 'amparia',
        version: 1,
        terms: { trafficked: { all: [{ anyIn: 'act' }, { anyIn: 'purpose' }] } },
        rules: [
          ruleOf('R-A-1', 'high', { all: [{ term: 'trafficked' }, { age: 'child' }] }),
          ruleOf('R-A-2', 'middle', {
            all: [{ anyIn: 'purpose' }, { unknown: { anyIn: 'act' } }, { age: 'child' }],
          }),
          ruleOf('R-A-3', 'concern', { atLeast: { fact: 'hours', hours: 20 } }),
        ],
      },
    },
  };
}

export function smallRuleset(): Ruleset {
  const built = buildRuleset(Object.values(smallDocuments()));
  if (!built.ok) throw new Error(JSON.stringify(built.refusal.broken));
  return built.value;
}
