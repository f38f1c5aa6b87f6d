import type { Expression } from './expression.ts';
import { CONSENT_GROUP } from './fact.ts';
import { type Condition, NEVER } from './condition.ts';
import { allCondition, anyCondition, notCondition, openCondition } from './joined-condition.ts';
import { ageCondition, factCondition, hoursCondition, underCondition } from './leaf-condition.ts';
import type { FactSlot, GroupSlot } from './frame.ts';

/** What the compiler looks names up in. */
export type Names = {
  readonly facts: ReadonlyMap<string, FactSlot>;
  readonly groups: ReadonlyMap<string, GroupSlot>;
  readonly groupConditions: ReadonlyMap<string, Condition>;
  readonly terms: ReadonlyMap<string, Condition>;
  readonly ageBit: number;
};

/** A name in a rule that nothing stands behind; the path leads to it within the document. */
export type BrokenName = { readonly path: readonly PropertyKey[]; readonly reason: string };

/** Turns a condition of the data into closures; every name that is unknown is added to `broken`. */
export function compileExpression(
  expression: Expression,
  names: Names,
  path: readonly PropertyKey[],
  broken: BrokenName[],
): Condition {
  const inner = (one: Expression, ...step: PropertyKey[]) =>
    compileExpression(one, names, [...path, ...step], broken);
  if (expression.all) return allCondition(expression.all.map((one, at) => inner(one, 'all', at)));
  if (expression.any) return anyCondition(expression.any.map((one, at) => inner(one, 'any', at)));
  if (expression.not) return notCondition(inner(expression.not, 'not'));
  if (expression.unknown) return openCondition(inner(expression.unknown, 'unknown'));
  if (expression.age) return ageCondition(expression.age, names.ageBit);
  if (expression.under !== undefined) return underCondition(expression.under, names.ageBit);
  const leaf = leafCondition(expression, names);
  if (typeof leaf !== 'string') return leaf;
  broken.push({ path: [...path, ...Object.keys(expression)], reason: leaf });
  return NEVER;
}

/** A leaf of a condition, or the sentence that says what is wrong with it. */
function leafCondition(expression: Expression, names: Names): Condition | string {
  if (expression.term !== undefined)
    return names.terms.get(expression.term) ?? `Unknown term ${expression.term}`;
  if (expression.anyIn !== undefined) return groupLeaf(expression.anyIn, names);
  if (expression.fact !== undefined) return factLeaf(expression.fact, names);
  return expression.atLeast
    ? hoursLeaf(expression.atLeast.fact, expression.atLeast.hours, names)
    : 'Nothing to test';
}

function groupLeaf(code: string, names: Names): Condition | string {
  const group = names.groups.get(code);
  if (group?.code === CONSENT_GROUP) return CONSENT_DECIDES_NOTHING;
  return names.groupConditions.get(code) ?? `Unknown group ${code}`;
}

function factLeaf(code: string, names: Names): Condition | string {
  const slot = names.facts.get(code);
  if (!slot) return `Unknown fact ${code}`;
  if (slot.isHours) return `Fact ${code} is a number of hours: use atLeast`;
  const consent = names.groups.get(CONSENT_GROUP);
  if (consent && slot.groups.includes(consent.index)) return CONSENT_DECIDES_NOTHING;
  return factCondition(slot);
}

function hoursLeaf(code: string, hours: number, names: Names): Condition | string {
  const slot = names.facts.get(code);
  if (!slot) return `Unknown fact ${code}`;
  return slot.isHours ? hoursCondition(slot, hours) : `Fact ${code} has no hours`;
}

const CONSENT_DECIDES_NOTHING = 'Consent decides nothing: no rule may use it (ID-4)';
