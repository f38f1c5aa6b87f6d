import { Dexie, type Table } from 'dexie';
import type { Instant } from '#kernel/instant.ts';
import type { SensitivityClass } from '#kernel/sensitivity.ts';
import type { CarriedPart } from '#platform/sync/protocol/carried-file.ts';
import { StorageFailure } from '../storage-failure.ts';
import type { Bytes } from './seal.ts';

/** What a key of the device is for: a class of a record, its card, or a kind of thing that is no record's. */
export type KeyKind =
  SensitivityClass | 'card' | 'meta' | 'outbox' | 'opened' | 'answer' | 'draft' | 'blob' | 'names';

/** `stamp` is random and new with each key, so that a key is never taken for one that was destroyed. */
export type KeyRow = {
  readonly id: string;
  readonly recordId: string;
  readonly stamp: string;
  readonly wrapped: Bytes;
};
export type RecordRow = {
  readonly recordId: string;
  readonly sealed: Bytes;
  readonly parts: Partial<Record<SensitivityClass, Bytes>>;
  /** Classes that were dropped since the card was written. */
  readonly gone: readonly SensitivityClass[];
};
export type EntryRow = {
  readonly recordId: string;
  readonly position: number;
  readonly class: SensitivityClass;
  readonly sealed: Bytes;
};
export type OutboxRow = {
  readonly entryId: string;
  readonly number: number;
  readonly sealed: Bytes;
  /** For the server alone; null when there is none, or the item was answered. */
  readonly parcel: ParcelRow | null;
};
/** `keptAt` stands in clear; `sentIn` is the epoch of the server that has said that it has it. */
export type ParcelRow = {
  readonly part: CarriedPart;
  readonly keptAt: Instant;
  readonly sentIn: string | null;
};
/** `id` is a keyed hash of the name, for names may hold what somebody searched for. */
export type NamedRow = { readonly id: string; readonly sealed: Bytes };
export type BlobRow = { readonly blobId: string; readonly sealed: Bytes };
export type BlobPartRow = {
  readonly blobId: string;
  readonly index: number;
  readonly sealed: Bytes;
};
export type OpenedRow = { readonly n?: number; readonly id: string; readonly sealed: Bytes };

export type Tables = {
  readonly keys: Table<KeyRow, string>;
  readonly meta: Table<NamedRow, string>;
  readonly records: Table<RecordRow, string>;
  readonly entries: Table<EntryRow, [string, number]>;
  readonly outbox: Table<OutboxRow, string>;
  readonly opened: Table<OpenedRow, number>;
  readonly answers: Table<NamedRow, string>;
  readonly drafts: Table<NamedRow, string>;
  readonly blobs: Table<BlobRow, string>;
  readonly blobParts: Table<BlobPartRow, [string, number]>;
};

/**
 * What stands in clear on the disk is here: ids, positions, numbers, classes. A version that was
 * released is never changed; a new one is added below it, with its upgrade in `database`.
 */
export const versions: readonly Readonly<Record<string, string>>[] = [
  {
    keys: 'id, recordId',
    meta: 'id',
    records: 'recordId',
    entries: '[recordId+position], [recordId+class]',
    outbox: 'entryId, number',
    opened: '++n',
    answers: 'id',
    drafts: 'id',
  },
  { blobs: 'blobId', blobParts: '[blobId+index]' },
];

export type Database = {
  readonly dexie: Dexie;
  readonly tables: Tables;
  /** Closed for good: a database that the browser took away must not be made anew, empty, behind our back. */
  readonly close: () => void;
};

/**
 * Opens or makes a database by its name. `strict`: a commit has resolved only when it is on the disk.
 * It never opens by itself again: when the browser has closed it, whoever uses it is told.
 */
export async function openDatabase(name: string, stores = versions): Promise<Database> {
  const dexie = new Dexie(name, { chromeTransactionDurability: 'strict', autoOpen: false });
  stores.forEach((tables, index) => dexie.version(index + 1).stores({ ...tables }));
  const close = () => dexie.close({ disableAutoOpen: true });
  await failing(() => dexie.open());
  return {
    dexie,
    tables: {
      keys: dexie.table('keys'),
      meta: dexie.table('meta'),
      records: dexie.table('records'),
      entries: dexie.table('entries'),
      outbox: dexie.table('outbox'),
      opened: dexie.table('opened'),
      answers: dexie.table('answers'),
      drafts: dexie.table('drafts'),
      blobs: dexie.table('blobs'),
      blobParts: dexie.table('blobParts'),
    },
    close,
  };
}

/** Runs something on the browser's database and gives its faults the names of `StorageFailure`. */
export async function failing<Value>(work: () => PromiseLike<Value>): Promise<Value> {
  try {
    return await work();
  } catch (thrown) {
    const names = namesOf(thrown);
    if (names.includes('QuotaExceededError'))
      throw new StorageFailure('device.storage.full', thrown);
    if (names.some((name) => GONE.has(name)))
      throw new StorageFailure('device.storage.gone', thrown);
    throw thrown;
  }
}

const GONE = new Set([
  'DatabaseClosedError',
  'InvalidStateError',
  'NoSuchDatabaseError',
  'NotFoundError',
  'OpenFailedError',
  'MissingAPIError',
  'UnknownError',
]);

/** Dexie wraps the browser's error, sometimes twice. */
function namesOf(thrown: unknown): string[] {
  const names: string[] = [];
  let at: unknown = thrown;
  for (let depth = 0; depth < 4 && typeof at === 'object' && at !== null; depth += 1) {
    if ('name' in at && typeof at.name === 'string') names.push(at.name);
    at = 'inner' in at ? at.inner : undefined;
  }
  return names;
}
