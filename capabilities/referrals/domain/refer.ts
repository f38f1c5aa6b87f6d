import { type Filled, type Made } from '#kernel/command.ts';
import { Instant, isBefore, plusHours } from '#kernel/instant.ts';
import type { TeamId, GrantId } from '#kernel/ids.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import { sameMessage } from './same-message.ts';
import {
  type Brief,
  composeMessage,
  type Ground,
  type Message,
  type ReplyHours,
} from './message.ts';
import { isOpen, type Opened, type Referral, type ReferralSent } from './referral-sections.ts';
import { opensOf, type Service } from './service.ts';
import type { z } from 'zod';

/** What the consent part of the record says of telling one kind of service on one day. */
export type Cover =
  ({ readonly covers: true } & Ground) | { readonly covers: false; readonly why: NotCovered };
export type NotCovered =
  'not-asked' | 'refused' | 'not-named' | 'nobody-safe' | 'withdrawn' | 'ask-again';

export type ReferRefusal =
  | { readonly code: `referrals.consent.${NotCovered}` }
  | { readonly code: 'referrals.service.asked-before' }
  | { readonly code: 'referrals.message.changed' };

/** RE-4: ninety days is most, whatever the consent says. */
export const OPEN_HOURS = 90 * 24;

export type Referring = {
  readonly cover: Cover;
  readonly brief: Brief;
  /** The referrals of the class, as they stand. */
  readonly referrals: readonly Referral[];
  readonly hours: ReplyHours;
};

export type AskedOf = {
  readonly service: Service;
  /** The team here that the service is, and the grant to give it; null for a service outside. */
  readonly here: { readonly team: TeamId; readonly grantId: GrantId } | null;
  /** The message as the worker saw it before sending. */
  readonly seen: Message;
  readonly filled: Pick<Filled, 'answers'>;
};

/**
 * RE-1, RE-3, RE-8: asks a service to help. What it is told is composed here and must be what the
 * worker saw; consent that ended or a correction in between sends nothing.
 */
export function refer(
  known: Referring,
  { service, here, seen, filled }: AskedOf,
  { now }: Pick<Made, 'now'>,
): Result<z.infer<typeof ReferralSent>, ReferRefusal> {
  const { cover } = known;
  if (!cover.covers) return refuse({ code: `referrals.consent.${cover.why}` });
  if (known.referrals.some((one) => one.service.id === service.id && isOpen(one)))
    return refuse({ code: 'referrals.service.asked-before' });
  const { covers: _, ...ground } = cover;
  const message = composeMessage({ brief: known.brief, ground }, filled, known.hours);
  if (!sameMessage(message, seen)) return refuse({ code: 'referrals.message.changed' });
  const { id, kind, names, phone, needsName } = service;
  return accept({
    service: { id, kind, names, phone, needsName },
    message,
    opened: here && openedOf(service, here, ground, now),
    replyBy: message.replyHours === null ? null : plusHours(now, message.replyHours),
    at: now,
  });
}

function openedOf(
  service: Service,
  here: { readonly team: TeamId; readonly grantId: GrantId },
  ground: Ground,
  now: Instant,
): Opened {
  return { ...here, classes: [...opensOf(service)], until: openUntil(ground, now) };
}

/** RE-4: until the consent is asked again, and for ninety days at most. */
export function openUntil({ until }: Pick<Ground, 'until'>, now: Instant): Instant {
  const most = plusHours(now, OPEN_HOURS);
  if (until === null) return most;
  // The last day still counts, wherever on earth the worker is.
  const end = plusHours(startOf(until), 36);
  return isBefore(end, most) ? end : most;
}

function startOf(day: string): Instant {
  return Instant.parse(`${day}T00:00:00.000Z`);
}
