import type { AccessRefusal, Actor } from '#capabilities/access/contract.ts';
import { draft } from '#kernel/command.ts';
import type { DraftEntry } from '#kernel/entry.ts';
import type { EntryId, RecordId } from '#kernel/ids.ts';
import type { Instant } from '#kernel/instant.ts';
import { accept, type Refusal, type Result } from '#kernel/result.ts';
import { authorOf } from '#platform/commands/command-desk.ts';
import type { SqlTransaction } from '#platform/database/open-database.ts';
import type { Call } from '#platform/http/call.ts';
import type { JournalRefusal, Receipt } from '#platform/journal/append-entries.ts';
import { changeRecord, says } from '#platform/journal/change-record.ts';
import type { OpenRecord } from '#platform/journal/open-record.ts';
import { isReplyAwaited, replyClock } from '../domain/clocks.ts';
import {
  isOpen,
  type Referral,
  type ReferralState,
  referralSections,
} from '../domain/referral-sections.ts';
import { moveCard } from '../storage/referral-cards.ts';
import { type Found, findReferral } from '../domain/find-referral.ts';
import type { ReferralDesk } from './referral-desk.ts';

export type OnReferral = {
  readonly recordId: RecordId;
  readonly referralId: EntryId;
  readonly entryId: EntryId;
  readonly deviceTime: Instant;
};

/** What was decided: the body of the entry, the state that follows, entries of other parts. */
export type Moved = {
  readonly body: Readonly<Record<string, unknown>>;
  readonly state: ReferralState;
  readonly beside?: readonly DraftEntry[];
};

export type Change<Why extends Refusal> = {
  readonly type: string;
  /** What the sender says: the same again is the same command. */
  readonly said: Readonly<Record<string, unknown>>;
  readonly decide: (
    found: Found,
    asked: { readonly actor: Actor; readonly record: OpenRecord },
  ) => Result<Moved, Why>;
};

export type Changed = {
  readonly receipt: Receipt;
  /** The referral as it was, and what followed; undefined when this very command had arrived before. */
  readonly after?: { readonly found: Found; readonly state: ReferralState; readonly code: string };
};

type Unknown = { readonly code: 'referrals.referral.unknown' };

/** Changes one referral of an opened record: entry, clock of its class, card. */
export async function changeReferral<Why extends Refusal>(
  desk: ReferralDesk,
  tx: SqlTransaction,
  input: OnReferral,
  call: Call,
  change: Change<Why>,
): Promise<Result<Changed, Why | Unknown | AccessRefusal | JournalRefusal>> {
  const { recordId, entryId, referralId } = input;
  const author = authorOf(call);
  let after: Changed['after'];
  const changed = await changeRecord<Why | Unknown | AccessRefusal>(tx, desk.opener, {
    recordType: desk.recordType,
    recordId,
    author,
    action: 'referrals.case-opened-to-write',
    entryId,
    isSame: says(change.type, { referral: referralId, ...change.said }),
    decide: async (record) => {
      const actor = await desk.actorOf(tx, author);
      const found = findReferral(actor, record, referralId);
      if (!found.ok) return found;
      const decided = change.decide(found.value, { actor, record });
      if (!decided.ok) return decided;
      const { state, beside = [] } = decided.value;
      after = { found: found.value, state, code: record.card.code };
      const own = entryOf(input, change.type, { found: found.value, record, moved: decided.value });
      return accept({ entries: [own, ...beside] });
    },
  });
  if (!changed.ok) return changed;
  const [receipt] = changed.value;
  if (!receipt) throw new Error(`${change.type} wrote nothing`);
  if (!after) return accept({ receipt });
  const { state } = after;
  await moveCard(tx, input, {
    state,
    isOpen: isOpen({ state }),
    isReplyAwaited: isReplyAwaited({ state }),
  });
  return accept({ receipt, after });
}

function entryOf(
  made: OnReferral,
  type: string,
  given: { readonly found: Found; readonly record: OpenRecord; readonly moved: Moved },
): DraftEntry {
  const { found, record, moved } = given;
  const standing: readonly Pick<Referral, 'replyBy' | 'state'>[] = [
    ...found.others,
    { replyBy: found.referral.replyBy, state: moved.state },
  ];
  const clocks = replyClock(found.class, standing, record.card.clocks);
  return draft(made, referralSections[found.class], { type, body: { ...moved.body, clocks } });
}
