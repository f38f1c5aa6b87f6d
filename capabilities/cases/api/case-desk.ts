import type { Actor } from '#capabilities/access/contract.ts';
import type { ClockDefinition } from '#kernel/clock.ts';
import type { DateAsKnown } from '#kernel/date-as-known.ts';
import type { DraftEntry } from '#kernel/entry.ts';
import { EntryId, type RecordId, type WorkerId } from '#kernel/ids.ts';
import type { Reference } from '#kernel/form-answers.ts';
import type { Form } from '#kernel/form.ts';
import type { RecordType } from '#kernel/record-type.ts';
import type { Result } from '#kernel/result.ts';
import type { Call } from '#platform/http/call.ts';
import type { Database, Sql, SqlTransaction } from '#platform/database/open-database.ts';
import type { Author, Receipt } from '#platform/journal/append-entries.ts';
import type { HeldEntry } from '#platform/journal/held-entries.ts';
import { openRecord, type OpenRecord } from '#platform/journal/open-record.ts';
import type { HoldingKey } from '#platform/vault/holding-key.ts';
import type { KeyOpener } from '#platform/vault/record-keys.ts';
import type { Made } from '../domain/made.ts';
import type { Colleague, ReceiptView } from '../domain/views.ts';

/** What the handlers of this slice work with; put together once by the server. */
export type CaseDesk = {
  readonly database: Database;
  readonly opener: KeyOpener;
  readonly holdingKey: HoldingKey;
  readonly lookupKey: Buffer;
  readonly recordType: RecordType;
  readonly formOf: (id: string, version: number) => Form | undefined;
  readonly reference: Reference;
  readonly clocks: ReadonlyMap<string, ClockDefinition>;
  readonly identification: CaseIdentification;
  readonly takeHeld: TakeHeld;
  /** From `access`: who asks, and what people are called. */
  readonly actorOf: (tx: Sql, author: Author) => Promise<Actor>;
  readonly namesOf: (tx: Sql, ids: Iterable<WorkerId>) => Promise<ReadonlyMap<WorkerId, string>>;
};

/** What the identification part of a case says to the others, and what they tell it. */
export type CaseIdentification = {
  readonly isPresumedTrafficked: (record: OpenRecord) => boolean;
  readonly mayCaregiverBeAsked: (record: OpenRecord) => boolean;
  /** Registration learned of a birth: the entries to write beside it. */
  readonly birthTold: (
    record: OpenRecord,
    birth: DateAsKnown,
    made: Made & { readonly evaluationId: EntryId },
  ) => readonly DraftEntry[];
};

/** Takes in a held entry of another slice; undefined when the entry is not one of its own. */
export type TakeHeld = (
  recordId: RecordId,
  held: HeldEntry,
  call: Call,
) => Promise<Result<unknown> | undefined>;

export function authorOf(call: Call): Author {
  return { worker: call.worker, purpose: call.purpose };
}

/** Opens a case for reading; undefined when there is none that the asker may know of (AC-10). */
export async function openCaseFor(
  desk: CaseDesk,
  tx: SqlTransaction,
  asked: { readonly recordId: RecordId; readonly action: string },
): Promise<OpenRecord | undefined> {
  return openRecord(tx, desk.opener, { recordType: desk.recordType, ...asked });
}

/** The access facts of a record in the words of the policy module. */
export function accessOf(record: OpenRecord) {
  return { team: record.card.team, readable: record.readable, writable: record.writable };
}

export function receiptView(receipt: Receipt): ReceiptView {
  const { id, position, serverTime, replayed } = receipt;
  return { entryId: id, position, at: serverTime, replayed };
}

/** People by id, for views; someone whose name is not known any more keeps their place. */
export type Directory = (id: WorkerId) => Colleague;

export async function directoryOf(
  desk: Pick<CaseDesk, 'namesOf'>,
  tx: Sql,
  ids: Iterable<WorkerId>,
): Promise<Directory> {
  const names = await desk.namesOf(tx, ids);
  return (id) => ({ id, name: names.get(id) ?? '—' });
}

/** The id of a further entry of the same command. */
export function mintEntryId(call: Call): EntryId {
  return EntryId.parse(call.mintId());
}
