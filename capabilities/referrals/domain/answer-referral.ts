import { CalendarDay, plusDays } from '#kernel/calendar-day.ts';
import type { Made } from '#kernel/command.ts';
import { dayOf } from '#kernel/instant.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import {
  type AnswerCode,
  isOpen,
  type Referral,
  type ReferralAnswered,
  type ReferralState,
  type Reply,
} from './referral-sections.ts';

export type AnswerRefusal =
  | { readonly code: 'referrals.referral.closed' }
  | { readonly code: 'referrals.answer.said-before' }
  | { readonly code: 'referrals.answer.too-late-to-decline' }
  | { readonly code: 'referrals.answer.day-impossible' };

/** How far a referral has come; an answer goes forward. */
const STEP: Readonly<Record<Exclude<ReferralState, 'declined' | 'withdrawn'>, number>> = {
  sent: 0,
  received: 1,
  accepted: 2,
  'first-seen': 3,
  completed: 4,
};

/** RE-5: writes down what the service said. */
export function answerReferral(
  referral: Referral,
  said: Pick<ReferralAnswered, 'reply' | 'note' | 'heardBy'>,
  { now }: Pick<Made, 'now'>,
): Result<ReferralAnswered, AnswerRefusal> {
  if (!isOpen(referral)) return refuse({ code: 'referrals.referral.closed' });
  const come = stepOf(referral.state);
  const { reply } = said;
  if (reply.answer === 'declined') {
    if (come >= STEP['first-seen']) return refuse({ code: 'referrals.answer.too-late-to-decline' });
  } else if (stepOf(reply.answer) <= come) {
    return refuse({ code: 'referrals.answer.said-before' });
  }
  if (!isPossible(reply, referral, now)) return refuse({ code: 'referrals.answer.day-impossible' });
  return accept({ referral: referral.id, ...said, at: now });
}

/** The answers that a service can still give. */
export function answersLeft(referral: Pick<Referral, 'state'>): readonly AnswerCode[] {
  if (!isOpen(referral)) return [];
  const come = stepOf(referral.state);
  return (['received', 'accepted', 'declined', 'first-seen', 'completed'] as const).filter((one) =>
    one === 'declined' ? come < STEP['first-seen'] : STEP[one] > come,
  );
}

function stepOf(state: ReferralState): number {
  return state === 'declined' || state === 'withdrawn' ? Infinity : STEP[state];
}

// Whole days, told in another time zone, may be one apart.
function isPossible(reply: Reply, referral: Referral, now: Made['now']): boolean {
  if (reply.answer !== 'first-seen') return true;
  return reply.on >= dayBefore(dayOf(referral.at)) && reply.on <= dayOf(now);
}

function dayBefore(day: string): string {
  return plusDays(CalendarDay.parse(day), -1);
}
