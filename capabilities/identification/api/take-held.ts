import { z } from 'zod';
import { EntryId } from '#kernel/ids.ts';
import type { RecordId } from '#kernel/ids.ts';
import type { Refusal, Result } from '#kernel/result.ts';
import type { Call } from '#platform/http/call.ts';
import type { HeldEntry } from '#platform/journal/held-entries.ts';
import { CompetentAuthority, Status } from '../domain/status.ts';
import { changing, overriding } from './decide-result.ts';
import { command, type IdentificationDesk } from './identification-desk.ts';

const Override = z.object({ evaluation: EntryId, to: z.string(), reason: z.string() });
const Step = z.object({ to: Status, authority: CompetentAuthority.nullable(), reason: z.string() });

/** Takes in a proposal that needed a second person: the supervisor who settles it is that person. */
export function takeHeldProposal(desk: IdentificationDesk) {
  return async (
    recordId: RecordId,
    held: HeldEntry,
    call: Call,
  ): Promise<Result<unknown, Refusal> | undefined> => {
    const { id: entryId, type, deviceTime, body } = held.entry;
    const approval = { proposedBy: held.author, approvedBy: call.worker };
    const input = { recordId, entryId, deviceTime };
    if (type === 'identification.result-overridden') {
      return command(desk, input, call, overriding(desk, Override.parse(body), approval));
    }
    if (type === 'identification.status-changed') {
      return command(desk, input, call, changing(Step.parse(body), approval));
    }
    return undefined;
  };
}
