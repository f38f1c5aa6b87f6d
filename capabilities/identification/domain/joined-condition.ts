import { type Condition, nothing, onceARun, settled, settleNothing } from './condition.ts';
import { type Frame, type MissingFact, NO, type Trit, UNKNOWN, YES } from './frame.ts';
import { anyFactCondition } from './leaf-condition.ts';

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
  const slots = parts.flatMap(({ anyOf }) => anyOf ?? []);
  if (parts.every(({ anyOf }) => anyOf !== undefined)) return anyFactCondition([...new Set(slots)]);
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

function isAboutAge({ aboutAge }: Condition): boolean {
  return aboutAge === true;
}

function missingOf(parts: readonly Condition[], frame: Frame, into: MissingFact[]): void {
  for (const part of parts) part.missing(frame, into);
}
