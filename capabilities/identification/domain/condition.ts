import type { FactAsKnown } from './fact-as-known.ts';
import {
  type FactSlot,
  type Frame,
  type MissingFact,
  NO,
  NO_HOURS,
  type Trit,
  UNKNOWN,
} from './frame.ts';

/**
 * A condition ready to run. `settle` is asked only while `value` is unknown: it leaves in the frame,
 * as `canYes` and `canNo`, the questions (as bits) of which one alone, answered throughout with yes
 * (or no), settles the condition as yes (or no).
 */
export type Condition = {
  readonly aboutAge?: true;
  /** Set when the condition is that any of these facts is so. */
  readonly anyOf?: readonly FactSlot[];
  readonly value: (frame: Frame) => Trit;
  readonly settle: (frame: Frame) => void;
  readonly used: (frame: Frame, into: FactAsKnown[]) => void;
  readonly missing: (frame: Frame, into: MissingFact[]) => void;
};

export const nothing = (): void => undefined;
export const settleNothing = (frame: Frame): void => settled(frame, 0, 0);
export const settleBy = (bits: number) => (frame: Frame) => settled(frame, bits, bits);
/** Stands in for a condition that could not be compiled; its ruleset is refused. */
export const NEVER: Condition = {
  value: () => NO,
  settle: settleNothing,
  used: nothing,
  missing: nothing,
};

/** A condition that several rules share is worked out once in an evaluation. */
export function sharedCondition(condition: Condition): Condition {
  return { ...condition, value: onceARun(condition.value) };
}

export function onceARun<Value extends number>(
  work: (frame: Frame) => Value,
): (frame: Frame) => Value {
  let run = -1;
  let known: Value | undefined;
  return (frame) => {
    if (known !== undefined && run === frame.run) return known;
    run = frame.run;
    known = work(frame);
    return known;
  };
}

export function use(frame: Frame, index: number, into: FactAsKnown[]): void {
  if (frame.stamps[index] === frame.stamp || !isSettled(frame, index)) return;
  frame.stamps[index] = frame.stamp;
  const fact = frame.known[index];
  if (fact) into.push(fact);
}

function isSettled(frame: Frame, index: number): boolean {
  return frame.trits[index] !== UNKNOWN || (frame.hours[index] ?? NO_HOURS) >= 0;
}

export function settled(frame: Frame, canYes: number, canNo: number): void {
  frame.canYes = canYes;
  frame.canNo = canNo;
}
