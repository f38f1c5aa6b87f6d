import { isReplyAwaited } from './clocks.ts';
import type { Cover } from './refer.ts';
import { isOpen, type Referral } from './referral-sections.ts';

/** What a referral still lacks before its loop is closed; null when nothing is. */
export type Missing = 'hand-over' | 'reply' | 'first-seen' | 'outcome' | 'another-service' | null;

export function whatIsMissing(
  referral: Pick<Referral, 'state' | 'opened' | 'handedOver'>,
): Missing {
  if (referral.state === 'declined') return 'another-service';
  if (!isOpen(referral)) return null;
  if (isReplyAwaited(referral)) {
    return referral.opened === null && referral.handedOver === null ? 'hand-over' : 'reply';
  }
  return referral.state === 'accepted' ? 'first-seen' : 'outcome';
}

/** RE-7: whether what allowed an open referral still does. `stop`: it was withdrawn, and so must the referral be. */
export type Standing = 'stands' | 'stop' | 'ask-again';

export function standingOf(referral: Pick<Referral, 'state'>, cover: Cover | undefined): Standing {
  if (!isOpen(referral) || cover === undefined || cover.covers) return 'stands';
  return cover.why === 'ask-again' ? 'ask-again' : 'stop';
}
