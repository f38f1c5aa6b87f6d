import type { FieldState, OpenDevice } from '../field-device.ts';
import { instantAt } from '#kernel/instant.ts';
import { DeviceId } from '#platform/sync/protocol/push.ts';
import { openSealedStore } from '../store/sealed-store.ts';
import type { StartEngine } from './engine.ts';
import { gateClosed, type GateClosed } from './gate.ts';
import { openProfile, placesOf, type Profile } from './set-up-person.ts';
import { openSigner } from './signing-key.ts';
import type { OpenedStoreKey } from './store-key.ts';
import type { Unlocked } from './unlock-person.ts';
import type { PersonRow } from './directory.ts';

/** One person's content while it is open in this page. */
export type Session = {
  readonly id: string;
  readonly device: OpenDevice;
  readonly storeKey: OpenedStoreKey;
  readonly state: () => FieldState;
  readonly renewed: (row: PersonRow) => void;
  /** Why it may not stay open, by the clock; null while it may. Remembers the highest clock. */
  readonly closed: (now: number) => GateClosed | null;
  readonly seen: () => number;
  /** Keys leave the memory, the database is closed. */
  readonly end: () => Promise<void>;
};

export async function openSession(
  { row, opened }: Unlocked,
  startEngine: StartEngine,
  onWiped: (id: string) => Promise<void>,
): Promise<Session> {
  const profile = await openProfile(opened.key, row);
  const deviceId = DeviceId.parse(row.deviceId);
  const store = await openSealedStore(row.database, opened.key);
  const close = store.close;
  try {
    const signer = await openSigner(opened.key, placesOf(row.id).signingKey, row.signingKey);
    const { worker, purpose } = profile;
    const engine = await startEngine({
      worker,
      purpose,
      deviceId,
      store,
      signer: { sign: signer.sign },
      onWiped: () => onWiped(row.id),
    });
    const { stop, ...pieces } = engine;
    const end = async () => {
      const stopped = Promise.resolve(stop());
      // Keys go at once, whatever the engine still waits for.
      signer.forget();
      close();
      await stopped;
    };
    const device: OpenDevice = { ...pieces, worker, purpose, store };
    return { ...watching(row, profile, deviceId), id: row.id, device, storeKey: opened, end };
  } catch (fault) {
    close();
    throw fault;
  }
}

function watching(
  row: PersonRow,
  { worker, purpose }: Profile,
  deviceId: DeviceId,
): Pick<Session, 'state' | 'renewed' | 'closed' | 'seen'> {
  let gate = row;
  const stateNow = (): FieldState => ({
    state: 'open',
    worker,
    deviceId,
    purpose,
    leaseUntil: instantAt(gate.lease.until),
  });
  // The same object until it changes: screens compare by identity.
  let state = stateNow();
  return {
    state: () => state,
    renewed: (renewed) => {
      gate = renewed;
      state = stateNow();
    },
    closed: (now) => {
      const closed = gateClosed(gate, now);
      if (!closed) gate = { ...gate, seen: Math.max(gate.seen, now) };
      return closed;
    },
    seen: () => gate.seen,
  };
}
