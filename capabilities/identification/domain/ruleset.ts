import type { z } from 'zod';
import { accept, refuse, type Result } from '#kernel/result.ts';
import { type BrokenName, compileExpression, type Names } from './compile-expression.ts';
import { type Condition, sharedCondition } from './condition.ts';
import type { Expression } from './expression.ts';
import { AGE_QUESTION, type FactDefinition, FactsDocument } from './fact.ts';
import { emptyFrame, type FactSlot, type Frame, type GroupSlot } from './frame.ts';
import { type Indicators, readIndicatorSets } from './indicator-sets.ts';
import { groupCondition } from './leaf-condition.ts';
import {
  RegimeDocument,
  ResultsDocument,
  type Rule,
  type Safeguard,
  SafeguardsDocument,
} from './regime.ts';
import {
  type Broken,
  isIndicators,
  isRegime,
  isSingle,
  type RulesetDocument,
  type RulesetRefusal,
  type Single,
  stepsOf,
  unreadDocuments,
} from './ruleset-document.ts';

export type CompiledRule = Rule & {
  readonly regime: string;
  readonly rank: number;
  readonly condition: Condition;
};
export type CompiledSafeguard = Safeguard & { readonly condition: Condition };

/** Rules, facts and results of a pack, checked against each other and ready to run. */
export type Ruleset = {
  readonly version: string;
  /** What it was built from and decides by: who has these builds the same. Signs are not among them. */
  readonly documents: readonly RulesetDocument[];
  readonly definitions: readonly FactDefinition[];
  readonly facts: ReadonlyMap<string, FactSlot>;
  readonly groups: ReadonlyMap<string, GroupSlot>;
  readonly questions: readonly string[];
  readonly factsOfQuestion: ReadonlyMap<string, readonly string[]>;
  readonly results: ResultsDocument;
  readonly rankOf: ReadonlyMap<string, number>;
  readonly regimes: readonly RegimeDocument[];
  readonly rules: readonly CompiledRule[];
  readonly safeguards: readonly CompiledSafeguard[];
  readonly indicators: Indicators;
  readonly frame: Frame;
};

/**
 * Checks and compiles the documents of a pack. All that is broken is told at once, each with file,
 * path and reason: unknown keys, unknown facts, groups, terms and results, ids used twice, and any
 * rule that would let consent decide.
 */
export function buildRuleset(
  documents: readonly RulesetDocument[],
): Result<Ruleset, RulesetRefusal> {
  const broken: Broken[] = [...unreadDocuments(documents)];
  const facts = only(documents, 'facts', FactsDocument, broken);
  const results = only(documents, 'results', ResultsDocument, broken);
  const safeguards = only(documents, 'safeguards', SafeguardsDocument, broken);
  const regimes = documents
    .filter((document) => isRegime(document))
    .flatMap((document) => parsed(document, RegimeDocument, broken));
  if (regimes.length === 0 && broken.length === 0)
    broken.push({ file: 'identification/regimes', path: [], reason: 'No regime is there' });
  if (!facts || !results || !safeguards || broken.length > 0) return refusal(broken);
  const { slots, groups } = laidOut(facts.content);
  const names = {
    facts: slots,
    groups,
    groupConditions: new Map([...groups].map(([code, group]) => [code, groupCondition(group)])),
    ageBit: bitOf(facts.content, AGE_QUESTION),
  };
  const rankOf = new Map(results.content.results.map(({ code }, rank) => [code, rank]));
  const rules = compileRules(regimes, names, rankOf, broken);
  const guards = compileSafeguards(safeguards, names, broken);
  const indicators = readIndicatorSets(documents.filter(isIndicators), names, broken);
  if (broken.length > 0) return refusal(broken);
  return accept({
    version: [facts, results, safeguards, ...regimes]
      .map(({ content }) => `${content.id}@${content.version}`)
      .join(' '),
    documents: documents.filter((document) => !isIndicators(document)),
    definitions: facts.content.facts,
    facts: slots,
    groups,
    questions: facts.content.questions,
    factsOfQuestion: new Map(
      facts.content.questions.map((question) => [
        question,
        facts.content.facts.filter((fact) => fact.question === question).map(({ code }) => code),
      ]),
    ),
    results: results.content,
    rankOf,
    regimes: regimes.map(({ content }) => content),
    rules,
    safeguards: guards,
    indicators,
    frame: emptyFrame(slots.size, groups.size),
  });
}

function refusal(broken: readonly Broken[]) {
  return refuse({ code: 'identification.ruleset.broken', broken });
}

type Parsed<Content> = { readonly file: string; readonly content: Content };

function parsed<Schema extends z.ZodType>(
  { file, content }: RulesetDocument,
  schema: Schema,
  broken: Broken[],
): readonly Parsed<z.infer<Schema>>[] {
  const result = schema.safeParse(content);
  if (result.success) return [{ file, content: result.data }];
  for (const issue of result.error.issues)
    broken.push({ file, path: stepsOf(issue.path), reason: issue.message });
  return [];
}

function only<Schema extends z.ZodType>(
  documents: readonly RulesetDocument[],
  part: Single,
  schema: Schema,
  broken: Broken[],
): Parsed<z.infer<Schema>> | undefined {
  const found = documents.filter((document) => isSingle(document, part));
  const [first, second] = found;
  if (!first || second) {
    const reason = first ? 'Stands in the pack twice' : 'Is missing from the pack';
    broken.push({ file: second?.file ?? `identification/${part}.yaml`, path: [], reason });
    return undefined;
  }
  return parsed(first, schema, broken)[0];
}

function bitOf(facts: FactsDocument, question: string): number {
  return 1 << facts.questions.indexOf(question);
}

function laidOut(document: FactsDocument): {
  slots: ReadonlyMap<string, FactSlot>;
  groups: ReadonlyMap<string, GroupSlot>;
} {
  const groupCodes = [...new Set(document.facts.flatMap((fact) => fact.groups))];
  const slots = document.facts.map((fact, index): FactSlot => ({
    code: fact.code,
    index,
    isHours: fact.kind === 'hours',
    groups: fact.groups.map((code) => groupCodes.indexOf(code)),
    questionBit: bitOf(document, fact.question),
  }));
  const groups = groupCodes.map((code, index): GroupSlot => {
    const members = slots.filter((slot) => slot.groups.includes(index));
    return {
      code,
      index,
      facts: members.map((slot) => slot.index),
      factBits: members.map((slot) => slot.questionBit),
    };
  });
  return {
    slots: new Map(slots.map((slot) => [slot.code, slot])),
    groups: new Map(groups.map((group) => [group.code, group])),
  };
}

type NamesOfPack = Omit<Names, 'terms'>;

function compileRules(
  regimes: readonly Parsed<RegimeDocument>[],
  names: NamesOfPack,
  rankOf: ReadonlyMap<string, number>,
  broken: Broken[],
): readonly CompiledRule[] {
  const seen = new Set<string>();
  return regimes.flatMap(({ file, content }) => {
    const terms = compileTerms(file, content.terms, names, broken);
    return content.rules.map((rule, at) => {
      const tell = (key: string, reason: string) =>
        broken.push({ file, path: ['rules', at, key], reason });
      const rank = rankOf.get(rule.result);
      if (rank === undefined) tell('result', `Unknown result ${rule.result}`);
      if (seen.has(rule.id)) tell('id', `Rule ${rule.id} stands in the pack twice`);
      seen.add(rule.id);
      const condition = compileAt(
        file,
        rule.when,
        { ...names, terms },
        ['rules', at, 'when'],
        broken,
      );
      return { ...rule, regime: content.id, rank: rank ?? 0, condition };
    });
  });
}

function compileSafeguards(
  { file, content }: Parsed<SafeguardsDocument>,
  names: NamesOfPack,
  broken: Broken[],
): readonly CompiledSafeguard[] {
  const terms = compileTerms(file, content.terms, names, broken);
  return content.safeguards.map((safeguard, at) => ({
    ...safeguard,
    condition: compileAt(
      file,
      safeguard.when,
      { ...names, terms },
      ['safeguards', at, 'when'],
      broken,
    ),
  }));
}

/** A term may use those above it, so that no term can come back to itself. */
function compileTerms(
  file: string,
  terms: Readonly<Record<string, Expression>>,
  names: NamesOfPack,
  broken: Broken[],
): ReadonlyMap<string, Condition> {
  const compiled = new Map<string, Condition>();
  for (const [code, expression] of Object.entries(terms)) {
    const condition = compileAt(
      file,
      expression,
      { ...names, terms: compiled },
      ['terms', code],
      broken,
    );
    compiled.set(code, sharedCondition(condition));
  }
  return compiled;
}

function compileAt(
  file: string,
  expression: Expression,
  names: Names,
  path: readonly PropertyKey[],
  broken: Broken[],
): Condition {
  const unknown: BrokenName[] = [];
  const condition = compileExpression(expression, names, path, unknown);
  for (const one of unknown) broken.push({ file, path: stepsOf(one.path), reason: one.reason });
  return condition;
}
