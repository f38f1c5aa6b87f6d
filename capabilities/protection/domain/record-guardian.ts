import type { BasedOn, Filled, Made, MovedOn } from '#kernel/command.ts';
import type { ClockMoves } from '#kernel/clock.ts';
import type { DraftEntry } from '#kernel/entry.ts';
import { answersAs } from '#kernel/form-answers.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { Ternary } from '#kernel/ternary.ts';
import { type ClocksHere, without } from './clocks-here.ts';
import { type DayRefusal, happened, inOrder } from './days.ts';
import { guardianContract } from './form-contracts.ts';
import { GUARDIAN_CLOCK } from './guardian-clock.ts';
import { allOf, recordPart } from './record-part.ts';
import { guardianSection } from './sections.ts';

export type GuardianRefusal =
  | MovedOn
  | DayRefusal
  | { readonly code: 'protection.guardian.may-exploit' }
  | { readonly code: 'protection.guardian.not-checked' }
  | { readonly code: 'protection.guardian.parent-may-exploit' };

/** Whether anyone says that a parent of the child exploits the child; the identification part knows. */
export type ParentsKnown = { readonly parentMayExploit: Ternary };

/** Codes of list `guardian-state`: somebody speaks for the child, or a parent who is safe does. */
export const GUARDIAN_STANDS = ['appointed', 'not-needed'];

/**
 * PR-3: who speaks for the child. Nobody who may be exploiting the child; nobody of whom that was
 * not asked; no parent while it is said that a parent exploits the child.
 */
export function recordGuardian(
  seen: BasedOn & ParentsKnown,
  made: Made,
  filled: Filled,
  clocks: ClocksHere,
): Result<readonly DraftEntry[], GuardianRefusal> {
  const type = 'protection.guardian-recorded';
  return recordPart<Exclude<GuardianRefusal, MovedOn>>(seen, made, filled, {
    type,
    section: guardianSection,
    judge: () => judge(seen, made, filled),
    clocks: () => clocksAfter(filled, clocks, clocks.moves(type)),
  });
}

function judge(known: ParentsKnown, made: Made, filled: Filled) {
  const answers = answersAs(filled.answers, guardianContract);
  const { requestedOn, appointedOn, firstVisitOn } = answers;
  return allOf<Exclude<GuardianRefusal, MovedOn>>(
    maySpeak(known, filled),
    happened(made, { requestedOn, appointedOn, firstVisitOn }),
    inOrder({ requestedOn, appointedOn, firstVisitOn }),
  );
}

function maySpeak(
  { parentMayExploit }: ParentsKnown,
  filled: Filled,
): Result<true, Exclude<GuardianRefusal, MovedOn>> {
  const { state, relation, independent } = answersAs(filled.answers, guardianContract);
  if (state === undefined || !GUARDIAN_STANDS.includes(state)) return accept(true);
  if (independent === 'no') return refuse({ code: 'protection.guardian.may-exploit' });
  const isParent = state === 'not-needed' || relation === 'parent';
  if (isParent && parentMayExploit === 'yes')
    return refuse({ code: 'protection.guardian.parent-may-exploit' });
  return independent === 'yes' ? accept(true) : refuse({ code: 'protection.guardian.not-checked' });
}

/** PR-8: only somebody who speaks for the child meets the clock. Asked for is not yet there. */
function clocksAfter(filled: Filled, clocks: ClocksHere, moves: ClockMoves): ClockMoves {
  const { state } = answersAs(filled.answers, guardianContract);
  if (state !== undefined && GUARDIAN_STANDS.includes(state)) return moves;
  const others = without(moves, GUARDIAN_CLOCK);
  const isRunning = (clocks.running[GUARDIAN_CLOCK] ?? null) !== null;
  const end = clocks.endOf(GUARDIAN_CLOCK);
  return isRunning || end === undefined ? others : { ...others, [GUARDIAN_CLOCK]: end };
}
