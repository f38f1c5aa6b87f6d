import type { DraftEntry } from '#kernel/entry.ts';
import type { EntryId, RecordId } from '#kernel/ids.ts';
import type { Instant } from '#kernel/instant.ts';
import { accept, type Refusal, type Result } from '#kernel/result.ts';
import type { Call } from '../http/call.ts';
import type { SqlTransaction } from '../database/open-database.ts';
import type { JournalRefusal, Token } from '../journal/append-entries.ts';
import { changeRecord, type IsSame } from '../journal/change-record.ts';
import type { OpenRecord } from '../journal/open-record.ts';
import { authorOf, type CommandDesk, type ReceiptView, receiptView } from './command-desk.ts';

/** What a sender gives with every command: which record, the id of its entry, the time on its device. */
export type Commanded = {
  readonly recordId: RecordId;
  readonly entryId: EntryId;
  readonly deviceTime: Instant;
};

export type Judged<Actor> = {
  readonly actor: Actor;
  readonly record: OpenRecord;
  readonly tx: SqlTransaction;
};

export type Change<Actor, Why extends Refusal> = {
  /** The audit action of the opening, as `cases.case-opened-to-write`. */
  readonly action: string;
  /** Whether the entry that stands under the sender's id is this very command. */
  readonly isSame: IsSame;
  readonly decide: (judged: Judged<Actor>) => Result<Decided, Why> | Promise<Result<Decided, Why>>;
};

export type Decided = {
  readonly entries: readonly DraftEntry[];
  readonly tokens?: readonly Token[];
};

/**
 * Opens a record, asks who the sender is, lets `decide` permit and judge, and appends, in one
 * transaction. The receipt is that of the first entry.
 */
export async function changeSection<Actor, Why extends Refusal>(
  desk: Pick<CommandDesk<Actor, Refusal>, 'database' | 'opener' | 'recordType' | 'actorOf'>,
  { recordId, entryId }: Pick<Commanded, 'recordId' | 'entryId'>,
  call: Call,
  { action, isSame, decide }: Change<Actor, Why>,
): Promise<Result<ReceiptView, Why | JournalRefusal>> {
  const author = authorOf(call);
  const changed = await desk.database.attempt(author, (tx) =>
    changeRecord<Why>(tx, desk.opener, {
      recordType: desk.recordType,
      recordId,
      author,
      action,
      entryId,
      isSame,
      decide: async (record) => decide({ actor: await desk.actorOf(tx, author), record, tx }),
    }),
  );
  if (!changed.ok) return changed;
  const [first] = changed.value;
  if (!first) throw new Error(`${action} wrote nothing`);
  return accept(receiptView(first));
}
