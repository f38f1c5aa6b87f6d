import { EntryId, type WorkerId } from '#kernel/ids.ts';
import type { Instant } from '#kernel/instant.ts';
import type { RecordType } from '#kernel/record-type.ts';
import type { Refusal, Result } from '#kernel/result.ts';
import type { Database, Sql } from '../database/open-database.ts';
import type { Call } from '../http/call.ts';
import type { Author, Receipt } from '../journal/append-entries.ts';
import type { OpenRecord } from '../journal/open-record.ts';
import type { HoldingKey } from '../vault/holding-key.ts';
import type { KeyOpener } from '../vault/record-keys.ts';
import type { FormShelf } from './fill-form.ts';

/**
 * What every command on a record works with; put together once by the server. `Actor` is whoever
 * asks, as the policy module knows them; `Denied` is what that module refuses with.
 */
export type CommandDesk<Actor, Denied extends Refusal> = FormShelf & {
  readonly database: Database;
  readonly opener: KeyOpener;
  readonly holdingKey: HoldingKey;
  readonly recordType: RecordType;
  readonly actorOf: (tx: Sql, author: Author) => Promise<Actor>;
  readonly mayAskSensitive: (actor: Actor, record: OpenRecord) => Result<true, Denied>;
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

/** The access facts of a record in the words of the policy module. */
export function accessOf(record: OpenRecord) {
  return { team: record.card.team, readable: record.readable, writable: record.writable };
}

/** The id of a further entry of the same command. */
export function mintEntryId(call: Call): EntryId {
  return EntryId.parse(call.mintId());
}

/** Someone who works here, as shown beside what they wrote. */
export type Named = { readonly id: WorkerId; readonly name: string };

/** People by id, for views; someone whose name is not known any more keeps their place. */
export type Directory = (id: WorkerId) => Named;

export function namedBy(names: ReadonlyMap<WorkerId, string>): Directory {
  return (id) => ({ id, name: names.get(id) ?? '—' });
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
