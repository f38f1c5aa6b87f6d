import type { EntryId, RecordId, WorkerId } from '#kernel/ids.ts';
import type { DraftEntry } from '#kernel/entry.ts';
import type { Instant } from '#kernel/instant.ts';
import type { RecordType } from '#kernel/record-type.ts';
import { type Refusal, refuse, type Result } from '#kernel/result.ts';
import type { Call } from '#platform/http/call.ts';
import type { Database, SqlTransaction } from '#platform/database/open-database.ts';
import type { Author, JournalRefusal, Receipt } from '#platform/journal/append-entries.ts';
import { changeRecord, says } from '#platform/journal/change-record.ts';
import type { OpenRecord } from '#platform/journal/open-record.ts';
import type { KeyOpener } from '#platform/vault/record-keys.ts';
import { accessSection } from '../domain/access-section.ts';

/** What the handlers about one record work with; put together once by the server. */
export type RecordDesk = {
  readonly database: Database;
  readonly opener: KeyOpener;
  /** The kind of record that the access part stands in. */
  readonly recordType: RecordType;
  /** The true form of a code as typed; undefined when it is none. */
  readonly readCode: (typed: string) => string | undefined;
  /** Whether what the record says allows telling another agency about the child. */
  readonly mayTellOthers: (record: OpenRecord) => boolean;
};

export type Commanded = {
  readonly recordId: RecordId;
  readonly entryId: EntryId;
  readonly deviceTime: Instant;
};

export type RecordRefusal =
  | { readonly code: 'access.record.unknown' }
  | Exclude<JournalRefusal, { readonly code: 'journal.record.unknown' }>;

export function authorOf(call: Call): Author {
  return { worker: call.worker, purpose: call.purpose };
}

/** The access facts of a record in the words of the policy module. */
export function accessOf(record: OpenRecord) {
  return { team: record.card.team, readable: record.readable, writable: record.writable };
}

/** An entry of the access part, as far as its author says it. */
export type AccessEntry = {
  readonly type: string;
  readonly said: Readonly<Record<string, unknown>>;
};

/**
 * Judges a command on the access part of a record and writes its entry, in this transaction. What
 * `judge` accepts with is added to what was said.
 */
export async function writeAccessEntry<Why extends Refusal>(
  tx: SqlTransaction,
  desk: RecordDesk,
  given: { readonly input: Commanded; readonly call: Call; readonly entry: AccessEntry },
  judge: (record: OpenRecord) => Promise<Result<Readonly<Record<string, unknown>>, Why>>,
): Promise<Result<Receipt, Why | RecordRefusal>> {
  const { input, call, entry } = given;
  const changed = await changeRecord<Why>(tx, desk.opener, {
    recordType: desk.recordType,
    recordId: input.recordId,
    author: authorOf(call),
    action: 'access.opened-to-write',
    entryId: input.entryId,
    isSame: says(entry.type, entry.said),
    decide: async (record) => {
      const added = await judge(record);
      if (!added.ok) return added;
      const drafted = draft(input, entry.type, { ...entry.said, ...added.value });
      return { ok: true, value: { entries: [drafted] } };
    },
  });
  if (!changed.ok) {
    const { refusal } = changed;
    return isUnknown(refusal) ? refuse({ code: 'access.record.unknown' }) : refuse(refusal);
  }
  const [first] = changed.value;
  if (!first) throw new Error('A command that wrote nothing');
  return { ok: true, value: first };
}

function isUnknown(refusal: Refusal): refusal is { readonly code: 'journal.record.unknown' } {
  return refusal.code === 'journal.record.unknown';
}

function draft(
  { entryId, deviceTime }: Commanded,
  type: string,
  body: Record<string, unknown>,
): DraftEntry {
  const { section, class: sensitivity } = accessSection;
  return { id: entryId, type, section, class: sensitivity, form: null, deviceTime, body };
}

export function receiptView({ id, position, serverTime, replayed }: Receipt) {
  return { entryId: id, position, at: serverTime, replayed };
}

export type Named = (id: WorkerId) => { readonly id: WorkerId; readonly name: string };

/** People by id, for views; someone whose name is not known any more keeps their place. */
export function namedBy(names: ReadonlyMap<WorkerId, string>): Named {
  return (id) => ({ id, name: names.get(id) ?? '—' });
}
