import type { BasedOn, Filled, Made, MovedOn } from '#kernel/command.ts';
import type { ClockMoves } from '#kernel/clock.ts';
import type { DraftEntry } from '#kernel/entry.ts';
import { answersAs } from '#kernel/form-answers.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import { type ClocksHere, earlier, endOfDay } from './clocks-here.ts';
import { type DayRefusal, happened, inOrder } from './days.ts';
import { safePlaceContract } from './form-contracts.ts';
import type { ParentsKnown } from './record-guardian.ts';
import { allOf, recordPart } from './record-part.ts';
import { safePlaceSection } from './sections.ts';

export type SafePlaceRefusal =
  | MovedOn
  | DayRefusal
  | { readonly code: 'protection.safe-place.detention' }
  | { readonly code: 'protection.safe-place.with-suspect' };

export const SAFE_PLACE_CLOCK = 'safe-place-review';

/**
 * PR-5: where the child lives. A cell is no safe place, and neither is one with somebody who may be
 * exploiting the child; both are said with the reason instead of being written down as safe.
 */
export function recordSafePlace(
  seen: BasedOn & ParentsKnown,
  made: Made,
  filled: Filled,
  clocks: ClocksHere,
): Result<readonly DraftEntry[], SafePlaceRefusal> {
  const type = 'protection.safe-place-recorded';
  const { movedInOn, until, reviewOn } = answersAs(filled.answers, safePlaceContract);
  return recordPart<Exclude<SafePlaceRefusal, MovedOn>>(seen, made, filled, {
    type,
    section: safePlaceSection,
    judge: () =>
      allOf<Exclude<SafePlaceRefusal, MovedOn>>(
        isSafe(seen, filled),
        happened(made, { movedInOn }),
        inOrder({ movedInOn, until }),
        inOrder({ movedInOn, reviewOn }),
      ),
    clocks: () => reviewClock(made, filled, clocks.moves(type)),
  });
}

function isSafe(
  { parentMayExploit }: ParentsKnown,
  filled: Filled,
): Result<true, Exclude<SafePlaceRefusal, MovedOn>> {
  const { kind, withSuspect } = answersAs(filled.answers, safePlaceContract);
  if (kind === 'detention') return refuse({ code: 'protection.safe-place.detention' });
  const isWithSuspect =
    withSuspect === 'yes' || (kind === 'with-parent' && parentMayExploit === 'yes');
  return isWithSuspect ? refuse({ code: 'protection.safe-place.with-suspect' }) : accept(true);
}

/** PR-9: a place is looked at again after three months, on the day agreed, or when it ends; none is due now. */
function reviewClock(made: Made, filled: Filled, moves: ClockMoves): ClockMoves {
  const { kind, until, reviewOn } = answersAs(filled.answers, safePlaceContract);
  if (kind === 'none') return { ...moves, [SAFE_PLACE_CLOCK]: made.now };
  const days = earlier(until && endOfDay(until), reviewOn && endOfDay(reviewOn));
  const end = earlier(days, moves[SAFE_PLACE_CLOCK] ?? undefined);
  return end === undefined ? moves : { ...moves, [SAFE_PLACE_CLOCK]: end };
}
