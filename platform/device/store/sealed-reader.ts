import { Dexie } from 'dexie';
import { RecordId } from '#kernel/ids.ts';
import { SensitivityClass } from '#kernel/sensitivity.ts';
import type { CarriedEntry, CarriedRecord } from '#platform/sync/protocol/pull.ts';
import type { OpenedOffline } from '#platform/sync/protocol/push.ts';
import type {
  BlobPart,
  DeviceStore,
  KeptAnswer,
  KeptBlob,
  KeptDraft,
  OutboxItem,
  SyncMeta,
} from '../device-store.ts';
import { inOrderOfKeeping } from './blob-order.ts';
import { StorageFailure } from '../storage-failure.ts';
import { keyId, type KeyRing } from './key-ring.ts';
import { places } from './places.ts';
import {
  type Database,
  type EntryRow,
  failing,
  type KeyKind,
  type KeyRow,
  type OutboxRow,
  type RecordRow,
} from './schema.ts';
import { type Bytes, unseal } from './seal.ts';
import { withoutClasses } from './without-classes.ts';

type NameOf = (table: string, key: string) => Promise<string>;
type Read = <Row>(
  keysOf: string | null,
  rows: () => PromiseLike<Row>,
) => Promise<readonly [Opener, Row]>;
type Opener = <Value>(
  key: readonly [recordId: string, kind: KeyKind],
  place: string,
  sealed: Bytes,
) => Promise<Value>;

/**
 * The reading half of the sealed store. Rows and their keys are read in one transaction and opened
 * after it. One damaged row refuses the whole answer: half a record could pass for all of it.
 */
export function sealedReader(
  database: Database,
  ring: KeyRing,
  nameOf: NameOf,
): Omit<DeviceStore, 'commit'> {
  const read = reading(database, ring);
  return {
    ...readRecords(database, read),
    ...readOwnWork(database, read, nameOf),
    ...readBlobs(database, read),
  };
}

function readRecords(
  { tables }: Database,
  read: Read,
): Pick<DeviceStore, 'records' | 'recordIds' | 'record' | 'entries'> {
  return {
    recordIds: async () => {
      const keys = await failing(() => tables.records.toCollection().primaryKeys());
      return keys.map((key) => RecordId.parse(key)).toSorted();
    },
    records: async () => {
      const [open, rows] = await read(null, () => tables.records.toArray());
      return Promise.all(rows.map((row) => recordOf(open, row)));
    },
    record: async (recordId) => {
      const [open, row] = await read(recordId, () => tables.records.get(recordId));
      return row && recordOf(open, row);
    },
    entries: async (recordId) => {
      const [open, rows] = await read(recordId, () =>
        tables.entries
          .where('[recordId+position]')
          .between([recordId, Dexie.minKey], [recordId, Dexie.maxKey])
          .toArray(),
      );
      return Promise.all(rows.map((row) => entryOf(open, row)));
    },
  };
}

function readOwnWork(
  { tables }: Database,
  read: Read,
  nameOf: NameOf,
): Pick<DeviceStore, 'meta' | 'outbox' | 'outboxItem' | 'opened' | 'answer' | 'draft' | 'drafts'> {
  return {
    meta: async () => {
      const [open, row] = await read('', () => tables.meta.get('meta'));
      if (!row) throw new StorageFailure('device.storage.gone');
      return open<SyncMeta>(['', 'meta'], places.named('meta', 'meta'), row.sealed);
    },
    outbox: async () => {
      const [open, rows] = await read('', () => tables.outbox.orderBy('number').toArray());
      return Promise.all(rows.map((row) => itemOf(open, row)));
    },
    outboxItem: async (entryId) => {
      const [open, row] = await read('', () => tables.outbox.get(entryId));
      return row && itemOf(open, row);
    },
    opened: async () => {
      const [open, rows] = await read('', () => tables.opened.toArray());
      return Promise.all(
        rows.map(({ id, sealed }) =>
          open<OpenedOffline>(['', 'opened'], places.named('opened', id), sealed),
        ),
      );
    },
    answer: async (key) => {
      const id = await nameOf('answer', key);
      const [open, row] = await read('', () => tables.answers.get(id));
      return row && open<KeptAnswer>(['', 'answer'], places.named('answer', id), row.sealed);
    },
    draft: async (key) => {
      const id = await nameOf('draft', key);
      const [open, row] = await read('', () => tables.drafts.get(id));
      return row && open<KeptDraft>(['', 'draft'], places.named('draft', id), row.sealed);
    },
    drafts: async () => {
      const [open, rows] = await read('', () => tables.drafts.toArray());
      const drafts = await Promise.all(
        rows.map(({ id, sealed }) =>
          open<KeptDraft>(['', 'draft'], places.named('draft', id), sealed),
        ),
      );
      return drafts.toSorted((left, right) => (left.key < right.key ? -1 : 1));
    },
  };
}

function readBlobs({ tables }: Database, read: Read): Pick<DeviceStore, 'blobs' | 'blobPart'> {
  return {
    blobs: async () => {
      const [open, rows] = await read('', () => tables.blobs.toArray());
      const blobs = await Promise.all(
        rows.map(({ blobId, sealed }) => open<KeptBlob>(['', 'blob'], places.blob(blobId), sealed)),
      );
      return inOrderOfKeeping(blobs);
    },
    blobPart: async (blobId, index) => {
      const [open, row] = await read('', () => tables.blobParts.get([blobId, index]));
      return row && open<BlobPart>(['', 'blob'], places.blobPart(blobId, index), row.sealed);
    },
  };
}

/** Reads rows together with the keys of one record ('' for those of none), or with all (null). */
function reading({ tables, dexie }: Database, ring: KeyRing): Read {
  return async (keysOf, rows) => {
    const [keyRows, read] = await failing(() =>
      dexie.transaction('r', Object.values(tables), async () => {
        const keys =
          keysOf === null
            ? tables.keys.toArray()
            : tables.keys.where({ recordId: keysOf }).toArray();
        return [await keys, await rows()] as const;
      }),
    );
    const keys = new Map<string, KeyRow>(keyRows.map((row) => [row.id, row]));
    const open: Opener = async <Value>(
      [recordId, kind]: readonly [string, KeyKind],
      place: string,
      sealed: Bytes,
    ) => {
      const row = keys.get(keyId(recordId, kind));
      if (!row) throw new StorageFailure('device.storage.damaged');
      const value = await unseal(await ring.open(row), place, sealed);
      // eslint-disable-next-line typescript/no-unsafe-type-assertion -- written by this very store, sealed since
      return value as Value;
    };
    return [open, read];
  };
}

async function recordOf(open: Opener, row: RecordRow): Promise<CarriedRecord> {
  const { recordId } = row;
  const record = await open<CarriedRecord>([recordId, 'card'], places.card(recordId), row.sealed);
  const parts: CarriedRecord['card']['parts'] = {};
  for (const name of SensitivityClass.options) {
    const sealed = row.parts[name];
    if (sealed) parts[name] = await open([recordId, name], places.part(recordId, name), sealed);
  }
  return withoutClasses({ ...record, card: { ...record.card, parts } }, (name) =>
    row.gone.includes(name),
  );
}

function entryOf(open: Opener, row: EntryRow): Promise<CarriedEntry> {
  const { recordId, class: name, position } = row;
  return open([recordId, name], places.entry(recordId, name, position), row.sealed);
}

async function itemOf(open: Opener, row: OutboxRow): Promise<OutboxItem> {
  const place = places.outbox(row.entryId, row.number);
  const item = await open<Omit<OutboxItem, 'parcel'>>(['', 'outbox'], place, row.sealed);
  return { ...item, parcel: row.parcel?.part ?? null };
}
