import type { BasedOn, Filled, Made, MovedOn } from '#kernel/command.ts';
import type { DraftEntry } from '#kernel/entry.ts';
import { answersAs } from '#kernel/form-answers.ts';
import type { Result } from '#kernel/result.ts';
import { type ClocksHere, onDay, without } from './clocks-here.ts';
import { type DayRefusal, happened, inOrder } from './days.ts';
import { healthContract } from './form-contracts.ts';
import { allOf, recordPart } from './record-part.ts';
import { healthSection } from './sections.ts';

export type HealthRefusal = MovedOn | DayRefusal;

const MEDICAL_CLOCK = 'medical-care';
/** The code of list `early-care` for what only helps early and was not given yet. */
const STILL_TO_DO = 'still-to-do';

/** PR-6: what a health worker found and did. */
export function recordHealth(
  seen: BasedOn,
  made: Made,
  filled: Filled,
  clocks: ClocksHere,
): Result<readonly DraftEntry[], HealthRefusal> {
  const type = 'protection.health-recorded';
  const { seenOn, followUpOn } = answersAs(filled.answers, healthContract);
  return recordPart<DayRefusal>(seen, made, filled, {
    type,
    section: healthSection,
    judge: () => allOf(happened(made, { seenOn }), inOrder({ seenOn, followUpOn })),
    clocks: () => ({
      ...(isStillToDo(filled) ? without(clocks.moves(type), MEDICAL_CLOCK) : clocks.moves(type)),
      ...onDay('health-appointment', followUpOn, made.now),
    }),
  });
}

/** PR-6: the clock of what only helps early runs on until it was given, declined or found not needed. */
function isStillToDo(filled: Filled): boolean {
  const { hivPrevention, emergencyContraception } = answersAs(filled.answers, healthContract);
  return [hivPrevention, emergencyContraception].includes(STILL_TO_DO);
}
