import type { EntryId, RecordId, WorkerId } from '#kernel/ids.ts';
import type { SensitivityClass } from '#kernel/sensitivity.ts';
import type { CarriedEntry, ControlMessage } from '#platform/sync/protocol/pull.ts';
import type { DeviceId, FirstOutcome } from '#platform/sync/protocol/push.ts';

type Classes = readonly SensitivityClass[];

export type KnownDevice = {
  readonly deviceId: DeviceId;
  readonly worker: WorkerId;
  isRevoked: boolean;
  /** What the device was told that it may hold. */
  scope: Map<RecordId, Classes>;
  control: ControlMessage[];
  pages: number;
  /** What became of each item, by number. */
  items: Map<number, { readonly body: string; readonly outcome: FirstOutcome }>;
};

/** All that a server holds, as plain data, so that a backup is a copy. */
export type ServerState = {
  epoch: number;
  entries: Map<RecordId, CarriedEntry[]>;
  /** Entries over all records in the order that they were written. */
  journal: CarriedEntry[];
  grants: Map<WorkerId, Map<RecordId, Classes>>;
  devices: Map<DeviceId, KnownDevice>;
  held: Set<EntryId>;
  refused: Set<EntryId>;
  quarantine: Set<EntryId>;
};

export function emptyServer(epoch: number): ServerState {
  return {
    epoch,
    entries: new Map(),
    journal: [],
    grants: new Map(),
    devices: new Map(),
    held: new Set(),
    refused: new Set(),
    quarantine: new Set(),
  };
}

export function classesOf(state: ServerState, worker: WorkerId, recordId: RecordId): Classes {
  return state.grants.get(worker)?.get(recordId) ?? [];
}

/** Gives exactly these classes of a record to a worker. */
export function setGrant(
  state: ServerState,
  worker: WorkerId,
  recordId: RecordId,
  classes: Classes,
): void {
  const own = state.grants.get(worker) ?? new Map<RecordId, Classes>();
  state.grants.set(worker, own);
  if (classes.length === 0) own.delete(recordId);
  else own.set(recordId, classes);
}

/** Brings the orders for a device up to date with what its worker may read now. */
export function moveScope(state: ServerState, device: KnownDevice): void {
  if (device.isRevoked) return;
  const now = state.grants.get(device.worker) ?? new Map<RecordId, Classes>();
  for (const recordId of new Set([...device.scope.keys(), ...now.keys()])) {
    const before = device.scope.get(recordId) ?? [];
    const after = now.get(recordId) ?? [];
    const gone = before.filter((name) => !after.includes(name));
    const given = after.filter((name) => !before.includes(name));
    const next = () => device.control.length + 1;
    if (gone.length > 0) {
      const isWhole = after.length === 0;
      device.control.push({ number: next(), kind: 'revoke', recordId, classes: gone, isWhole });
    }
    if (given.length > 0) {
      device.control.push({ number: next(), kind: 'grant', recordId, classes: given });
    }
  }
  device.scope = new Map(now);
}
