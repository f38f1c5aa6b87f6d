import type { Statement } from './fact.ts';
import type { FactAsKnown } from './fact-as-known.ts';
import type { AgeAtEvent } from './age-at-event.ts';

/** Ternary values as small numbers, so that a rule is evaluated without looking at text. */
export const UNKNOWN = 0;
export const NO = 1;
export const YES = 2;
export type Trit = 0 | 1 | 2;

/** One fact of the dictionary after compilation: its place in the arrays, its bit of question. */
export type FactSlot = {
  readonly code: string;
  readonly index: number;
  readonly isHours: boolean;
  readonly groups: readonly number[];
  readonly questionBit: number;
};

export type GroupSlot = {
  readonly code: string;
  readonly index: number;
  readonly facts: readonly number[];
  /** The bit of question of each fact, in the order of `facts`. */
  readonly factBits: readonly number[];
};

/**
 * The facts about one event, laid out for the rules. A frame is filled, read and emptied again by
 * one evaluation; it never leaves it.
 */
export type Frame = {
  readonly trits: Uint8Array;
  readonly hours: Float64Array;
  readonly groupYes: Uint8Array;
  readonly groupKnown: Uint8Array;
  /** The settled facts of each group, by index. */
  readonly groupFacts: readonly number[][];
  readonly known: (FactAsKnown | undefined)[];
  /** The first statement about each fact, and those after it, while they are gathered. */
  readonly gathered: (Statement | undefined)[];
  readonly others: (Statement[] | undefined)[];
  readonly entered: FactSlot[];
  readonly stamps: Uint32Array;
  stamp: number;
  /** Counts evaluations, so that a value worked out once holds for the rest of the same one. */
  run: number;
  canYes: number;
  canNo: number;
  age: AgeAtEvent;
};

export const NO_HOURS = -1;

/** What is still to be learned for a rule: one fact, any fact of a group, or the age. */
export type MissingFact =
  | { readonly kind: 'fact'; readonly fact: string }
  | { readonly kind: 'any-of'; readonly group: string }
  | { readonly kind: 'age' };

export function emptyFrame(facts: number, groups: number): Frame {
  return {
    trits: new Uint8Array(facts),
    hours: new Float64Array(facts).fill(NO_HOURS),
    groupYes: new Uint8Array(groups),
    groupKnown: new Uint8Array(groups),
    groupFacts: Array.from({ length: groups }, () => []),
    known: Array.from({ length: facts }, () => undefined),
    gathered: Array.from({ length: facts }, () => undefined),
    others: Array.from({ length: facts }, () => undefined),
    entered: [],
    stamps: new Uint32Array(facts),
    stamp: 0,
    run: 0,
    canYes: 0,
    canNo: 0,
    age: { status: 'unknown', rule: 'none', range: null },
  };
}

/** Puts a weighed fact into the frame. Explicitly unknown is kept for the record, but settles nothing. */
export function enter(frame: Frame, slot: FactSlot, fact: FactAsKnown): void {
  const { index } = slot;
  frame.known[index] = fact;
  frame.entered.push(slot);
  const { value } = fact;
  if (typeof value === 'number') {
    frame.hours[index] = value;
    return;
  }
  const trit = value === 'yes' ? YES : value === 'no' ? NO : UNKNOWN;
  frame.trits[index] = trit;
  if (trit === UNKNOWN) return;
  for (const group of slot.groups) {
    frame.groupKnown[group] = (frame.groupKnown[group] ?? 0) + 1;
    frame.groupFacts[group]?.push(index);
    if (trit === YES) frame.groupYes[group] = (frame.groupYes[group] ?? 0) + 1;
  }
}

export function clear(frame: Frame): void {
  for (const { index } of frame.entered) {
    frame.known[index] = undefined;
    frame.gathered[index] = undefined;
    frame.others[index] = undefined;
    frame.trits[index] = UNKNOWN;
    frame.hours[index] = NO_HOURS;
  }
  frame.entered.length = 0;
  for (const facts of frame.groupFacts) if (facts.length > 0) facts.length = 0;
  frame.groupYes.fill(0);
  frame.groupKnown.fill(0);
}

/** The kind of value that a slot takes; a mismatch is refused where statements are recorded. */
export function fits(slot: Pick<FactSlot, 'isHours'>, value: Statement['value']): boolean {
  return slot.isHours
    ? value === 'unknown' || typeof value === 'number'
    : typeof value !== 'number';
}
