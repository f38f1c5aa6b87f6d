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
 * A condition ready to run. `canYes` and `canNo` are asked only while `value` is unknown: the
 * questions (as bits) of which one alone, answered throughout with yes (or no), settles the
 * condition as yes (or no).
 */
export type Condition = {
  readonly value: (frame: Frame) => Trit;
  readonly canYes: (frame: Frame) => number;
  readonly canNo: (frame: Frame) => number;
  readonly used: (frame: Frame, into: number[]) => void;
  readonly missing: (frame: Frame, into: MissingFact[]) => void;
};

const nothing = (): void => undefined;
const none = (): number => 0;
/** Stands in for a condition that could not be compiled; its ruleset is refused. */
export const NEVER: Condition = {
  value: () => NO,
  canYes: none,
  canNo: none,
  used: nothing,
  missing: nothing,
};

export function factCondition({ code, index, questionBit }: FactSlot): Condition {
  const missing: MissingFact = { kind: 'fact', fact: code };
  return {
    value: (frame) => tritAt(frame.trits, index),
    canYes: () => questionBit,
    canNo: () => questionBit,
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
    canYes: () => questionBit,
    canNo: () => questionBit,
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
  const members = new Set(facts);
  const openBits = (frame: Frame) => {
    let bits = 0;
    facts.forEach((fact, at) => {
      if (frame.trits[fact] === UNKNOWN) bits |= factBits[at] ?? 0;
    });
    return bits;
  };
  return {
    value,
    canYes: openBits,
    canNo: (frame) => {
      const bits = openBits(frame);
      const isOne = (bits & (bits - 1)) === 0;
      return isOne ? bits : 0;
    },
    used: (frame, into) => {
      const wanted = value(frame) === YES ? YES : NO;
      for (const fact of frame.touched)
        if (frame.trits[fact] === wanted && members.has(fact)) use(frame, fact, into);
    },
    missing: (frame, into) => {
      if (value(frame) === UNKNOWN) into.push(missing);
    },
  };
}

export function allCondition(parts: readonly Condition[]): Condition {
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
    canYes: (frame) => intersect(parts, frame, 'canYes'),
    canNo: (frame) => unite(parts, frame, 'canNo'),
    used: (frame, into) => {
      for (const part of parts) part.used(frame, into);
    },
    missing: (frame, into) => missingOf(parts, frame, into),
  };
}

export function anyCondition(parts: readonly Condition[]): Condition {
  const value = (frame: Frame): Trit => {
    let result: Trit = NO;
    for (const part of parts) {
      const one = part.value(frame);
      if (one === YES) return YES;
      if (one === UNKNOWN) result = UNKNOWN;
    }
    return result;
  };
  return {
    value,
    canYes: (frame) => unite(parts, frame, 'canYes'),
    canNo: (frame) => intersect(parts, frame, 'canNo'),
    used: (frame, into) => {
      const holds = value(frame) === YES;
      for (const part of parts) if (!holds || part.value(frame) === YES) part.used(frame, into);
    },
    missing: (frame, into) => {
      if (value(frame) === UNKNOWN) missingOf(parts, frame, into);
    },
  };
}

export function notCondition(part: Condition): Condition {
  return {
    value: (frame) => {
      const value = part.value(frame);
      return value === UNKNOWN ? UNKNOWN : value === YES ? NO : YES;
    },
    canYes: part.canNo,
    canNo: part.canYes,
    used: part.used,
    missing: part.missing,
  };
}

export function openCondition(part: Condition): Condition {
  return {
    value: (frame) => (part.value(frame) === UNKNOWN ? YES : NO),
    canYes: none,
    canNo: none,
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
    value,
    canYes: () => ageBit,
    canNo: () => ageBit,
    used: nothing,
    missing: (frame, into) => {
      if (value(frame) === UNKNOWN) into.push(AGE_MISSING);
    },
  };
}

const AGE_MISSING: MissingFact = { kind: 'age' };

function tritAt(trits: Uint8Array, index: number): Trit {
  const value = trits[index];
  return value === YES ? YES : value === NO ? NO : UNKNOWN;
}

function use(frame: Frame, index: number, into: number[]): void {
  if (frame.stamps[index] === frame.stamp || !isSettled(frame, index)) return;
  frame.stamps[index] = frame.stamp;
  into.push(index);
}

function isSettled(frame: Frame, index: number): boolean {
  return frame.trits[index] !== UNKNOWN || (frame.hours[index] ?? NO_HOURS) >= 0;
}

function missingOf(parts: readonly Condition[], frame: Frame, into: MissingFact[]): void {
  for (const part of parts) part.missing(frame, into);
}

function unite(parts: readonly Condition[], frame: Frame, side: 'canYes' | 'canNo'): number {
  let bits = 0;
  for (const part of parts) if (part.value(frame) === UNKNOWN) bits |= part[side](frame);
  return bits;
}

function intersect(parts: readonly Condition[], frame: Frame, side: 'canYes' | 'canNo'): number {
  let bits = -1;
  for (const part of parts) if (part.value(frame) === UNKNOWN) bits &= part[side](frame);
  return bits;
}
