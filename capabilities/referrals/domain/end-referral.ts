import type { Made } from '#kernel/command.ts';
import { dayOf } from '#kernel/instant.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { z } from 'zod';
import {
  isOpen,
  type Referral,
  type ReferralHandedOver,
  type ReferralWithdrawn,
} from './referral-sections.ts';

export type WithdrawRefusal = { readonly code: 'referrals.referral.closed' };

/** RE-7: a referral that is still open is recalled, or its consent was withdrawn. */
export function withdrawReferral(
  referral: Referral,
  reason: string,
  { now }: Pick<Made, 'now'>,
): Result<z.infer<typeof ReferralWithdrawn>, WithdrawRefusal> {
  // A team that was let in and has done its work may still be shut out.
  const isDone = !isOpen(referral) && !(referral.state === 'completed' && referral.opened);
  return isDone
    ? refuse({ code: 'referrals.referral.closed' })
    : accept({ referral: referral.id, reason, at: now });
}

export type HandOverRefusal =
  | { readonly code: 'referrals.referral.closed' }
  | { readonly code: 'referrals.hand-over.team-here' }
  | { readonly code: 'referrals.hand-over.day-impossible' };

/** How a service outside was told, and when. Telling it again is written down again. */
export function handOverReferral(
  referral: Referral,
  { way, on }: Pick<z.infer<typeof ReferralHandedOver>, 'way' | 'on'>,
  { now }: Pick<Made, 'now'>,
): Result<z.infer<typeof ReferralHandedOver>, HandOverRefusal> {
  if (!isOpen(referral)) return refuse({ code: 'referrals.referral.closed' });
  if (referral.opened) return refuse({ code: 'referrals.hand-over.team-here' });
  if (on > dayOf(now)) return refuse({ code: 'referrals.hand-over.day-impossible' });
  return accept({ referral: referral.id, way, on, at: now });
}
