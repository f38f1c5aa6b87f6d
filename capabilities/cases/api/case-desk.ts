import type { AccessRefusal, Actor } from '#capabilities/access/contract.ts';
import type { Made } from '#kernel/command.ts';
import type { ClockDefinition, ClockMoves } from '#kernel/clock.ts';
import type { DateAsKnown } from '#kernel/date-as-known.ts';
import type { DraftEntry } from '#kernel/entry.ts';
import type { Answers } from '#kernel/form-answers.ts';
import type { EntryId, RecordId } from '#kernel/ids.ts';
import type { Instant } from '#kernel/instant.ts';
import type { Result } from '#kernel/result.ts';
import type { CommandDesk } from '#platform/commands/command-desk.ts';
import type { Call } from '#platform/http/call.ts';
import type { SqlTransaction } from '#platform/database/open-database.ts';
import type { HeldEntry } from '#platform/journal/held-entries.ts';
import { openRecord, type OpenRecord } from '#platform/journal/open-record.ts';

/** What the handlers of this slice work with; put together once by the server. */
export type CaseDesk = CommandDesk<Actor, AccessRefusal> & {
  readonly lookupKey: Buffer;
  readonly clocks: ReadonlyMap<string, ClockDefinition>;
  readonly identification: CaseIdentification;
  /** Clocks that other parts of the case start when something of it is written. */
  readonly clocksBesides: (record: OpenRecord, event: CaseEvent) => ClockMoves;
  /** An entry as a timeline, or a list of held entries, may show it: some answers only open on their own. */
  readonly withheld: (
    type: string,
    body: Readonly<Record<string, unknown>>,
  ) => Readonly<Record<string, unknown>>;
  /** Each other part of a case that may have held entries; the first that knows one takes it in. */
  readonly takeHeld: readonly TakeHeld[];
};

/** Something that is being written into a case, with the answers that it is written with. */
export type CaseEvent = {
  readonly type: string;
  readonly level: string;
  readonly at: Instant;
  readonly answers: Answers;
};

/** What the identification part of a case says to the others, and what they tell it. */
export type CaseIdentification = {
  readonly isPresumedTrafficked: (record: OpenRecord) => boolean;
  readonly mayCaregiverBeAsked: (record: OpenRecord) => boolean;
  /** Whether what is said to have happened lies before this birth. */
  readonly isBornAfterEvent: (record: OpenRecord, birth: DateAsKnown) => boolean;
  /** Registration learned of a birth: the entries to write beside it. */
  readonly birthTold: (
    record: OpenRecord,
    birth: DateAsKnown,
    made: Made & { readonly evaluationId: EntryId },
  ) => readonly DraftEntry[];
};

/** Takes in a held entry of another part; undefined when the entry is not one of its own. */
export type TakeHeld = (
  recordId: RecordId,
  held: HeldEntry,
  call: Call,
  /** The version of the entry's section today. */
  basedOn: number,
) => Promise<Result<unknown> | undefined>;

/** Opens a case for reading; undefined when there is none that the asker may know of (AC-10). */
export async function openCaseFor(
  desk: CaseDesk,
  tx: SqlTransaction,
  asked: { readonly recordId: RecordId; readonly action: string },
): Promise<OpenRecord | undefined> {
  return openRecord(tx, desk.opener, { recordType: desk.recordType, ...asked });
}
