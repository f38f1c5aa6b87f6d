import { type AccessRefusal, permit } from '#capabilities/access/contract.ts';
import { plusHours } from '#kernel/instant.ts';
import { accept, refuse } from '#kernel/result.ts';
import type { Handler } from '#platform/http/route.ts';
import { changeRecord, says } from '#platform/journal/change-record.ts';
import { type OpenRecord, stateOf } from '#platform/journal/open-record.ts';
import { GRANT_HOURS } from '../domain/grant-hours.ts';
import { planSection, riskSection } from '../domain/sections.ts';
import { judgePlan, type JudgeRefusal } from '../domain/write-plan.ts';
import type { judgePlan as judgePlanEndpoint } from '../endpoints.ts';
import { renewGrants } from '../storage/renew-grants.ts';
import { accessOf, authorOf, type CaseDesk, receiptView } from './case-desk.ts';

export function judgePlanHandler(desk: CaseDesk): Handler<typeof judgePlanEndpoint> {
  return async (input, call) => {
    const author = authorOf(call);
    const made = {
      entryId: input.entryId,
      deviceTime: input.deviceTime,
      now: call.now,
      by: call.worker,
    };
    const changed = await desk.database.attempt(author, (tx) =>
      changeRecord<JudgeRefusal | AccessRefusal>(tx, desk.opener, {
        recordType: desk.recordType,
        recordId: input.recordId,
        author,
        action: 'cases.case-opened-to-write',
        entryId: input.entryId,
        isSame: says(input.approved ? 'cases.plan-approved' : 'cases.plan-returned', {
          approved: input.approved,
          note: input.note,
        }),
        decide: async (record) => {
          const seen = seenOf(record, input.basedOn);
          const writtenBy = seen.plan?.by ?? null;
          const request = { action: 'approve-plan', record: accessOf(record), writtenBy } as const;
          const permitted = permit(await desk.actorOf(tx, author), request);
          if (!permitted.ok) return permitted;
          const { approved, note } = input;
          const decided = judgePlan(seen, made, { approved, note }, desk.clocks.get('review'));
          if (!decided.ok) return decided;
          if (approved) await renewGrants(tx, input.recordId, plusHours(call.now, GRANT_HOURS));
          return accept({ entries: decided.value });
        },
      }),
    );
    if (changed.ok) {
      const [first] = changed.value;
      if (!first) throw new Error('A judgement that wrote nothing');
      return accept(receiptView(first));
    }
    const { refusal } = changed;
    if (refusal.code === 'journal.record.unknown') return refuse({ code: 'cases.case.unknown' });
    return refuse(refusal);
  };
}

function seenOf(record: OpenRecord, basedOn: number) {
  return {
    basedOn,
    current: record.states.get(planSection.section)?.position ?? 0,
    plan: stateOf(record, planSection) ?? null,
    risk: stateOf(record, riskSection) ?? null,
  };
}
