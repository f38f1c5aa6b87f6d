import type { EntryId, RecordId } from '#kernel/ids.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import { giveItem } from '../outbox.ts';
import type { Transport } from '../sync-parts.ts';
import { type DiskFate, ModelDevice } from './model-device.ts';
import {
  classes,
  deviceId,
  entryId,
  recordId,
  seeded,
  strayRecord,
  workerId,
} from './model-ids.ts';
import { modelParcels } from './model-parcels.ts';
import { modelPull } from './model-pull.ts';
import { modelPush } from './model-push.ts';
import { emptyServer, type ServerState } from './model-state.ts';

/** What the network does with one request. */
type WireFate = 'fine' | 'cut-before' | 'cut-after' | 'truncated' | 'thrown' | 'late';

export type Given = {
  readonly entryId: EntryId;
  readonly recordId: RecordId;
  readonly device: ModelDevice;
};

/** One server, some devices and all that happens to them. `random` decides everything by chance. */
export class ModelWorld {
  server: ServerState = emptyServer(1);
  backup: ServerState | undefined;
  readonly devices: readonly ModelDevice[];
  readonly given: Given[] = [];
  /** Where a device or a server broke its word; stays empty. */
  readonly broken: string[] = [];
  readonly #late = new Map<ModelDevice, (() => void)[]>();
  readonly #signedOut = new Set<ModelDevice>();
  isCalm = false;
  isBusy = false;
  restores = 0;
  made = 0;
  random: () => number;

  constructor(seed: number, howMany: number) {
    this.random = seeded(seed);
    this.devices = Array.from({ length: howMany }, (_, at) => {
      // The last two devices belong to one worker.
      const worker = workerId(Math.min(at, Math.max(1, howMany - 2)));
      const own = { deviceId: deviceId(at), worker };
      const known = { isRevoked: false, scope: new Map(), control: [], pages: 0, items: new Map() };
      this.server.devices.set(own.deviceId, { ...own, ...known });
      return new ModelDevice(
        own,
        (device) => this.#wireOf(device),
        () => this.#diskFate(),
      );
    });
  }

  pick<Value>(from: readonly Value[]): Value | undefined {
    return from[Math.floor(this.random() * from.length)];
  }

  chance(share: number): boolean {
    return this.random() < share;
  }

  newEntryId(): EntryId {
    this.made += 1;
    return entryId(this.made);
  }

  /** A person writes; a give that did not come back may be lost, one that did may not. */
  async give(device: ModelDevice): Promise<void> {
    const records = await device.disk.records();
    const known = this.pick(records)?.recordId;
    const isNew = !known || this.chance(0.2);
    const id = this.newEntryId();
    const record = isNew ? recordId(this.made) : known;
    const mind = this.pick(['', '', '', '', 'conflict', 'hold', 'refuse']) ?? '';
    const command = {
      entryId: id,
      recordId: record,
      operation: isNew ? 'model.open' : 'model.write',
      input: { class: this.pick(classes), mind: isNew ? '' : mind, text: `text ${this.made}` },
    };
    await device.run(async (parts) => {
      const kept = await giveItem(parts, command);
      if (kept.ok) this.given.push({ entryId: id, recordId: record, device });
    });
  }

  /** Answers that were held back arrive, the last first. */
  async release(device: ModelDevice): Promise<void> {
    const late = this.#late.get(device)?.pop();
    if (!late) return;
    const going = device.goOn();
    late();
    await going;
  }

  /** Needs nobody to be signed in, nor anything to be unlocked. */
  async takeParcels(
    device: ModelDevice,
    input: Parameters<typeof modelParcels>[2],
  ): Promise<Result<unknown>> {
    const known = this.#known(device);
    const isBusy = () => this.isBusy && this.chance(0.5);
    return this.#carry(device, () => accept(modelParcels(this.server, known(), input, isBusy)));
  }

  signOut(device: ModelDevice): void {
    if (!this.#signedOut.delete(device)) this.#signedOut.add(device);
  }

  kill(device: ModelDevice): void {
    device.kill();
    this.#late.delete(device);
  }

  restore(): void {
    if (!this.backup) return;
    this.restores += 1;
    this.server = structuredClone(this.backup);
    this.server.epoch = 1 + this.restores;
  }

  /** From now on everything works. */
  becomeCalm(): void {
    this.isCalm = true;
    this.isBusy = false;
    this.#signedOut.clear();
    for (const device of this.devices) this.kill(device);
  }

  #diskFate(): DiskFate {
    if (this.isCalm || !this.chance(0.05)) return 'fine';
    return this.pick<DiskFate>(['full', 'killed-before', 'killed-after']) ?? 'fine';
  }

  #wireFate(): WireFate {
    if (this.isCalm || !this.chance(0.35)) return 'fine';
    const fates = ['cut-before', 'cut-after', 'truncated', 'thrown', 'late', 'late'] as const;
    return this.pick<WireFate>(fates) ?? 'fine';
  }

  #known(device: ModelDevice) {
    return () => {
      const held = this.server.devices.get(device.own.deviceId);
      if (!held) throw new Error('Every device of the model is known');
      return held;
    };
  }

  #wireOf(device: ModelDevice): Transport {
    const known = this.#known(device);
    return {
      push: async (input) =>
        this.#carry(device, () =>
          accept(modelPush(this.server, known(), input, () => this.isBusy && this.chance(0.5))),
        ),
      pull: async (input) =>
        this.#carry(device, () =>
          this.#signedOut.has(device)
            ? refuse({ code: 'sign-in.required' })
            : this.#withForbidden(modelPull(this.server, known(), input)),
        ),
    };
  }

  async #carry(device: ModelDevice, ask: () => Result<object>): Promise<Result<unknown>> {
    const fate = this.#wireFate();
    if (fate === 'cut-before') return refuse({ code: 'network.unreachable' });
    let answer: Result<object>;
    try {
      answer = ask();
    } catch (thrown) {
      this.broken.push(String(thrown));
      throw thrown;
    }
    // What was answered is a copy: the server goes on, the answer does not change.
    const sent = structuredClone(answer);
    if (fate === 'late') await this.#hold(device);
    if (fate === 'thrown') throw new Error('The connection broke');
    if (fate === 'cut-after') return refuse({ code: 'network.unreachable' });
    if (fate === 'truncated' && sent.ok) return accept({ ...sent.value, outcomes: 1, cursor: 1 });
    return sent;
  }

  async #hold(device: ModelDevice): Promise<void> {
    const late = this.#late.get(device) ?? [];
    this.#late.set(device, late);
    const released = new Promise<void>((resolve) => {
      late.push(resolve);
    });
    device.noteHeld();
    await released;
  }

  /** A server with a fault sends what the card does not open; no device may keep it. */
  #withForbidden(answer: ReturnType<typeof modelPull>): ReturnType<typeof modelPull> {
    const entry = answer.ok && !this.isCalm && this.chance(0.1) && answer.value.entries[0];
    if (!entry) return answer;
    const forbidden = { ...entry, class: 'critical' as const, position: 900 + entry.position };
    const stray = { ...entry, recordId: strayRecord };
    const entries = [...answer.value.entries, forbidden, stray];
    return accept({ ...answer.value, entries });
  }
}
