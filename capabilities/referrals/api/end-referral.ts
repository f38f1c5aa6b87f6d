import { type AccessRefusal, permit } from '#capabilities/access/contract.ts';
import { EntryId } from '#kernel/ids.ts';
import { accept } from '#kernel/result.ts';
import { accessOf } from '#kernel/open-record.ts';
import { authorOf, receiptView } from '#platform/commands/command-desk.ts';
import { nameUnknown } from '#platform/commands/name-unknown.ts';
import type { Handler } from '#platform/http/route.ts';
import * as domain from '../domain/end-referral.ts';
import type { handOverReferral, withdrawReferral } from '../endpoints.ts';
import { tellTeam } from '../storage/notices.ts';
import { closeToTeam } from '../storage/open-to-team.ts';
import { grantEndedEntry } from './access-entries.ts';
import { changeReferral } from './change-referral.ts';
import { isCode, type UnknownCode } from './code-known.ts';
import type { ReferralDesk } from './referral-desk.ts';

/** RE-7: recalls a referral; the team that was let in is shut out in the same transaction, and told. */
export function withdrawReferralHandler(desk: ReferralDesk): Handler<typeof withdrawReferral> {
  return async (input, call) => {
    type Refusal = AccessRefusal | UnknownCode | domain.WithdrawRefusal;
    const withdrawn = await desk.database.attempt(authorOf(call), async (tx) => {
      const { recordId, referralId, reason, deviceTime } = input;
      const changed = await changeReferral<Refusal>(desk, tx, input, call, {
        type: 'referrals.withdrawn',
        said: { reason },
        decide: ({ referral, class: one }, { actor, record }) => {
          const access = accessOf(record);
          const permitted = permit(actor, { action: 'refer', record: access, classes: [one] });
          if (!permitted.ok) return permitted;
          const known = isCode(desk, 'referral-withdrawal', reason);
          if (!known.ok) return known;
          const decided = domain.withdrawReferral(referral, reason, call);
          if (!decided.ok) return decided;
          const made = { entryId: EntryId.parse(call.mintId()), deviceTime };
          const beside = referral.opened ? [grantEndedEntry(made, referral.opened.grantId)] : [];
          return accept({ body: decided.value, state: 'withdrawn', beside });
        },
      });
      if (!changed.ok) return changed;
      const { after, receipt } = changed.value;
      const opened = after?.found.referral.opened;
      if (after && opened) {
        await closeToTeam(tx, recordId, referralId);
        const about = { recordId, code: after.code, kind: 'referrals.withdrawn' };
        const way = { referral: referralId, purpose: call.purpose };
        await tellTeam(tx, { ...about, ...way }, { team: opened.team, class: after.found.class });
      }
      return accept({ receipt: receiptView(receipt) });
    });
    return nameUnknown(withdrawn, 'referrals.case.unknown');
  };
}

/** How a service outside was told of the child, and when. */
export function handOverReferralHandler(desk: ReferralDesk): Handler<typeof handOverReferral> {
  return async (input, call) => {
    type Refusal = AccessRefusal | UnknownCode | domain.HandOverRefusal;
    const told = await desk.database.attempt(authorOf(call), async (tx) => {
      const { way, on } = input;
      const changed = await changeReferral<Refusal>(desk, tx, input, call, {
        type: 'referrals.handed-over',
        said: { way, on },
        decide: ({ referral, class: one }, { actor, record }) => {
          const access = accessOf(record);
          const permitted = permit(actor, { action: 'refer', record: access, classes: [one] });
          if (!permitted.ok) return permitted;
          const known = isCode(desk, 'referral-way', way);
          if (!known.ok) return known;
          const decided = domain.handOverReferral(referral, { way, on }, call);
          return decided.ok ? accept({ body: decided.value, state: referral.state }) : decided;
        },
      });
      return changed.ok ? accept({ receipt: receiptView(changed.value.receipt) }) : changed;
    });
    return nameUnknown(told, 'referrals.case.unknown');
  };
}
