import { accept, refuse, type Result } from '#kernel/result.ts';
import { Instant } from '#kernel/instant.ts';
import type { OutboxItem } from '#platform/device/device-store.ts';
import type {
  FieldDevice,
  FieldState,
  OpenDevice,
  SyncState,
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

/** A device with everything in memory, which opens by one PIN and sends to nobody. */
export function fakeFieldDevice(start: FieldState, sync: Partial<SyncState> = {}) {
  let state = start;
  let syncState: SyncState = { ...calmSync, ...sync };
  let triesLeft = 10;
  const watchers = new Set<() => void>();
  const asked: string[] = [];
  const become = (next: FieldState) => {
    state = next;
    for (const changed of watchers) changed();
  };
  const subscribe = (changed: () => void) => {
    watchers.add(changed);
    return () => watchers.delete(changed);
  };
  const store = memoryStore();
  const open: OpenDevice = {
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
    sync: { snapshot: () => syncState, subscribe },
    watch: () => () => undefined,
  };
  const unlock = (pin: string): Result<true> => {
    if (pin === EXAMPLE_PIN) {
      become(openState);
      return accept(true);
    }
    triesLeft -= 1;
    return refuse({ code: 'device.pin.wrong', triesLeft, waitSeconds: 0 });
  };
  const device: FieldDevice = {
    snapshot: () => state,
    subscribe,
    opened: () => (state.state === 'open' ? open : undefined),
    unlockWithPin: (pin, who) => {
      asked.push(who ?? 'alone');
      return Promise.resolve(unlock(pin));
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
  const stand = (changed: Partial<SyncState>) => {
    syncState = { ...syncState, ...changed };
    become(state);
  };
  return { device, open, store, asked, become, stand };
}
