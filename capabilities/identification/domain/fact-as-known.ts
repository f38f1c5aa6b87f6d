import { EvidenceKind, type Statement } from './fact.ts';

/**
 * A fact after all statements about it were weighed: the statement that stands for it, and those
 * that say otherwise, so that a screen can show the disagreement.
 */
export type FactAsKnown = Statement & { readonly conflicting: readonly Statement[] };

const NONE: readonly Statement[] = [];
const RANK = new Map(EvidenceKind.options.map((kind, rank) => [kind, rank]));

/**
 * Weighs statements about one fact (ID-2): a yes stands, whoever says no; a no stands only when
 * nobody says yes; more hours stand over fewer. Among those that agree, the most direct evidence
 * speaks for the fact, then the earlier.
 */
export function weighStatements(
  first: Statement,
  others: readonly Statement[] = NONE,
): FactAsKnown {
  if (others.length === 0) return asKnown(first, NONE);
  let stands = first;
  for (const other of others) if (outweighs(other, stands)) stands = other;
  const conflicting = [first, ...others].filter((one) => disagree(one, stands));
  return asKnown(stands, conflicting);
}

// Written out: this runs for every fact of every record, and a spread is slower.
function asKnown(statement: Statement, conflicting: readonly Statement[]): FactAsKnown {
  const { fact, value, evidence, by, on } = statement;
  return { fact, value, evidence, by, on, conflicting };
}

function outweighs(left: Statement, right: Statement): boolean {
  const protection = weight(left) - weight(right);
  if (protection !== 0) return protection > 0;
  const directness = (RANK.get(left.evidence) ?? 0) - (RANK.get(right.evidence) ?? 0);
  return directness === 0 ? left.on < right.on : directness < 0;
}

function weight({ value }: Statement): number {
  if (typeof value === 'number') return value;
  return value === 'yes' ? 2 : value === 'no' ? 1 : 0;
}

function disagree(one: Statement, stands: Statement): boolean {
  return one.value !== stands.value && one.value !== 'unknown';
}
