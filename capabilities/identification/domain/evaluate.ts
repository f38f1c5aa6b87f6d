import type { CalendarDay } from '#kernel/calendar-day.ts';
import type { Ternary } from '#kernel/ternary.ts';
import { type AgeEvidence, ageAtEvent } from './age-at-event.ts';
import type { Evaluation, Explanation, NextQuestion, SafeguardInForce } from './evaluation.ts';
import type { Statement } from './fact.ts';
import { type FactAsKnown, weighStatements } from './fact-as-known.ts';
import {
  clear,
  enter,
  type FactSlot,
  type Frame,
  type MissingFact,
  NO,
  UNKNOWN,
  YES,
} from './frame.ts';
import type { CompiledRule, Ruleset } from './ruleset.ts';

/** The fact that someone has reason to believe that the person was under 18 (R-AGE-2). */
export const BELIEVED_CHILD = 'believed-under-18';

/** What the facts are about: when it was, how old the person was, and the day of asking. */
export type EvaluationContext = { readonly age: AgeEvidence; readonly asOf: CalendarDay };

/**
 * Applies every rule of the pack to the facts. Pure: the same facts, context and ruleset give the
 * same evaluation. Facts must be in the dictionary (see `checkStatements`); others are passed over.
 */
export function evaluate(
  statements: readonly Statement[],
  context: EvaluationContext,
  ruleset: Ruleset,
): Evaluation {
  const { frame } = ruleset;
  frame.run += 1;
  try {
    const conflicts = fill(frame, statements, ruleset);
    frame.age = ageAtEvent(context.age, context.asOf, believedChild(frame, ruleset));
    const tally = ruleset.questions.map(() => 0);
    const holding: CompiledRule[] = [];
    const open: Explanation[] = [];
    for (const rule of ruleset.rules) {
      const value = rule.condition.value(frame);
      if (value === YES) holding.push(rule);
      if (value === UNKNOWN) open.push(explain(rule, frame, ruleset, settling(rule, frame, tally)));
    }
    holding.sort((left, right) => left.rank - right.rank);
    return {
      rulesetVersion: ruleset.version,
      age: frame.age,
      results: resultsOf(holding, ruleset),
      explanations:
        holding.length > 0
          ? holding.map((rule) => explain(rule, frame, ruleset, 0))
          : [lowest(frame, ruleset)],
      open,
      safeguards: safeguardsInForce(frame, ruleset),
      conflicts,
      nextQuestion: mostSettling(tally, ruleset),
    };
  } finally {
    clear(frame);
  }
}

/** Lays the statements out in the frame, weighed per fact; returns the facts that are disputed. */
function fill(
  frame: Frame,
  statements: readonly Statement[],
  ruleset: Ruleset,
): readonly FactAsKnown[] {
  const gathered: FactSlot[] = [];
  for (const statement of statements) {
    const slot = ruleset.facts.get(statement.fact);
    if (!slot) continue;
    const { index } = slot;
    if (frame.gathered[index] === undefined) {
      frame.gathered[index] = statement;
      gathered.push(slot);
    } else (frame.others[index] ??= []).push(statement);
  }
  const conflicts: FactAsKnown[] = [];
  for (const slot of gathered) {
    const first = frame.gathered[slot.index];
    if (!first) continue;
    const fact = weighStatements(first, frame.others[slot.index]);
    if (fact.conflicting.length > 0) conflicts.push(fact);
    enter(frame, slot, fact);
  }
  return conflicts;
}

function believedChild(frame: Frame, ruleset: Ruleset): Ternary {
  const slot = ruleset.facts.get(BELIEVED_CHILD);
  const trit = slot ? frame.trits[slot.index] : UNKNOWN;
  return trit === YES ? 'yes' : trit === NO ? 'no' : 'unknown';
}

function resultsOf(holding: readonly CompiledRule[], ruleset: Ruleset): readonly string[] {
  const results: string[] = [];
  for (const { result } of holding) if (results.at(-1) !== result) results.push(result);
  return results.length > 0 ? results : [ruleset.results.lowest.result];
}

/** Adds the questions that would settle an open rule to the tally, and returns them as bits. */
function settling({ condition }: CompiledRule, frame: Frame, tally: number[]): number {
  condition.settle(frame);
  const bits = frame.canYes | frame.canNo;
  for (let at = 0, rest = bits; rest !== 0; at += 1, rest >>>= 1)
    if (rest & 1) tally[at] = (tally[at] ?? 0) + 1;
  return bits;
}

/** The question that could settle most open rules; among equals the one that is best asked first. */
function mostSettling(tally: readonly number[], ruleset: Ruleset): NextQuestion | null {
  let best = -1;
  for (let at = 0; at < tally.length; at += 1) if ((tally[at] ?? 0) > (tally[best] ?? 0)) best = at;
  const question = ruleset.questions[best];
  return question === undefined ? null : { question, settles: tally[best] ?? 0 };
}

function explain(rule: CompiledRule, frame: Frame, ruleset: Ruleset, bits: number): Explanation {
  const factsMissing: MissingFact[] = [];
  rule.condition.missing(frame, factsMissing);
  const explanation: Explanation = {
    ruleId: rule.id,
    ruleVersion: rule.version,
    regime: rule.regime,
    result: rule.result,
    confirmed: rule.confirmed,
    factsUsed: usedBy(rule, frame),
    factsMissing,
    citations: rule.citations,
    nextQuestions: bits === 0 ? NO_QUESTIONS : questionsOf(bits, ruleset),
  };
  return rule.missing === undefined
    ? explanation
    : { ...explanation, missingElement: rule.missing };
}

const NO_QUESTIONS: readonly string[] = [];

function questionsOf(bits: number, { questions }: Ruleset): readonly string[] {
  const found: string[] = [];
  for (let at = 0, rest = bits; rest !== 0; at += 1, rest >>>= 1) {
    const question = questions[at];
    if (rest & 1 && question !== undefined) found.push(question);
  }
  return found;
}

function usedBy(
  { condition }: Pick<CompiledRule, 'condition'>,
  frame: Frame,
): readonly FactAsKnown[] {
  frame.stamp += 1;
  const facts: FactAsKnown[] = [];
  condition.used(frame, facts);
  return facts;
}

/** When no rule holds: not enough is known. It is never a "no". */
function lowest(frame: Frame, { results }: Ruleset): Explanation {
  const { id, version, result, confirmed, citations } = results.lowest;
  return {
    ruleId: id,
    ruleVersion: version,
    regime: results.id,
    result,
    confirmed,
    factsUsed: frame.entered.flatMap(({ index }) => frame.known[index] ?? []),
    factsMissing: [],
    citations,
    nextQuestions: NO_QUESTIONS,
  };
}

function safeguardsInForce(frame: Frame, ruleset: Ruleset): readonly SafeguardInForce[] {
  const inForce: SafeguardInForce[] = [];
  for (const safeguard of ruleset.safeguards) {
    if (safeguard.condition.value(frame) !== YES) continue;
    const { id, version, requires, confirmed, citations } = safeguard;
    inForce.push({
      id,
      version,
      requires,
      confirmed,
      citations,
      factsUsed: usedBy(safeguard, frame),
    });
  }
  return inForce;
}
