import { WorkerId } from '#kernel/ids.ts';
import { accept, refuse, type Refusal } from '#kernel/result.ts';
import { DeviceId } from '#platform/sync/protocol/push.ts';
import { exampleFileKeys } from '../parcels/examples.ts';
import type { SendParcels } from '../parcels/send-parcels.ts';
import { exampleAt, exampleItem } from '../store/examples.ts';
import { randomBytes } from '../store/seal.ts';
import type { FieldDeviceParts } from './device-page.ts';
import type { ChosenSetUp } from './set-up-person.ts';
import { base64Of } from './signing-key.ts';

/** Stands in for the browser's clock and timers, the server, the authenticator and the engine. For tests. */
export class ExampleWorld {
  time = Date.parse('2026-11-24T09:00:00.000Z');
  hours = 72;
  share = randomBytes(32);
  waiting = 0;
  publicKeys: string[] = [];
  refusal: Refusal | undefined;
  /** Ends the device by order of the server, as the engine does. */
  wipe: () => Promise<void> = async () => undefined;
  sign: (text: string) => Promise<string> = async () => '';
  stopped = 0;
  readonly passkeys = new Map<
    string,
    { id: Uint8Array<ArrayBuffer>; secret: Uint8Array<ArrayBuffer> }
  >();
  hasPasskeys = true;
  sendParcels: SendParcels = async () => refuse({ code: 'network.unreachable' });
  #busy = new Set<string>();
  #wakes = new Set<() => void>();
  #ticks = new Set<() => void>();
  #touches = new Set<() => void>();

  parts(): FieldDeviceParts {
    const lease = () => ({ share: base64Of(this.share), hours: this.hours });
    return {
      now: () => this.time,
      every: (work) => this.#listen(this.#ticks, work),
      onActivity: (work) => this.#listen(this.#touches, work),
      server: {
        setUp: async ({ publicKey }) => {
          if (this.refusal) return refuse(this.refusal);
          this.publicKeys.push(publicKey);
          const deviceId = DeviceId.parse(crypto.randomUUID());
          const known = [{ key: 'server-key', value: 'Invented-server-key', at: exampleAt }];
          const fileKeys = (await exampleFileKeys()).fileKeys;
          return accept({ deviceId, lease: lease(), fileKeys, known });
        },
        renewLease: async () => (this.refusal ? refuse(this.refusal) : accept(lease())),
      },
      parcels: {
        send: (input) => this.sendParcels(input),
        wakes: (wake) => this.#listen(this.#wakes, wake),
        random: () => 0.5,
        unlessElsewhere: async (name, work) => {
          if (this.#busy.has(name)) return;
          this.#busy.add(name);
          await work().finally(() => this.#busy.delete(name));
        },
        withLock: async (_name, work) => work(),
      },
      passkeys: {
        make: async (salt) => {
          if (!this.hasPasskeys) return refuse({ code: 'device.passkey.unsupported' });
          const made = { id: randomBytes(16), secret: randomBytes(32) };
          this.passkeys.set(salt.join(), made);
          return accept({ credentialId: made.id, secret: made.secret });
        },
        ask: async (known) => {
          const made = known.flatMap(({ salt }) => this.passkeys.get(salt.join()) ?? []).at(0);
          return made
            ? accept({ credentialId: made.id, secret: made.secret })
            : refuse({ code: 'device.passkey.cancelled' });
        },
      },
      startEngine: ({ onWiped, signer }) => {
        this.wipe = onWiped;
        this.sign = signer.sign;
        return this.#engine();
      },
    };
  }

  async tick(milliseconds: number): Promise<void> {
    this.time += milliseconds;
    for (const work of this.#ticks) work();
    await settled();
  }

  async touch(): Promise<void> {
    for (const work of this.#touches) work();
    await settled();
  }

  async networkBack(): Promise<void> {
    for (const wake of this.#wakes) wake();
    await settled();
  }

  #listen(set: Set<() => void>, work: () => void): () => void {
    set.add(work);
    return () => set.delete(work);
  }

  #engine() {
    return {
      give: async () => ({ is: 'kept' as const, item: exampleItem(1) }),
      noteOpened: async () => undefined,
      syncNow: async () => undefined,
      settle: async () => undefined,
      exportFile: async () => new Blob(),
      importReceipt: async () => accept({ answered: 0 }),
      sync: {
        snapshot: () => ({
          doing: 'resting' as const,
          isReachable: false,
          waiting: this.waiting,
          oldestAt: null,
          attention: 0,
          nextTryAt: null,
          lastContactAt: null,
          failure: null,
          records: 0,
          incomplete: 0,
          isBackupDue: false,
        }),
        subscribe: () => () => undefined,
      },
      watch: () => () => undefined,
      stop: () => {
        this.stopped += 1;
      },
    };
  }
}

/** Lets what was begun come to its end; the browser's database answers in later turns. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 30; turn += 1) await new Promise((done) => setTimeout(done, 1));
}

export const GOOD_PIN = '739105';

export function exampleSetUp(n = 1): ChosenSetUp {
  return {
    who: `invented-worker-${n}@example.org`,
    worker: WorkerId.parse(`aaaaaaaa-0000-7000-8000-00000000000${n}`),
    purpose: 'child-protection',
    pin: GOOD_PIN,
    label: `Invented phone ${n}`,
  };
}
