import { anyOf, type Ternary } from '#kernel/ternary.ts';
import type { FactDefinition, Statement } from './fact.ts';
import { weighStatements } from './fact-as-known.ts';
import {
  type IndicatorAnswers,
  type IndicatorReading,
  IndicatorSet,
  readIndicators,
} from './indicators.ts';
import { AccuracyDocument, type ToolAccuracy } from './predictive-value.ts';
import { type Broken, type RulesetDocument, stepsOf } from './ruleset-document.ts';

/** What a pack says besides its rules: sets of signs, and how accurate known tools were. */
export type Indicators = {
  readonly sets: readonly IndicatorSet[];
  readonly accuracy: readonly ToolAccuracy[];
};

/** What a set may name: the facts of the dictionary and their groups. */
export type NamesOfFacts = {
  readonly facts: ReadonlyMap<string, unknown>;
  readonly groups: ReadonlyMap<string, unknown>;
};

/** Checks the documents of `identification/indicators/` and `identification/accuracy.yaml`. */
export function readIndicatorSets(
  documents: readonly RulesetDocument[],
  names: NamesOfFacts,
  broken: Broken[],
): Indicators {
  const sets: IndicatorSet[] = [];
  const accuracy: ToolAccuracy[] = [];
  for (const { file, content } of documents) {
    const schema = file.includes('indicators/') ? IndicatorSet : AccuracyDocument;
    const parsed = schema.safeParse(content);
    if (!parsed.success) {
      for (const { path, message } of parsed.error.issues)
        broken.push({ file, path: stepsOf(path), reason: message });
    } else if ('rows' in parsed.data) accuracy.push(...parsed.data.rows);
    else {
      sets.push(parsed.data);
      broken.push(...unknownNames(file, parsed.data, names));
    }
  }
  return { sets, accuracy };
}

/**
 * Reads a set for one person. Recorded facts answer the indicators that name them; `answers` are
 * those that a person gave, and go before. Nothing follows from the reading by itself (ID-12).
 */
export function readIndicatorsFor(
  set: IndicatorSet,
  statements: readonly Statement[],
  answers: IndicatorAnswers,
  definitions: readonly FactDefinition[],
): IndicatorReading {
  const values = valuesOf(statements);
  const valueOf = (fact: string): Ternary => values.get(fact) ?? 'unknown';
  const groupValue = (group: string) =>
    anyOf(membersOf(group, definitions).map((code) => valueOf(code)));
  const known = new Map(answers);
  for (const { indicators } of set.dimensions) {
    for (const { id, facts } of indicators)
      if (!known.has(id) && facts.some((fact) => valueOf(fact) === 'yes')) known.set(id, 'yes');
  }
  return readIndicators(set, known, {
    act: groupValue('act'),
    positiveByLaw: anyOf(set.positiveByLaw.map(groupValue)),
  });
}

function membersOf(group: string, definitions: readonly FactDefinition[]): readonly string[] {
  return definitions.filter(({ groups }) => groups.includes(group)).map(({ code }) => code);
}

function valuesOf(statements: readonly Statement[]): ReadonlyMap<string, Ternary> {
  const byFact = new Map<string, Statement[]>();
  for (const statement of statements)
    byFact.set(statement.fact, [...(byFact.get(statement.fact) ?? []), statement]);
  const values = new Map<string, Ternary>();
  for (const [fact, [first, ...others]] of byFact) {
    const value = first && weighStatements(first, others).value;
    if (value !== undefined && typeof value !== 'number') values.set(fact, value);
  }
  return values;
}

function unknownNames(file: string, set: IndicatorSet, names: NamesOfFacts): readonly Broken[] {
  const broken: Broken[] = [];
  set.dimensions.forEach(({ indicators }, dimension) =>
    indicators.forEach(({ facts }, at) =>
      facts.forEach((fact, place) => {
        const path = ['dimensions', dimension, 'indicators', at, 'facts', place];
        if (!names.facts.has(fact)) broken.push({ file, path, reason: `Unknown fact ${fact}` });
      }),
    ),
  );
  set.positiveByLaw.forEach((group, at) => {
    if (!names.groups.has(group))
      broken.push({ file, path: ['positiveByLaw', at], reason: `Unknown group ${group}` });
  });
  return broken;
}
