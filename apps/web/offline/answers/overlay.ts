import { caseRecord } from '#capabilities/cases/contract.ts';
import * as cases from '#capabilities/cases/endpoints.ts';
import { Instant } from '#kernel/instant.ts';
import { idsAfter } from '#kernel/ids-after.ts';
import type { SensitivityClass } from '#kernel/sensitivity.ts';
import type { Overlay } from '#platform/device/sync/carried-record.ts';
import { type JudgedOn, LOCAL_COMMANDS } from './local-commands.ts';

/** Who gave what waits, with what it is judged, and which classes of a case that they open are theirs. */
export type Replaying = Pick<JudgedOn, 'actor' | 'rules' | 'isInTeam'> & {
  readonly reads: readonly SensitivityClass[];
};

/** What a waiting command comes to, by the decision that its server will take as well. */
export function overlayOf({ reads, ...by }: Replaying): Overlay {
  return (record, { entryId, writtenAt, said }, history) => {
    const deviceTime = Instant.safeParse(said.input['deviceTime']);
    const made = {
      entryId,
      deviceTime: deviceTime.success ? deviceTime.data : writtenAt,
      now: writtenAt,
      by: by.actor.worker,
    };
    const judged = LOCAL_COMMANDS.get(said.operation)?.judge(said.input, {
      ...by,
      record,
      history,
      made,
      mintId: idsAfter(entryId),
      whenOutdated: 'merge',
    });
    if (!judged?.ok) return undefined;
    const { card, entries } = judged.value;
    // Whoever hands a child over keeps a receipt, and sees nothing of the case.
    if (card && said.operation !== cases.openCase.id) return undefined;
    const { worker: author, purpose } = by.actor;
    const recordId = judged.value.recordId;
    const folded = entries.map((entry) => ({ ...entry, recordId, author, purpose }));
    if (!card) return { entries: folded };
    // Until the server tells what it grants: the classes that a role of its author reads. What they
    // may write is judged again when it arrives.
    const classes = new Set(reads);
    const begins = { recordType: caseRecord, card, readable: classes, writable: classes };
    return { begins, entries: folded };
  };
}
