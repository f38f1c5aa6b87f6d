import { draft } from '#kernel/command.ts';
import type { RecordType } from '#kernel/record-type.ts';
import type { Refusal, Result } from '#kernel/result.ts';
import type { Commanded } from '#platform/commands/change-section.ts';
import { authorOf } from '#platform/commands/command-desk.ts';
import { nameUnknown } from '#platform/commands/name-unknown.ts';
import type { Call } from '#platform/http/call.ts';
import type { Database, SqlTransaction } from '#platform/database/open-database.ts';
import type { JournalRefusal, Receipt } from '#platform/journal/append-entries.ts';
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

export type { Commanded };

export type RecordRefusal =
  | { readonly code: 'access.record.unknown' }
  | Exclude<JournalRefusal, { readonly code: 'journal.record.unknown' }>;

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
      const body = { ...entry.said, ...added.value };
      const drafted = draft(input, accessSection, { type: entry.type, body });
      return { ok: true, value: { entries: [drafted] } };
    },
  });
  if (!changed.ok) return nameUnknown(changed, 'access.record.unknown');
  const [first] = changed.value;
  if (!first) throw new Error('A command that wrote nothing');
  return { ok: true, value: first };
}
