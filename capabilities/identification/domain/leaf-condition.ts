import { type Condition, nothing, onceARun, settleBy, settled, use } from './condition.ts';
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

export function factCondition(slot: FactSlot): Condition {
  return anyFactCondition([slot]);
}

/** That any of some facts is so: one loop over small integers instead of a closure for each fact. */
export function anyFactCondition(slots: readonly FactSlot[]): Condition {
  const indexes = Uint16Array.from(slots, ({ index }) => index);
  const bits = Int32Array.from(slots, ({ questionBit }) => questionBit);
  const missing = slots.map(({ code }): MissingFact => ({ kind: 'fact', fact: code }));
  const value = onceARun((frame: Frame): Trit => {
    let result: Trit = NO;
    for (const index of indexes) {
      const trit = frame.trits[index];
      if (trit === YES) return YES;
      if (trit === UNKNOWN) result = UNKNOWN;
    }
    return result;
  });
  return {
    anyOf: slots,
    value,
    settle: (frame) => {
      let yes = 0;
      let no = -1;
      for (let at = 0; at < indexes.length; at += 1) {
        if (frame.trits[indexes[at] ?? 0] !== UNKNOWN) continue;
        yes |= bits[at] ?? 0;
        no &= bits[at] ?? 0;
      }
      settled(frame, yes, no);
    },
    used: (frame, into) => {
      const wanted = value(frame) === YES ? YES : NO;
      for (const index of indexes) if (frame.trits[index] === wanted) use(frame, index, into);
    },
    missing: (frame, into) => {
      if (value(frame) !== UNKNOWN) return;
      for (let at = 0; at < indexes.length; at += 1) {
        const fact = missing[at];
        if (fact && frame.trits[indexes[at] ?? 0] === UNKNOWN) into.push(fact);
      }
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

const NO_FACTS: readonly number[] = [];
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

const AGE_MISSING: MissingFact = { kind: 'age' };
