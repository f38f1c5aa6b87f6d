import { type AccessRefusal, type Actor, permit } from '#capabilities/access/contract.ts';
import { accept } from '#kernel/result.ts';
import { accessOf } from '#kernel/open-record.ts';
import { changeSection } from '#platform/commands/change-section.ts';
import { nameUnknown } from '#platform/commands/name-unknown.ts';
import type { Handler } from '#platform/http/route.ts';
import { says } from '#platform/journal/change-record.ts';
import { assignCase, assignmentSection, type AssignRefusal } from '../domain/assign-case.ts';
import type { assignCase as assignCaseEndpoint } from '../endpoints.ts';
import { caseWorkers } from '../storage/team-load.ts';
import type { CaseDesk } from './case-desk.ts';

/** CA-10: names the worker who has a case; two who take it on at once do not both have it. */
export function assignCaseHandler(desk: CaseDesk): Handler<typeof assignCaseEndpoint> {
  return async (input, call) => {
    const { entryId, deviceTime, worker, basedOn } = input;
    const made = { entryId, deviceTime, now: call.now, by: call.worker };
    const assigned = await changeSection<Actor, AssignRefusal | AccessRefusal>(desk, input, call, {
      action: 'cases.case-opened-to-write',
      isSame: says('cases.worker-assigned', { worker }),
      decide: async ({ actor, record, tx }) => {
        const { worker: holder, team } = record.card;
        const request = { record: accessOf(record), to: worker, holder };
        const permitted = permit(actor, { action: 'assign-case', ...request });
        if (!permitted.ok) return permitted;
        const colleagues = worker === null ? [] : await caseWorkers(tx, team);
        const current = record.states.get(assignmentSection.section)?.position ?? 0;
        const isColleague = worker !== null && colleagues.includes(worker);
        const decided = assignCase({ basedOn, current, holder, isColleague }, made, worker);
        return decided.ok ? accept({ entries: decided.value }) : decided;
      },
    });
    return nameUnknown(assigned, 'cases.case.unknown');
  };
}
