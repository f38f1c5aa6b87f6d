import type { InputOf } from '#kernel/endpoint.ts';
import type { RecordId, WorkerId } from '#kernel/ids.ts';
import type { Refusal, Result } from '#kernel/result.ts';
import type { Purpose } from '#kernel/sensitivity.ts';
import type { CarriedPart } from '#platform/sync/protocol/carried-file.ts';
import type { pull, push } from '#platform/sync/protocol/endpoints.ts';
import type { DeviceId, PushItem } from '#platform/sync/protocol/push.ts';
import type { DeviceSigner, DeviceStore } from '../device-store.ts';

/**
 * The way to the server. What it answers is read here with the schemas of the protocol, so that a
 * page that was cut off is never half believed. A network that fails is a refusal.
 */
export type Transport = {
  readonly push: (input: InputOf<typeof push>) => Promise<Result<unknown>>;
  readonly pull: (input: InputOf<typeof pull>) => Promise<Result<unknown>>;
};

/** Time and chance as the engine uses them, so that a test can hold both. */
export type SyncClock = {
  /** Milliseconds since 1970 by the device's own clock; may be wrong by years. */
  readonly now: () => number;
  /** Between 0 and 1, for waits that shall not fall together on all devices. */
  readonly random: () => number;
  /** Runs `work` once after some milliseconds; the answer stops that. */
  readonly after: (milliseconds: number, work: () => void) => () => void;
};

/** Other pages of the same browser that have the same device open. */
export type OtherPages = {
  readonly tell: (recordIds: readonly RecordId[]) => void;
  readonly listen: (heard: (recordIds: readonly RecordId[]) => void) => () => void;
};

/**
 * - `kept` is held while meta and outbox are read and written together: two pages never take one
 *   number. Never across the network.
 * - `push` and `pull` are held for a whole round, so that one page of the browser exchanges at a time.
 */
export type SyncLock = 'kept' | 'push' | 'pull';

/** What the engine works with; everything of one worker on one device. */
export type SyncParts = {
  readonly worker: WorkerId;
  readonly deviceId: DeviceId;
  readonly purpose: Purpose;
  readonly store: DeviceStore;
  readonly signer: DeviceSigner;
  /** Seals an item for the server alone, so that it can go out when nobody can unlock this device. */
  readonly sealParcel: (item: PushItem) => Promise<CarriedPart | null>;
  readonly transport: Transport;
  readonly clock: SyncClock;
  readonly withLock: <Value>(name: SyncLock, work: () => Promise<Value>) => Promise<Value>;
};

/** What a round came to: the records that look different now, and why it ended early, if it did. */
export type Round = {
  readonly failure: Refusal | null;
  readonly changed: ReadonlySet<RecordId>;
};
