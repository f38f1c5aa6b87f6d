import type { EntryId, WorkerId } from '#kernel/ids.ts';
import type { DeviceId } from '#platform/sync/protocol/push.ts';
import type { DeviceStore, StoreChange } from '../../device-store.ts';
import { StorageFailure } from '../../storage-failure.ts';
import { memoryStore } from '../../store/memory-store.ts';
import type { SyncParts, Transport } from '../sync-parts.ts';
import { quickParcel, quickSignature } from './model-ids.ts';

/** What may go wrong on the device, decided anew at each commit. */
export type DiskFate = 'fine' | 'full' | 'killed-before' | 'killed-after';

type Own = { readonly deviceId: DeviceId; readonly worker: WorkerId };

/** Between a start and a kill: the same pages, the same locks. */
type Power = {
  isOn: boolean;
  readonly off: Promise<undefined>;
  readonly cut: () => void;
  readonly tails: Map<string, Promise<void>>;
  readonly busy: Set<string>;
};

/** A device whose power can be cut between any two of its steps. The disk survives. */
export class ModelDevice {
  readonly own: Own;
  readonly disk: DeviceStore = memoryStore();
  /** Items that were dropped, in whatever way. */
  readonly dropped = new Set<EntryId>();
  isWiped = false;
  /** Nobody unlocks it: it can send its parcels and nothing more. */
  isLocked = false;
  /** The epoch of the server that has a parcel, by the id of its file. */
  readonly sentIn = new Map<string, string>();
  now = 1_795_000_000_000;
  readonly #transport: Transport;
  readonly #fate: () => DiskFate;
  readonly #running = new Set<Promise<unknown>>();
  #power = powered();
  #wakes: (() => void)[] = [];

  constructor(own: Own, transport: (device: ModelDevice) => Transport, fate: () => DiskFate) {
    this.own = own;
    this.#transport = transport(this);
    this.#fate = fate;
  }

  /** Runs until the work ends, the power is cut, or the network holds an answer back. */
  async run<Value>(work: (parts: SyncParts) => Promise<Value>): Promise<Value | undefined> {
    const held = this.#untilHeld();
    const power = this.#power;
    const started = work(this.#parts(power));
    const end = () => this.#running.delete(done);
    const done: Promise<unknown> = started.then(end, end);
    this.#running.add(done);
    return await Promise.race([started, held, power.off]);
  }

  /** Goes on with what was held back. */
  async goOn(): Promise<void> {
    if (this.#running.size === 0) return;
    await Promise.race([...this.#running, this.#untilHeld(), this.#power.off]);
  }

  noteHeld(): void {
    const wakes = this.#wakes;
    this.#wakes = [];
    for (const wake of wakes) wake();
  }

  kill(): void {
    this.#power.cut();
    this.#power = powered();
    this.#running.clear();
  }

  /** What a locked device does by order; it has no keys for anything else. */
  async erase(): Promise<void> {
    const [records, items] = [await this.disk.records(), await this.disk.outbox()];
    await this.disk.commit([
      ...records.map(({ recordId }) => ({ drop: 'record', recordId }) as const),
      ...items.map(({ entryId }) => ({ drop: 'outbox', entryId }) as const),
    ]);
    for (const { entryId } of items) this.dropped.add(entryId);
    this.isWiped = true;
  }

  async #untilHeld(): Promise<undefined> {
    return await new Promise((resolve) => {
      this.#wakes.push(() => resolve(undefined));
    });
  }

  #parts(power: Power): SyncParts {
    const alive = async <Value>(work: () => Promise<Value>): Promise<Value> =>
      power.isOn ? await work() : await never();
    const { own, disk } = this;
    return {
      ...own,
      purpose: 'child-protection',
      store: {
        ...disk,
        commit: async (changes) => this.#commit(power, changes),
        meta: async () => alive(disk.meta),
        records: async () => alive(disk.records),
        recordIds: async () => alive(disk.recordIds),
        record: async (recordId) => alive(async () => disk.record(recordId)),
        entries: async (recordId) => alive(async () => disk.entries(recordId)),
        outbox: async () => alive(disk.outbox),
        outboxItem: async (entryId) => alive(async () => disk.outboxItem(entryId)),
        opened: async () => alive(disk.opened),
        answer: async (key) => alive(async () => disk.answer(key)),
        draft: async (key) => alive(async () => disk.draft(key)),
        drafts: async () => alive(disk.drafts),
        blobs: async () => alive(disk.blobs),
        blobPart: async (blobId, index) => alive(async () => disk.blobPart(blobId, index)),
      },
      signer: { sign: async (text) => quickSignature(own.deviceId, text) },
      sealParcel: async (item) => quickParcel(own.deviceId, item),
      transport: {
        push: async (input) => alive(async () => this.#transport.push(input)),
        pull: async (input) => alive(async () => this.#transport.pull(input)),
      },
      clock: { now: () => this.now, random: () => 0, after: () => () => {} },
      withLock: async (name, work) => {
        // Whoever waits for a round whose answer is held back waits with it.
        if (name !== 'kept' && power.busy.has(name)) this.noteHeld();
        return alive(async () => locked(power, name, work));
      },
    };
  }

  async #commit(power: Power, changes: readonly StoreChange[]): Promise<void> {
    if (!power.isOn) return never();
    const fate = this.#fate();
    if (fate === 'full') throw new StorageFailure('device.storage.full');
    if (fate !== 'killed-before') {
      await this.disk.commit(changes);
      for (const change of changes) {
        if ('drop' in change && change.drop === 'outbox') this.dropped.add(change.entryId);
      }
    }
    if (fate === 'fine') return;
    this.kill();
    return never();
  }
}

function powered(): Power {
  let turnOff = () => {};
  const off = new Promise<undefined>((resolve) => {
    turnOff = () => resolve(undefined);
  });
  const power: Power = {
    isOn: true,
    off,
    tails: new Map(),
    busy: new Set(),
    cut: () => {
      power.isOn = false;
      turnOff();
    },
  };
  return power;
}

/** What waits when the power goes off waits for ever. */
async function never(): Promise<never> {
  return await new Promise<never>(() => {});
}

async function locked<Value>(
  power: Power,
  name: string,
  work: () => Promise<Value>,
): Promise<Value> {
  const before = power.tails.get(name);
  let free = () => {};
  const held = new Promise<void>((resolve) => {
    free = resolve;
  });
  power.tails.set(name, held);
  await before;
  power.busy.add(name);
  try {
    return await work();
  } finally {
    power.busy.delete(name);
    free();
  }
}
