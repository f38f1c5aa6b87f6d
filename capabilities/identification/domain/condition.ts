import type { FactAsKnown } from './fact-as-known.ts';
import {
  type FactSlot,
  type Frame,
  type GroupSlot,
  type MissingFact,
  NO,
  NO_HOURS,
  type Trit,
  UNKNOWN,
  YES,
} from './frame.ts';

/**
 * A condition ready to run. `settle` is asked only while `value` is unknown: it leaves in the frame,
 * as `canYes` and `canNo`, the questions (as bits) of which one alone, answered throughout with yes
 * (or no), settles the condition as yes (or no).
 */
export type Condition = {
  readonly aboutAge?: true;
  readonly value: (frame: Frame) => Trit;
  readonly settle: (frame: Frame) => void;
  readonly used: (frame: Frame, into: FactAsKnown[]) => void;
  readonly missing: (frame: Frame, into: MissingFact[]) => void;
};

const NO_FACTS: readonly number[] = [];
const nothing = (): void => undefined;
const settleNothing = (frame: Frame): void => settled(frame, 0, 0);
const settleBy = (bits: number) => (frame: Frame) => settled(frame, bits, bits);
/** Stands in for a condition that could not be compiled; its ruleset is refused. */
export const NEVER: Condition = {
  value: () => NO,
  settle: settleNothing,
  used: nothing,
  missing: nothing,
};

export function factCondition({ code, index, questionBit }: FactSlot): Condition {
  const missing: MissingFact = { kind: 'fact', fact: code };
  return {
    value: (frame) => tritAt(frame.trits, index),
    settle: settleBy(questionBit),
    used: (frame, into) => use(frame, index, into),
    missing: (frame, into) => {
      if (frame.trits[index] === UNKNOWN) into.push(missing);
    },
  };
}

export function hoursCondition({ code, index, questionBit }: FactSlot, hours: number): Condition {
  const missing: MissingFact = { kind: 'fact', fact: code };
  const known = (frame: Frame) => frame.hours[index] ?? NO_HOURS;
  return {
    value: (frame) => {
      const worked = known(frame);
      return worked < 0 ? UNKNOWN : worked >= hours ? YES : NO;
    },
    settle: settleBy(questionBit),
    used: (frame, into) => use(frame, index, into),
    missing: (frame, into) => {
      if (known(frame) < 0) into.push(missing);
    },
  };
}

export function groupCondition({ code, index, facts, factBits }: GroupSlot): Condition {
  const missing: MissingFact = { kind: 'any-of', group: code };
  const value = (frame: Frame): Trit => {
    if ((frame.groupYes[index] ?? 0) > 0) return YES;
    return (frame.groupKnown[index] ?? 0) === facts.length ? NO : UNKNOWN;
  };
  const openBits = (frame: Frame) => {
    let bits = 0;
    for (let at = 0; at < facts.length; at += 1)
      if (frame.trits[facts[at] ?? 0] === UNKNOWN) bits |= factBits[at] ?? 0;
    return bits;
  };
  const bitsOnce = onceARun(openBits);
  return {
    value,
    settle: (frame) => {
      const bits = bitsOnce(frame);
      const isOne = (bits & (bits - 1)) === 0;
      settled(frame, bits, isOne ? bits : 0);
    },
    used: (frame, into) => {
      const wanted = value(frame) === YES ? YES : NO;
      for (const fact of frame.groupFacts[index] ?? NO_FACTS)
        if (frame.trits[fact] === wanted) use(frame, fact, into);
    },
    missing: (frame, into) => {
      if (value(frame) === UNKNOWN) into.push(missing);
    },
  };
}

/** A condition that several rules share is worked out once in an evaluation. */
export function sharedCondition(condition: Condition): Condition {
  return { ...condition, value: onceARun(condition.value) };
}

function onceARun<Value extends number>(work: (frame: Frame) => Value): (frame: Frame) => Value {
  let run = -1;
  let known: Value | undefined;
  return (frame) => {
    if (known !== undefined && run === frame.run) return known;
    run = frame.run;
    known = work(frame);
    return known;
  };
}

export function allCondition(conditions: readonly Condition[]): Condition {
  // Age rules out most rules at once; the order has no meaning otherwise.
  const parts = [...conditions.filter(isAboutAge), ...conditions.filter((one) => !isAboutAge(one))];
  return {
    value: (frame) => {
      let result: Trit = YES;
      for (const part of parts) {
        const value = part.value(frame);
        if (value === NO) return NO;
        if (value === UNKNOWN) result = UNKNOWN;
      }
      return result;
    },
    settle: (frame) => {
      let yes = -1;
      let no = 0;
      for (const part of parts) {
        if (part.value(frame) !== UNKNOWN) continue;
        part.settle(frame);
        yes &= frame.canYes;
        no |= frame.canNo;
      }
      settled(frame, yes, no);
    },
    used: (frame, into) => {
      for (const part of parts) part.used(frame, into);
    },
    missing: (frame, into) => missingOf(parts, frame, into),
  };
}

export function anyCondition(parts: readonly Condition[]): Condition {
  const value = onceARun((frame: Frame): Trit => {
    let result: Trit = NO;
    for (const part of parts) {
      const one = part.value(frame);
      if (one === YES) return YES;
      if (one === UNKNOWN) result = UNKNOWN;
    }
    return result;
  });
  return {
    value,
    settle: (frame) => {
      let yes = 0;
      let no = -1;
      for (const part of parts) {
        if (part.value(frame) !== UNKNOWN) continue;
        part.settle(frame);
        yes |= frame.canYes;
        no &= frame.canNo;
      }
      settled(frame, yes, no);
    },
    used: (frame, into) => {
      const holds = value(frame) === YES;
      for (const part of parts) if (!holds || part.value(frame) === YES) part.used(frame, into);
    },
    missing: (frame, into) => {
      const holds = value(frame);
      for (const part of parts) if (part.value(frame) === holds) part.missing(frame, into);
    },
  };
}

export function notCondition(part: Condition): Condition {
  return {
    value: (frame) => {
      const value = part.value(frame);
      return value === UNKNOWN ? UNKNOWN : value === YES ? NO : YES;
    },
    settle: (frame) => {
      part.settle(frame);
      settled(frame, frame.canNo, frame.canYes);
    },
    used: part.used,
    missing: part.missing,
  };
}

export function openCondition(part: Condition): Condition {
  return {
    value: (frame) => (part.value(frame) === UNKNOWN ? YES : NO),
    settle: settleNothing,
    used: nothing,
    missing: part.missing,
  };
}

export function ageCondition(age: 'child' | 'adult' | 'unknown', ageBit: number): Condition {
  return agedCondition(ageBit, ({ age: { status } }) => {
    if (age === 'unknown') return status === 'unknown' ? YES : NO;
    if (status === 'unknown') return UNKNOWN;
    return (status === 'adult') === (age === 'adult') ? YES : NO;
  });
}

/** Younger than `years`; a range that lies on both sides counts as younger (R-AGE-2). */
export function underCondition(years: number, ageBit: number): Condition {
  return agedCondition(ageBit, ({ age: { status, range } }) => {
    if (years >= 18 && (status === 'child' || status === 'presumed-child')) return YES;
    if (status === 'unknown' || !range) return status === 'adult' ? NO : UNKNOWN;
    return range.least < years ? YES : NO;
  });
}

function agedCondition(ageBit: number, value: (frame: Frame) => Trit): Condition {
  return {
    aboutAge: true,
    value,
    settle: settleBy(ageBit),
    used: nothing,
    missing: (frame, into) => {
      if (value(frame) === UNKNOWN) into.push(AGE_MISSING);
    },
  };
}

function isAboutAge({ aboutAge }: Condition): boolean {
  return aboutAge === true;
}

const AGE_MISSING: MissingFact = { kind: 'age' };

function tritAt(trits: Uint8Array, index: number): Trit {
  const value = trits[index];
  return value === YES ? YES : value === NO ? NO : UNKNOWN;
}

function use(frame: Frame, index: number, into: FactAsKnown[]): void {
  if (frame.stamps[index] === frame.stamp || !isSettled(frame, index)) return;
  frame.stamps[index] = frame.stamp;
  const fact = frame.known[index];
  if (fact) into.push(fact);
}

function isSettled(frame: Frame, index: number): boolean {
  return frame.trits[index] !== UNKNOWN || (frame.hours[index] ?? NO_HOURS) >= 0;
}

function missingOf(parts: readonly Condition[], frame: Frame, into: MissingFact[]): void {
  for (const part of parts) part.missing(frame, into);
}

function settled(frame: Frame, canYes: number, canNo: number): void {
  frame.canYes = canYes;
  frame.canNo = canNo;
}
