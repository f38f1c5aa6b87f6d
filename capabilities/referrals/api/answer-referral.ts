import { type AccessRefusal, type Actor, permit } from '#capabilities/access/contract.ts';
import type { InputOf } from '#kernel/endpoint.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import { accessOf } from '#kernel/open-record.ts';
import { authorOf, receiptView } from '#platform/commands/command-desk.ts';
import { nameUnknown } from '#platform/commands/name-unknown.ts';
import type { SqlTransaction } from '#platform/database/open-database.ts';
import type { Call } from '#platform/http/call.ts';
import type { Handler } from '#platform/http/route.ts';
import type { OpenRecord } from '#platform/journal/open-record.ts';
import { answerReferral as decideAnswer, type AnswerRefusal } from '../domain/answer-referral.ts';
import { type Found, heardByWhom } from '../domain/find-referral.ts';
import type { Reply } from '../domain/referral-sections.ts';
import type { answerReferral } from '../endpoints.ts';
import { tellSender } from '../storage/notices.ts';
import { closeToTeam } from '../storage/open-to-team.ts';
import { ownReceipt } from '../storage/own-receipt.ts';
import { type Changed, changeReferral } from './change-referral.ts';
import { isCode, type UnknownCode } from './code-known.ts';

import type { ReferralDesk } from './referral-desk.ts';

type Input = InputOf<typeof answerReferral>;
type Refusal =
  AccessRefusal | AnswerRefusal | UnknownCode | { readonly code: 'referrals.answer.not-yours' };

const TYPE = 'referrals.answered';

/** RE-5, RE-9: what the service says, by the team that was asked or by the worker who heard it from them. */
export function answerReferralHandler(desk: ReferralDesk): Handler<typeof answerReferral> {
  return async (input, call) => {
    const answered = await desk.database.attempt(authorOf(call), async (tx) => {
      const changed = await changeReferral<Refusal>(desk, tx, input, call, {
        type: TYPE,
        said: { reply: input.reply, note: noteOf(input) },
        decide: (found, { actor, record }) => judge(desk, { input, call, found, actor, record }),
      });
      if (!changed.ok) return changed;
      if (changed.value.after) await follow(tx, input, changed.value.after);
      return accept({ receipt: receiptView(changed.value.receipt) });
    });
    if (answered.ok || answered.refusal.code !== 'journal.record.unknown')
      return nameUnknown(answered, 'referrals.case.unknown');
    // RE-9: a team that said no reads nothing more, and still gets its receipt.
    const receipt = await desk.database.transaction(authorOf(call), (tx) =>
      ownReceipt(tx, input.recordId, { ...input, type: TYPE }),
    );
    return receipt
      ? accept({ receipt: receiptView(receipt) })
      : refuse({ code: 'referrals.case.unknown' });
  };
}

function noteOf({ note }: Input): string | null {
  return note === '' ? null : note;
}

type Asked = {
  readonly input: Input;
  readonly call: Call;
  readonly found: Found;
  readonly actor: Actor;
  readonly record: OpenRecord;
};

function judge(desk: ReferralDesk, { input, call, found, actor, record }: Asked) {
  const access = accessOf(record);
  const permitted = permit(actor, { action: 'write-section', record: access, class: found.class });
  if (!permitted.ok) return permitted;
  const heardBy = heardByWhom(actor, record, found.referral);
  if (!heardBy) return refuse({ code: 'referrals.answer.not-yours' });
  const known = knownCode(desk, input.reply);
  if (!known.ok) return known;
  const said = { reply: input.reply, note: noteOf(input), heardBy };
  const decided = decideAnswer(found.referral, said, call);
  if (!decided.ok) return decided;
  return accept({ body: decided.value, state: decided.value.reply.answer });
}

function knownCode(desk: ReferralDesk, reply: Reply): Result<true, UnknownCode> {
  if (reply.answer === 'declined') return isCode(desk, 'referral-decline', reply.reason);
  if (reply.answer === 'completed') return isCode(desk, 'referral-outcome', reply.outcome);
  return accept(true);
}

async function follow(
  tx: SqlTransaction,
  { recordId, referralId }: Input,
  { found, state, code }: NonNullable<Changed['after']>,
): Promise<void> {
  const about = { recordId, code, kind: `referrals.${state}`, referral: referralId };
  // The sender looks at it as what they sent it for: the protection of the child.
  await tellSender(tx, { ...about, purpose: 'child-protection' }, found.referral.by);
  if (state === 'declined' && found.referral.opened) await closeToTeam(tx, recordId, referralId);
}
