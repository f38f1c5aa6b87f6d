import { instantAt } from '#kernel/instant.ts';
import { accept, refuse } from '#kernel/result.ts';
import { authorOf } from '#platform/commands/command-desk.ts';
import type { Handler } from '#platform/http/route.ts';
import type { ReceivedCard } from '../domain/views.ts';
import type { listReceived } from '../endpoints.ts';
import { receivedCards, type ReceivedCursor, type ReceivedRow } from '../storage/referral-cards.ts';
import type { ReferralDesk } from './referral-desk.ts';

/** Open referrals to a team, from cards alone: no record is opened, nothing of a child is read. */
export function listReceivedHandler({
  database,
}: Pick<ReferralDesk, 'database'>): Handler<typeof listReceived> {
  return async ({ team, after, limit }, call) => {
    const cursor = after === undefined ? undefined : readCursor(after);
    if (after !== undefined && !cursor) return refuse({ code: 'referrals.list.cursor-unreadable' });
    return database.transaction(authorOf(call), async (tx) => {
      // One row more than asked tells whether there is a next page.
      const rows = await receivedCards(tx, { team, after: cursor, limit: limit + 1 });
      const page = rows.slice(0, limit);
      const last = rows.length > limit ? page.at(-1) : undefined;
      const next = last ? writeCursor(last) : null;
      return accept({ referrals: page.map(cardView), purpose: call.purpose, next });
    });
  };
}

function cardView({ replyMs, ...row }: ReceivedRow): ReceivedCard {
  return { ...row, replyBy: replyMs === null ? null : instantAt(replyMs) };
}

function writeCursor({ replyMs, recordId, referralId }: ReceivedRow): string {
  return `${replyMs ?? 'none'}.${recordId}.${referralId}`;
}

const CURSOR = /^(none|-?\d{1,15})\.([0-9a-f-]{36})\.([0-9a-f-]{36})$/;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function readCursor(text: string): ReceivedCursor | undefined {
  const [, reply, recordId, referralId] = CURSOR.exec(text) ?? [];
  if (reply === undefined || recordId === undefined || referralId === undefined) return undefined;
  if (!UUID.test(recordId) || !UUID.test(referralId)) return undefined;
  return { replyMs: reply === 'none' ? null : Number(reply), recordId, referralId };
}
