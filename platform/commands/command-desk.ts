import type { Filled } from '#kernel/command.ts';
import { type Directory, namedBy } from '#kernel/directory.ts';
import { EntryId, type WorkerId } from '#kernel/ids.ts';
import type { Instant } from '#kernel/instant.ts';
import type { RecordType } from '#kernel/record-type.ts';
import type { Refusal } from '#kernel/result.ts';
import type { SectionDesk } from '#kernel/section-command.ts';
import type { Database, Sql } from '../database/open-database.ts';
import type { Call } from '../http/call.ts';
import type { Author, Receipt, Token } from '../journal/append-entries.ts';
import type { HoldingKey } from '../vault/holding-key.ts';
import type { KeyOpener } from '../vault/record-keys.ts';

/**
 * What every command on a record works with; put together once by the server. `Actor` is whoever
 * asks, as the policy module knows them; `Denied` is what that module refuses with.
 */
export type CommandDesk<Actor, Denied extends Refusal> = SectionDesk<Actor, Denied> & {
  readonly database: Database;
  readonly opener: KeyOpener;
  readonly holdingKey: HoldingKey;
  readonly recordType: RecordType;
  readonly actorOf: (tx: Sql, author: Author) => Promise<Actor>;
  /** What to find the record by, of the forms that a command of this type was written with. */
  readonly tokensOf?: (type: string, filled: readonly Filled[]) => readonly Token[];
  readonly namesOf: (tx: Sql, ids: Iterable<WorkerId>) => Promise<ReadonlyMap<WorkerId, string>>;
};

export type ReceiptView = {
  readonly entryId: EntryId;
  readonly position: number;
  readonly at: Instant;
  /** True when this very command had arrived before. */
  readonly replayed: boolean;
};

export function receiptView({ id, position, serverTime, replayed }: Receipt): ReceiptView {
  return { entryId: id, position, at: serverTime, replayed };
}

export function authorOf(call: Call): Author {
  return { worker: call.worker, purpose: call.purpose };
}

/** The id of a further entry of the same command. */
export function mintEntryId(call: Call): EntryId {
  return EntryId.parse(call.mintId());
}

export async function directoryOf(
  desk: {
    readonly namesOf: (tx: Sql, ids: Iterable<WorkerId>) => Promise<ReadonlyMap<WorkerId, string>>;
  },
  tx: Sql,
  ids: Iterable<WorkerId>,
): Promise<Directory> {
  return namedBy(await desk.namesOf(tx, ids));
}
