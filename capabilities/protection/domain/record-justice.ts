import type { BasedOn, Filled, Made, MovedOn } from '#kernel/command.ts';
import type { DraftEntry } from '#kernel/entry.ts';
import { type Answers, answersAs } from '#kernel/form-answers.ts';
import { accept, type Result } from '#kernel/result.ts';
import { type ClocksHere, onDay } from './clocks-here.ts';
import { justiceContract } from './form-contracts.ts';
import { recordPart } from './record-part.ts';
import { justiceSection } from './sections.ts';

export type JusticeRefusal = MovedOn;

/** PR-7: the child before police and courts. */
export function recordJustice(
  seen: BasedOn,
  made: Made,
  filled: Filled,
  clocks: ClocksHere,
): Result<readonly DraftEntry[], JusticeRefusal> {
  const type = 'protection.justice-recorded';
  const { hearingOn } = answersAs(filled.answers, justiceContract);
  return recordPart<never>(seen, made, filled, {
    type,
    section: justiceSection,
    judge: () => accept(true),
    clocks: () => ({ ...clocks.moves(type), ...onDay('hearing', hearingOn, made.now) }),
  });
}

/** What protects a child whom somebody accuses; null when nobody does. */
export type NonPunishment = { readonly hasLawyer: boolean };

/**
 * PR-7: a child whom somebody accuses, or might accuse, is not punished for what they were made to
 * do; the flag stands by itself, and asks for a lawyer until one is named.
 */
export function nonPunishment(answers: Answers): NonPunishment | null {
  const { suspected, lawyer } = answersAs(answers, justiceContract);
  return suspected === 'yes' ? { hasLawyer: lawyer === 'named' } : null;
}
