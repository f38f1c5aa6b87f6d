import type { BlobId } from '#kernel/blob.ts';
import type { EntryId, RecordId } from '#kernel/ids.ts';
import type { CarriedEntry, CarriedRecord } from '#platform/sync/protocol/pull.ts';
import type { OpenedOffline } from '#platform/sync/protocol/push.ts';
import type {
  BlobPart,
  DeviceStore,
  KeptAnswer,
  KeptBlob,
  KeptDraft,
  OutboxItem,
  StoreChange,
  SyncMeta,
} from '../device-store.ts';
import { freshMeta } from '../fresh-meta.ts';
import { inOrderOfKeeping } from './blob-order.ts';
import { withoutClasses } from './without-classes.ts';

type Held = {
  meta: SyncMeta;
  records: Map<RecordId, CarriedRecord>;
  entries: Map<RecordId, Map<number, CarriedEntry>>;
  outbox: Map<EntryId, OutboxItem>;
  opened: OpenedOffline[];
  answers: Map<string, KeptAnswer>;
  drafts: Map<string, KeptDraft>;
  blobs: Map<BlobId, KeptBlob>;
  blobParts: Map<BlobId, Map<number, BlobPart>>;
};

/** A store that is forgotten with its page: for tests and models. It keeps copies, as a database does. */
export function memoryStore(): DeviceStore {
  const held: Held = {
    meta: freshMeta,
    records: new Map(),
    entries: new Map(),
    outbox: new Map(),
    opened: [],
    answers: new Map(),
    drafts: new Map(),
    blobs: new Map(),
    blobParts: new Map(),
  };
  return {
    commit: async (changes) => {
      // A copy that cannot be made fails here, before anything has changed.
      for (const change of copied(changes)) apply(held, change);
    },
    meta: async () => held.meta,
    recordIds: async () => [...held.records.keys()].toSorted(),
    records: async () => [...held.records.values()].toSorted(byRecord),
    record: async (recordId) => held.records.get(recordId),
    entries: async (recordId) =>
      [...(held.entries.get(recordId)?.values() ?? [])].toSorted(byPosition),
    outbox: async () => [...held.outbox.values()].toSorted(byNumber),
    outboxItem: async (entryId) => held.outbox.get(entryId),
    opened: async () => [...held.opened],
    answer: async (key) => held.answers.get(key),
    draft: async (key) => held.drafts.get(key),
    drafts: async () => [...held.drafts.values()].toSorted(byKey),
    blobs: async () => inOrderOfKeeping([...held.blobs.values()]),
    blobPart: async (blobId, index) => held.blobParts.get(blobId)?.get(index),
  };
}

/** Through JSON, as the sealed store keeps it: what that loses is lost here too. */
function copied(changes: readonly StoreChange[]): readonly StoreChange[] {
  return JSON.parse(JSON.stringify(changes));
}

function apply(held: Held, change: StoreChange): void {
  if ('put' in change) put(held, change);
  else drop(held, change);
}

function put(held: Held, change: Extract<StoreChange, { put: string }>): void {
  switch (change.put) {
    case 'meta':
      held.meta = change.value;
      return;
    case 'record':
      held.records.set(change.value.recordId, change.value);
      return;
    case 'entry': {
      const { recordId, position } = change.value;
      const entries = held.entries.get(recordId) ?? new Map<number, CarriedEntry>();
      held.entries.set(recordId, entries.set(position, change.value));
      return;
    }
    case 'outbox':
      held.outbox.set(change.value.entryId, change.value);
      return;
    case 'opened':
      held.opened.push(change.value);
      return;
    case 'answer':
      held.answers.set(change.value.key, change.value);
      return;
    case 'draft':
      held.drafts.set(change.value.key, change.value);
      return;
    case 'blob':
      held.blobs.set(change.value.declared.blobId, change.value);
      return;
    case 'blob-part': {
      const { blobId, index } = change.value;
      const parts = held.blobParts.get(blobId) ?? new Map<number, BlobPart>();
      held.blobParts.set(blobId, parts.set(index, change.value));
    }
  }
}

function drop(held: Held, change: Extract<StoreChange, { drop: string }>): void {
  switch (change.drop) {
    case 'classes': {
      const record = held.records.get(change.recordId);
      const isGone = (name: CarriedEntry['class']) => change.classes.includes(name);
      if (record) held.records.set(change.recordId, withoutClasses(record, isGone));
      const entries = held.entries.get(change.recordId) ?? new Map<number, CarriedEntry>();
      for (const entry of entries.values()) if (isGone(entry.class)) entries.delete(entry.position);
      return;
    }
    case 'record':
      held.records.delete(change.recordId);
      held.entries.delete(change.recordId);
      return;
    case 'entries':
      for (const position of change.positions) held.entries.get(change.recordId)?.delete(position);
      return;
    case 'outbox':
      held.outbox.delete(change.entryId);
      return;
    case 'opened':
      held.opened = [];
      return;
    case 'draft':
      held.drafts.delete(change.key);
      return;
    case 'blob':
      held.blobs.delete(change.blobId);
      held.blobParts.delete(change.blobId);
  }
}

function byRecord(left: CarriedRecord, right: CarriedRecord): number {
  return left.recordId < right.recordId ? -1 : 1;
}

function byPosition(left: CarriedEntry, right: CarriedEntry): number {
  return left.position - right.position;
}

function byNumber(left: OutboxItem, right: OutboxItem): number {
  return left.number - right.number;
}

function byKey(left: KeptDraft, right: KeptDraft): number {
  return left.key < right.key ? -1 : 1;
}
