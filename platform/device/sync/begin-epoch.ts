import type { RecordId } from '#kernel/ids.ts';
import type { OutboxItem, SyncMeta } from '../device-store.ts';
import { offeredAgain } from './judged-item.ts';
import type { SyncParts } from './sync-parts.ts';

/**
 * The database was restored: what this device had of the journal may not be there any more, and
 * what it sent may be lost. The cursor and the numbers of orders mean nothing now; content stays
 * until the server has told each record anew; every item that is kept is offered again.
 */
export async function beginEpoch(
  parts: SyncParts,
  before: string | null,
  epoch: string | null,
): Promise<void> {
  await parts.withLock('kept', async () => {
    const meta = await parts.store.meta();
    if (meta.epoch !== before) return;
    const backfill: Record<RecordId, number> = {};
    for (const recordId of await parts.store.recordIds()) backfill[recordId] = 0;
    const again: SyncMeta = {
      ...meta,
      epoch,
      cursor: null,
      controlSeen: 0,
      unconfirmed: [],
      backfill,
      facts: null,
      isTakenBack: false,
    };
    const items = (await parts.store.outbox()).filter(({ state }) => state === 'answered');
    const offered = await Promise.all(items.map(async (item) => offer(parts, item)));
    await parts.store.commit([
      ...offered.map((value) => ({ put: 'outbox', value }) as const),
      { put: 'meta', value: again },
    ]);
  });
}

/** What waits again can again be sent by a device that nobody unlocks. */
async function offer(parts: SyncParts, item: OutboxItem): Promise<OutboxItem> {
  const again = offeredAgain(item);
  return again.state === 'waiting'
    ? { ...again, parcel: await parts.sealParcel(again.signed) }
    : again;
}
