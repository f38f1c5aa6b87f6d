import type { EntryId } from '#kernel/ids.ts';
import type { StoreChange } from '../device-store.ts';
import { isDone } from './judged-item.ts';
import type { SyncParts } from './sync-parts.ts';

type Parts = Pick<SyncParts, 'store' | 'clock' | 'withLock'>;

/**
 * Its author has seen what became of an item. Words about a record that was taken from this device
 * go then; others stay a while for a server that is restored.
 */
export async function settleItem(parts: Parts, entryId: EntryId): Promise<void> {
  await parts.withLock('kept', async () => {
    const item = await parts.store.outboxItem(entryId);
    if (item?.state !== 'answered') return;
    const isCarried = (await parts.store.record(item.recordId)) !== undefined;
    const change: StoreChange = isCarried
      ? { put: 'outbox', value: { ...item, isSettled: true } }
      : { drop: 'outbox', entryId };
    await parts.store.commit([change]);
  });
}

/** Items that were kept long enough after their answer go. */
export async function dropDoneItems(parts: Parts): Promise<void> {
  const now = parts.clock.now();
  const done = (await parts.store.outbox()).filter((item) => isDone(item, now));
  if (done.length === 0) return;
  await parts.withLock('kept', async () => {
    await parts.store.commit(done.map(({ entryId }) => ({ drop: 'outbox', entryId }) as const));
  });
}
