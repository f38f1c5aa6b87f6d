import type { NameKeys, NameToken } from './name-keys.ts';

/**
 * How near two names are, strongest first: every word the same; the same across spellings and scripts
 * (`alike`); within one letter of that (`near`); `far`.
 */
export type NameNearness = 'same' | 'alike' | 'near' | 'far';

const ORDER: readonly NameNearness[] = ['same', 'alike', 'near', 'far'];

/** PE-5: each word of the shorter name beside the nearest word of the longer one; the weakest pair counts. */
export function nearnessOf(one: NameKeys, other: NameKeys): NameNearness {
  const left = weighing(one);
  const right = weighing(other);
  const [few, many] = left.length <= right.length ? [left, right] : [right, left];
  if (few.length === 0) return 'far';
  const free = [...many];
  let weakest = 0;
  for (const token of few) {
    const found = nearest(token, free);
    if (!found) return 'far';
    weakest = Math.max(weakest, ORDER.indexOf(found.nearness));
    free.splice(found.at, 1);
  }
  return ORDER[weakest] ?? 'far';
}

/** Particles and titles are left out, unless the name has nothing else. */
function weighing({ tokens }: NameKeys): readonly NameToken[] {
  const names = tokens.filter((token) => token.kind === 'name');
  return names.length > 0 ? names : tokens;
}

function nearest(token: NameToken, among: readonly NameToken[]) {
  let found: { readonly at: number; readonly nearness: NameNearness } | undefined;
  for (const [at, other] of among.entries()) {
    const nearness = ofWords(token, other);
    if (nearness === 'far') continue;
    if (!found || ORDER.indexOf(nearness) < ORDER.indexOf(found.nearness)) found = { at, nearness };
  }
  return found;
}

/** One letter of a skeleton of two would make nearly every short name near every other. */
const SHORTEST_TO_VARY = 3;

function ofWords(one: NameToken, other: NameToken): NameNearness {
  if (one.plain === other.plain) return 'same';
  if (one.skeleton === other.skeleton) return 'alike';
  const isLongEnough = Math.min(one.skeleton.length, other.skeleton.length) >= SHORTEST_TO_VARY;
  return isLongEnough && isOneEdit(one.skeleton, other.skeleton) ? 'near' : 'far';
}

/** One sign more, less, another, or two that changed places. */
function isOneEdit(one: string, other: string): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  if (long.length - short.length > 1) return false;
  let at = 0;
  while (at < short.length && short[at] === long[at]) at += 1;
  if (long.length > short.length) return short.slice(at) === long.slice(at + 1);
  if (short.slice(at + 1) === long.slice(at + 1)) return true;
  const isSwapped = short[at] === long[at + 1] && short[at + 1] === long[at];
  return isSwapped && short.slice(at + 2) === long.slice(at + 2);
}
