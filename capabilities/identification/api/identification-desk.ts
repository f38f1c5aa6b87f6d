import type { AccessRefusal, Actor } from '#capabilities/access/contract.ts';
import { EntryId } from '#kernel/ids.ts';
import { accept, type Refusal, type Result } from '#kernel/result.ts';
import { type Commanded, changeSection } from '#platform/commands/change-section.ts';
import type { CommandDesk, ReceiptView } from '#platform/commands/command-desk.ts';
import { nameUnknown } from '#platform/commands/name-unknown.ts';
import type { Call } from '#platform/http/call.ts';
import type { JournalRefusal } from '#platform/journal/append-entries.ts';
import type { IsSame } from '#platform/journal/change-record.ts';
import {
  type Decide,
  type IdentificationRules,
  judgeIdentification,
} from '../domain/identification-rules.ts';
import type { MadeTwo } from '../domain/made.ts';

/** What the handlers of this slice work with; put together once by the server. */
export type IdentificationDesk = CommandDesk<Actor, AccessRefusal> & IdentificationRules;

export type CommandRefusal =
  | AccessRefusal
  | Exclude<JournalRefusal, { code: 'journal.record.unknown' }>
  | { readonly code: 'identification.case.unknown' };

export type Command<Why extends Refusal> = {
  /** Whether the entry that stands under the sender's id is this very command. */
  readonly isSame: IsSame;
  readonly decide: Decide<Why>;
};

/** Runs a command on the identification part: permit, decide, append, in one transaction. */
export async function command<Why extends Refusal>(
  desk: IdentificationDesk,
  input: Commanded,
  call: Call,
  { isSame, decide }: Command<Why>,
): Promise<Result<ReceiptView, Why | CommandRefusal>> {
  const changed = await changeSection<Actor, Why | AccessRefusal>(desk, input, call, {
    action: 'identification.opened-to-write',
    isSame,
    decide: ({ actor, record }) => {
      const judged = judgeIdentification(
        desk,
        { actor, record, made: madeOf(input, call) },
        decide,
      );
      return judged.ok ? accept({ entries: judged.value }) : judged;
    },
  });
  return nameUnknown(changed, 'identification.case.unknown');
}

function madeOf(input: Commanded, call: Call): MadeTwo {
  const { entryId, deviceTime } = input;
  const evaluationId = EntryId.parse(call.mintId());
  return { entryId, deviceTime, now: call.now, by: call.worker, evaluationId };
}
