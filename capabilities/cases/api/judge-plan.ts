import { type AccessRefusal, type Actor, permit } from '#capabilities/access/contract.ts';
import { plusHours } from '#kernel/instant.ts';
import { accept } from '#kernel/result.ts';
import { changeSection } from '#platform/commands/change-section.ts';
import { nameUnknown } from '#platform/commands/name-unknown.ts';
import type { Handler } from '#platform/http/route.ts';
import { says } from '#platform/journal/change-record.ts';
import { accessOf, stateOf } from '#kernel/open-record.ts';
import type { OpenRecord } from '#platform/journal/open-record.ts';
import { clocksOf } from '../domain/case-rules.ts';
import { GRANT_HOURS } from '../domain/grant-hours.ts';
import { planSection } from '../domain/sections.ts';
import { judgePlan, type JudgeRefusal } from '../domain/write-plan.ts';
import type { judgePlan as judgePlanEndpoint } from '../endpoints.ts';
import { renewGrants } from '../storage/renew-grants.ts';
import type { CaseDesk } from './case-desk.ts';

export function judgePlanHandler(desk: CaseDesk): Handler<typeof judgePlanEndpoint> {
  return async (input, call) => {
    const { entryId, deviceTime, recordId, approved, note } = input;
    const made = { entryId, deviceTime, now: call.now, by: call.worker };
    const judged = await changeSection<Actor, JudgeRefusal | AccessRefusal>(desk, input, call, {
      action: 'cases.case-opened-to-write',
      isSame: says(approved ? 'cases.plan-approved' : 'cases.plan-returned', { approved, note }),
      decide: async ({ actor, record, tx }) => {
        const seen = seenOf(record, input.basedOn);
        const writtenBy = seen.plan?.by ?? null;
        const request = { action: 'approve-plan', record: accessOf(record), writtenBy } as const;
        const permitted = permit(actor, request);
        if (!permitted.ok) return permitted;
        const clocks = clocksOf(desk, { record, made });
        const decided = judgePlan(seen, made, { approved, note }, clocks);
        if (!decided.ok) return decided;
        if (approved) await renewGrants(tx, recordId, plusHours(call.now, GRANT_HOURS));
        return accept({ entries: decided.value });
      },
    });
    return nameUnknown(judged, 'cases.case.unknown');
  };
}

function seenOf(record: OpenRecord, basedOn: number) {
  return {
    basedOn,
    current: record.states.get(planSection.section)?.position ?? 0,
    plan: stateOf(record, planSection) ?? null,
  };
}
