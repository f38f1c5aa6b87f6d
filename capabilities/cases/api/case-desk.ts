import type { AccessRefusal, Actor } from '#capabilities/access/contract.ts';
import type { RecordId } from '#kernel/ids.ts';
import type { Result } from '#kernel/result.ts';
import type { CommandDesk } from '#platform/commands/command-desk.ts';
import type { Call } from '#platform/http/call.ts';
import type { SqlTransaction } from '#platform/database/open-database.ts';
import type { HeldEntry } from '#platform/journal/held-entries.ts';
import { openRecord, type OpenRecord } from '#platform/journal/open-record.ts';
import type { CaseRules } from '../domain/case-rules.ts';
import type { Withheld } from '../domain/timeline-view.ts';

/** What the handlers of this slice work with; put together once by the server. */
export type CaseDesk = CommandDesk<Actor, AccessRefusal> &
  CaseRules & {
    readonly lookupKey: Buffer;
    readonly withheld: Withheld;
    /** Each other part of a case that may have held entries; the first that knows one takes it in. */
    readonly takeHeld: readonly TakeHeld[];
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
