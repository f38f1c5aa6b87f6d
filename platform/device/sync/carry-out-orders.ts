import type { RecordId } from '#kernel/ids.ts';
import type { ControlMessage } from '#platform/sync/protocol/pull.ts';
import type { DeviceStore, StoreChange, SyncMeta } from '../device-store.ts';
import { isTaken } from './judged-item.ts';
import { pushItems } from './push-items.ts';
import type { SyncParts } from './sync-parts.ts';

/** A wipe: everything goes, after what waits was sent. */
export type Wipe = Extract<ControlMessage, { kind: 'wipe' }>;
type Order = Exclude<ControlMessage, Wipe>;
type Revoke = Extract<Order, { kind: 'revoke' }>;

/** Orders that were not carried out yet, by number. */
export function ordersAfter(
  seen: number,
  control: readonly ControlMessage[],
): readonly ControlMessage[] {
  return control
    .filter(({ number }) => number > seen)
    .toSorted((one, other) => one.number - other.number);
}

/**
 * Carries out what a page orders before anything else of it is read, in one commit that also says
 * so. What waits about a record that is taken away is sent first; when that cannot be, the content
 * goes all the same and the words wait on in the outbox, sealed. False when another page of the
 * browser was faster: then nothing was done, and the server is asked again.
 */
export async function carryOutOrders(
  parts: SyncParts,
  asked: Pick<SyncMeta, 'epoch' | 'controlSeen'>,
  control: readonly ControlMessage[],
): Promise<{ readonly isDone: boolean; readonly touched: readonly RecordId[] }> {
  const orders = ordersAfter(asked.controlSeen, control).filter((order) => order.kind !== 'wipe');
  if (orders.length === 0) return { isDone: true, touched: [] };
  const taken = new Set(orders.flatMap((one) => (one.kind === 'revoke' ? [one.recordId] : [])));
  const outbox = taken.size === 0 ? [] : await parts.store.outbox();
  if (outbox.some(({ state, recordId }) => state === 'waiting' && taken.has(recordId))) {
    await pushItems(parts);
  }
  return await parts.withLock('kept', async () => {
    const meta = await parts.store.meta();
    if (meta.controlSeen !== asked.controlSeen || meta.epoch !== asked.epoch) {
      return { isDone: false, touched: [] };
    }
    const changes = await changesFor(parts.store, meta, orders);
    await parts.store.commit(changes);
    return { isDone: true, touched: orders.map(({ recordId }) => recordId) };
  });
}

async function changesFor(
  store: DeviceStore,
  meta: SyncMeta,
  orders: readonly Order[],
): Promise<readonly StoreChange[]> {
  const backfill: Record<RecordId, number> = { ...meta.backfill };
  const changes: StoreChange[] = [];
  for (const order of orders) {
    if (order.kind === 'grant') {
      backfill[order.recordId] = 0;
      continue;
    }
    if (order.isWhole) delete backfill[order.recordId];
    changes.push(...(await taking(store, order)));
  }
  const controlSeen = orders.at(-1)?.number ?? meta.controlSeen;
  return [...changes, { put: 'meta', value: { ...meta, backfill, controlSeen } }];
}

/**
 * Content, its keys, and the author's own words about it that already stand at the server. Of what
 * class those words are is not known here, so they go with any class; what is still open stays.
 */
async function taking(store: DeviceStore, order: Revoke): Promise<readonly StoreChange[]> {
  const { recordId, classes } = order;
  const content: StoreChange = order.isWhole
    ? { drop: 'record', recordId }
    : { drop: 'classes', recordId, classes };
  const words = (await store.outbox()).filter(
    (item) => item.recordId === recordId && isTaken(item),
  );
  return [content, ...words.map(({ entryId }) => ({ drop: 'outbox', entryId }) as const)];
}
