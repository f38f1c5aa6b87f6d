import type { AccessRefusal, Actor } from '#capabilities/access/contract.ts';
import { accept } from '#kernel/result.ts';
import { changeSection } from '#platform/commands/change-section.ts';
import { nameUnknown } from '#platform/commands/name-unknown.ts';
import type { Handler } from '#platform/http/route.ts';
import { says } from '#platform/journal/change-record.ts';
import { judgeWithdrawal } from '../domain/judge-withdrawal.ts';
import type { WithdrawRefusal } from '../domain/withdraw-consent.ts';
import type { withdrawConsent as withdrawConsentEndpoint } from '../contact-endpoints.ts';
import type { CaseDesk } from './case-desk.ts';

/** CA-23: one agreement is taken back, at once and without a form. */
export function withdrawConsentHandler(desk: CaseDesk): Handler<typeof withdrawConsentEndpoint> {
  return async (input, call) => {
    const { entryId, deviceTime, purpose, who, told } = input;
    const made = { entryId, deviceTime, now: call.now, by: call.worker };
    const withdrawn = await changeSection<Actor, WithdrawRefusal | AccessRefusal>(
      desk,
      input,
      call,
      {
        action: 'cases.case-opened-to-write',
        isSame: says('cases.consent-withdrawn', { purpose, who, told }),
        decide: ({ actor, record }) => {
          const asked = { actor, record, made };
          const decided = judgeWithdrawal(desk, asked, { purpose, who, told });
          return decided.ok ? accept({ entries: decided.value }) : decided;
        },
      },
    );
    return nameUnknown(withdrawn, 'cases.case.unknown');
  };
}
