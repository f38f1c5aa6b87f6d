import type { ClockMoves, Clocks } from '#kernel/clock.ts';
import type { Instant } from '#kernel/instant.ts';
import type { ReferralClass } from './service.ts';

/** RE-6: each class has its clock, so that whoever reads one class learns nothing of the others. */
export function clockOfClass(one: ReferralClass): string {
  return `referral-reply-${one}`;
}

type Awaited = { readonly replyBy: Instant | null; readonly state: string };

/** States in which the service has not said whether it will help. */
const UNANSWERED: readonly string[] = ['sent', 'received'];

export function isReplyAwaited({ state }: Pick<Awaited, 'state'>): boolean {
  return UNANSWERED.includes(state);
}

/** What the referrals of a class, as they stand now, do to its clock: the earliest open reply, or met. */
export function replyClock(
  one: ReferralClass,
  referrals: readonly Awaited[],
  running: Clocks,
): ClockMoves {
  const clock = clockOfClass(one);
  const open = referrals.flatMap((each) =>
    each.replyBy !== null && isReplyAwaited(each) ? [each.replyBy] : [],
  );
  const earliest = open.toSorted()[0];
  if (earliest !== undefined) return { [clock]: earliest };
  return clock in running ? { [clock]: null } : {};
}
