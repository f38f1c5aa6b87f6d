import type { BlobDeclared, BlobId } from '#kernel/blob.ts';
import type { HybridTime } from '#kernel/hybrid-clock.ts';
import type { EntryId, RecordId } from '#kernel/ids.ts';
import type { Instant } from '#kernel/instant.ts';
import type { Refusal } from '#kernel/result.ts';
import type { SensitivityClass } from '#kernel/sensitivity.ts';
import type { CarriedPart } from '#platform/sync/protocol/carried-file.ts';
import type { CarriedEntry, CarriedRecord } from '#platform/sync/protocol/pull.ts';
import type { ItemBody, OpenedOffline, Outcome, PushItem } from '#platform/sync/protocol/push.ts';

/** Where a device stands with its server. Holds no personal data. */
export type SyncMeta = {
  readonly epoch: string | null;
  readonly cursor: string | null;
  readonly controlSeen: number;
  /** Pages that are safely stored and not yet confirmed. */
  readonly unconfirmed: readonly number[];
  /** Records whose older entries are still wanted, with the highest position that is here. */
  readonly backfill: Readonly<Record<RecordId, number>>;
  readonly facts: string | null;
  /** Number and hash of the last item of the outbox, whether it was sent or not. */
  readonly lastNumber: number;
  readonly lastHash: string;
  readonly clock: HybridTime;
  /** Everything went by order of the server: nothing is written here any more that would be lost. */
  readonly isTakenBack: boolean;
  readonly lastContactAt: Instant | null;
  /** When the journal was last followed to its end; later words may not have come back yet. */
  readonly lastPullAt: Instant | null;
  readonly lastBackupAt: Instant | null;
};

/**
 * One command of the outbox. It stays, sealed, until it was answered finally and for a while after:
 * a server that was restored from a backup is offered it again.
 */
export type OutboxItem = {
  readonly entryId: EntryId;
  readonly recordId: RecordId;
  readonly number: number;
  readonly writtenAt: Instant;
  readonly signed: PushItem;
  /**
   * The same, sealed for the server alone and kept outside the seal of the person: it is sent when
   * nobody can unlock the device. Null once the item was answered, and where no key of the server is known.
   */
  readonly parcel: CarriedPart | null;
  readonly said: Pick<ItemBody, 'operation' | 'input' | 'purpose'>;
  readonly state: 'waiting' | 'answered';
  readonly tries: number;
  readonly outcome: Outcome | null;
  /** By this device's clock; null while it waits. */
  readonly answeredAt: Instant | null;
  /** Set when its author has seen what became of it, and it needs nothing more. */
  readonly isSettled: boolean;
};

/** What is known of people and of the worker here; answers of the API as they came, by operation. */
export type KeptAnswer = { readonly key: string; readonly value: unknown; readonly at: Instant };

export type KeptDraft = { readonly key: string; readonly value: unknown; readonly at: Instant };

/**
 * A photo or paper that waits to be sent, apart from the entry that tells of it. It outlives the record
 * here, as the author's own words do, and goes when the server has it, or with everything.
 */
export type KeptBlob = {
  readonly declared: BlobDeclared;
  readonly keptAt: Instant;
  /** Parts that the server has, as far as it said so. */
  readonly sent: number;
  /** Why the server did not take it; null while nothing stands against it. */
  readonly refusal: Refusal | null;
};

/** Base64 of one part. */
export type BlobPart = { readonly blobId: BlobId; readonly index: number; readonly data: string };

/** A change of what the device holds. All changes of one `commit` happen, or none. */
export type StoreChange =
  | { readonly put: 'meta'; readonly value: SyncMeta }
  | { readonly put: 'record'; readonly value: CarriedRecord }
  | { readonly put: 'entry'; readonly value: CarriedEntry }
  | { readonly put: 'outbox'; readonly value: OutboxItem }
  | { readonly put: 'opened'; readonly value: OpenedOffline }
  | { readonly put: 'answer'; readonly value: KeptAnswer }
  | { readonly put: 'draft'; readonly value: KeptDraft }
  | { readonly put: 'blob'; readonly value: KeptBlob }
  | { readonly put: 'blob-part'; readonly value: BlobPart }
  | {
      readonly drop: 'classes';
      readonly recordId: RecordId;
      readonly classes: readonly SensitivityClass[];
    }
  | { readonly drop: 'record'; readonly recordId: RecordId }
  /** Entries that a restored server no longer has. */
  | {
      readonly drop: 'entries';
      readonly recordId: RecordId;
      readonly positions: readonly number[];
    }
  | { readonly drop: 'outbox'; readonly entryId: EntryId }
  | { readonly drop: 'opened' }
  | { readonly drop: 'draft'; readonly key: string }
  /** With its parts. */
  | { readonly drop: 'blob'; readonly blobId: BlobId };

/**
 * What one worker's device holds, plain on this side and sealed on the other. `commit` is durable
 * when it resolves. Sealing and opening happen outside the browser's transaction, which would end by
 * itself while it waits for anything else. Dropping a class destroys its key first.
 */
export type DeviceStore = {
  readonly commit: (changes: readonly StoreChange[]) => Promise<void>;
  readonly meta: () => Promise<SyncMeta>;
  readonly records: () => Promise<readonly CarriedRecord[]>;
  /** The same, unopened: what is only counted or dropped costs no unsealing, and may be damaged. */
  readonly recordIds: () => Promise<readonly RecordId[]>;
  readonly record: (recordId: RecordId) => Promise<CarriedRecord | undefined>;
  /** In the order of their positions. */
  readonly entries: (recordId: RecordId) => Promise<readonly CarriedEntry[]>;
  /** In the order of their numbers. */
  readonly outbox: () => Promise<readonly OutboxItem[]>;
  readonly outboxItem: (entryId: EntryId) => Promise<OutboxItem | undefined>;
  readonly opened: () => Promise<readonly OpenedOffline[]>;
  readonly answer: (key: string) => Promise<KeptAnswer | undefined>;
  readonly draft: (key: string) => Promise<KeptDraft | undefined>;
  readonly drafts: () => Promise<readonly KeptDraft[]>;
  /** The oldest first. */
  readonly blobs: () => Promise<readonly KeptBlob[]>;
  readonly blobPart: (blobId: BlobId, index: number) => Promise<BlobPart | undefined>;
};

/** Signs with the key of this device, which is usable only while it is unlocked. */
export type DeviceSigner = {
  readonly sign: (text: string) => Promise<string>;
};
