import { sql } from 'kysely';
import { z } from 'zod';
import { EntryId, type GrantId, RecordId, type TeamId } from '#kernel/ids.ts';
import type { Instant } from '#kernel/instant.ts';
import type { Sql } from '#platform/database/open-database.ts';
import { ReferralState } from '../domain/referral-sections.ts';
import type { ReferralClass } from '../domain/service.ts';

export type NewCard = {
  readonly recordId: RecordId;
  readonly referralId: EntryId;
  readonly class: ReferralClass;
  readonly team: TeamId | null;
  readonly grantId: GrantId | null;
  readonly kind: string;
  readonly urgency: string;
  readonly replyBy: Instant | null;
  readonly readsUntil: Instant;
};

export async function putCard(tx: Sql, card: NewCard): Promise<void> {
  await sql`
    insert into referral_card (record_id, referral_id, class, team_id, grant_id, kind, urgency, state,
                               is_open, reply_by, reads_until)
    values (${card.recordId}, ${card.referralId}, ${card.class}, ${card.team}, ${card.grantId},
            ${card.kind}, ${card.urgency}, 'sent', true,
            coalesce(${card.replyBy}::timestamptz, 'infinity'), ${card.readsUntil})`.execute(tx);
}

export type CardMove = {
  readonly state: ReferralState;
  readonly isOpen: boolean;
  readonly isReplyAwaited: boolean;
};

/** Moves a card after an answer or a withdrawal. */
export async function moveCard(
  tx: Sql,
  { recordId, referralId }: { readonly recordId: RecordId; readonly referralId: EntryId },
  { state, isOpen, isReplyAwaited }: CardMove,
): Promise<void> {
  await sql`
    update referral_card set state = ${state}, is_open = ${isOpen},
      reply_by = case when ${isReplyAwaited} then reply_by else 'infinity' end
    where record_id = ${recordId} and referral_id = ${referralId}`.execute(tx);
}

const Row = z.object({
  recordId: RecordId,
  referralId: EntryId,
  code: z.string(),
  kind: z.string(),
  urgency: z.string(),
  state: ReferralState,
  replyMs: z.coerce.number().nullable(),
});
export type ReceivedRow = z.infer<typeof Row>;

/** Where a page ends: reply (null sorts last), record and referral. */
export type ReceivedCursor = {
  readonly replyMs: number | null;
  readonly recordId: string;
  readonly referralId: string;
};

/**
 * Open referrals to a team, the soonest reply first. One index gives the order, so that a page costs
 * the same however many there are; row-level security judges each row of the page.
 */
export async function receivedCards(
  tx: Sql,
  asked: {
    readonly team: TeamId;
    readonly after: ReceivedCursor | undefined;
    readonly limit: number;
  },
): Promise<readonly ReceivedRow[]> {
  const { after } = asked;
  const from = after
    ? sql`and (r.reply_by, r.record_id, r.referral_id) >
        (coalesce(to_timestamp(${after.replyMs}::double precision / 1000), 'infinity'), ${after.recordId}::uuid, ${after.referralId}::uuid)`
    : sql``;
  const { rows } = await sql`
    select r.record_id as "recordId", r.referral_id as "referralId", c.code, r.kind, r.urgency, r.state,
           case when isfinite(r.reply_by) then epoch_ms(r.reply_by) end as "replyMs"
    from referral_card r join record_card c on c.record_id = r.record_id
    where r.team_id = ${asked.team} and r.is_open and r.reads_until > now() ${from}
    order by r.reply_by, r.record_id, r.referral_id limit ${asked.limit}`.execute(tx);
  return z.array(Row).parse(rows);
}
