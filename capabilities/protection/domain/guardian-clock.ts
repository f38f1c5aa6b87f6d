import type { ClockMoves } from '#kernel/clock.ts';
import type { ClocksHere } from './clocks-here.ts';

export const GUARDIAN_CLOCK = 'guardian';

/** What is known of whether a child needs somebody to speak for them; null where it is not known. */
export type SpeaksForChild = {
  /** The code of list `accompaniment`, as registered. */
  readonly accompaniment: string | null;
  readonly isPresumedTrafficked: boolean;
  /** The code of list `guardian-state` that stands. */
  readonly guardian: string | null;
};

const ALONE = ['unaccompanied', 'separated'];

/**
 * PR-8: the clock of the guardian starts when it becomes known that a child is alone, or is treated
 * as trafficked, and nothing was written about a guardian. It starts once.
 */
export function guardianClock(
  { accompaniment, isPresumedTrafficked, guardian }: SpeaksForChild,
  { running, endOf }: Pick<ClocksHere, 'running' | 'endOf'>,
): ClockMoves {
  const isNeeded = isPresumedTrafficked || ALONE.includes(accompaniment ?? '');
  if (!isNeeded || guardian !== null || GUARDIAN_CLOCK in running) return {};
  const end = endOf(GUARDIAN_CLOCK);
  return end === undefined ? {} : { [GUARDIAN_CLOCK]: end };
}
