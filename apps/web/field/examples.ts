import { accept, refuse } from '#kernel/result.ts';
import { Instant } from '#kernel/instant.ts';
import type { OutboxItem } from '#platform/device/device-store.ts';
import type {
  FieldDevice,
  FieldState,
  OpenDevice,
  SyncState,
  WaitingParcels,
} from '#platform/device/field-device.ts';
import {
  exampleAt,
  exampleDevice,
  exampleItem,
  exampleWorker,
} from '#platform/device/store/examples.ts';
import { memoryStore } from '#platform/device/store/memory-store.ts';
import type { FirstOutcome } from '#platform/sync/protocol/push.ts';

/** The PIN that opens the device of a test, and nothing else does. */
export const EXAMPLE_PIN = '739204';

export const calmSync: SyncState = {
  doing: 'resting',
  isReachable: true,
  waiting: 0,
  oldestAt: null,
  attention: 0,
  nextTryAt: null,
  lastContactAt: exampleAt,
  failure: null,
  records: 12,
  incomplete: 0,
  isBackupDue: false,
};

export const openState: FieldState = {
  state: 'open',
  worker: exampleWorker,
  deviceId: exampleDevice,
  purpose: 'child-protection',
  leaseUntil: Instant.parse('2026-11-27T09:30:00.000Z'),
};

export const lockedState = {
  state: 'locked',
  because: 'started',
  people: 1,
  hasPasskey: false,
} as const satisfies FieldState;

/** An item that was answered so. */
export function answeredItem(number: number, outcome: FirstOutcome): OutboxItem {
  return { ...exampleItem(number), state: 'answered', outcome };
}

type Watched = {
  readonly sync: () => SyncState;
  readonly subscribe: (changed: () => void) => () => void;
};

/** What is open of such a device. It sends to nobody and keeps everything in memory. */
function fakeOpenDevice({ sync, subscribe }: Watched, asked: string[]): OpenDevice {
  const store = memoryStore();
  return {
    worker: exampleWorker,
    purpose: 'child-protection',
    store,
    give: () => Promise.resolve({ is: 'not-kept', refusal: { code: 'device.locked' } }),
    noteOpened: () => Promise.resolve(),
    syncNow: async () => void asked.push('sync'),
    settle: async (entryId) => {
      const items = await store.outbox();
      const changed = items.filter((item) => item.entryId === entryId);
      await store.commit(
        changed.map((item) => ({ put: 'outbox', value: { ...item, isSettled: true } })),
      );
    },
    exportFile: () => Promise.resolve(new Blob(['sealed'])),
    importReceipt: () => Promise.resolve(accept({ answered: 2 })),
    sync: { snapshot: sync, subscribe },
    watch: () => () => undefined,
  };
}

/** How it stands, and who watches. */
function fakeStanding(start: FieldState, sync: Partial<SyncState>) {
  let state = start;
  let waiting: WaitingParcels | null = null;
  let syncState: SyncState = { ...calmSync, ...sync };
  const watchers = new Set<() => void>();
  const become = (next: FieldState) => {
    state = next;
    for (const changed of watchers) changed();
  };
  return {
    state: () => state,
    waiting: () => waiting,
    wait: (parcels: WaitingParcels | null) => {
      waiting = parcels;
      become(state);
    },
    sync: () => syncState,
    become,
    stand: (changed: Partial<SyncState>) => {
      syncState = { ...syncState, ...changed };
      become(state);
    },
    subscribe: (changed: () => void) => {
      watchers.add(changed);
      return () => watchers.delete(changed);
    },
  };
}

/** A device that opens by one PIN. */
export function fakeFieldDevice(start: FieldState, sync: Partial<SyncState> = {}) {
  const standing = fakeStanding(start, sync);
  const { become, subscribe, stand } = standing;
  const asked: string[] = [];
  const open = fakeOpenDevice(standing, asked);
  let triesLeft = 10;
  const device: FieldDevice = {
    snapshot: standing.state,
    subscribe,
    opened: () => (standing.state().state === 'open' ? open : undefined),
    waiting: standing.waiting,
    sendParcels: async () => void asked.push('parcels'),
    unlockWithPin: (pin, who) => {
      asked.push(who ?? 'alone');
      if (pin === EXAMPLE_PIN) {
        become(openState);
        return Promise.resolve(accept(true));
      }
      triesLeft -= 1;
      return Promise.resolve(refuse({ code: 'device.pin.wrong', triesLeft, waitSeconds: 0 }));
    },
    unlockWithPasskey: () => Promise.resolve(refuse({ code: 'device.passkey.cancelled' })),
    lock: async (because) => become({ ...lockedState, because }),
    setUp: async ({ label }) => {
      asked.push(`set up ${label}`);
      become(openState);
      return accept(true);
    },
    addPasskey: () => Promise.resolve(refuse({ code: 'device.passkey.unsupported' })),
    changePin: () => Promise.resolve(refuse({ code: 'device.pin.simple', because: 'repeated' })),
    renewLease: () => Promise.resolve(accept(true)),
    forget: async ({ andLose }) => {
      asked.push(andLose ? 'forget and lose' : 'forget');
      become({ state: 'none' });
      return accept(true);
    },
  };
  return { device, open, asked, stand, wait: standing.wait };
}
