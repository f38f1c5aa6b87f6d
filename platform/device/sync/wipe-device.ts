import type { DeviceStore, StoreChange } from '../device-store.ts';
import { pushItems } from './push-items.ts';
import type { SyncParts } from './sync-parts.ts';

/**
 * The device was taken back. What waits is sent first; the records go at once, whether that worked
 * or not. Only words that could not be sent stay, sealed, and are tried again; when none is left,
 * everything goes. Tells whether everything is gone.
 */
export async function wipeDevice(parts: SyncParts): Promise<boolean> {
  await pushItems(parts);
  return await parts.withLock('kept', async () => {
    const outbox = await parts.store.outbox();
    const isSent = outbox.every(({ state }) => state === 'answered');
    await parts.store.commit([
      ...(await content(parts.store, isSent)),
      ...(isSent ? await words(parts.store) : []),
    ]);
    return isSent;
  });
}

/** All that came from the server; nothing is asked for again. From the end on nothing is taken in. */
async function content(store: DeviceStore, isTakenBack: boolean): Promise<readonly StoreChange[]> {
  const records = await store.recordIds();
  const scheduled = { ...(await store.meta()), backfill: {}, isTakenBack };
  return [
    ...records.map((recordId) => ({ drop: 'record', recordId }) as const),
    { put: 'meta', value: scheduled },
  ];
}

async function words(store: DeviceStore): Promise<readonly StoreChange[]> {
  const [outbox, drafts] = [await store.outbox(), await store.drafts()];
  const blobs = await store.blobs();
  return [
    ...outbox.map(({ entryId }) => ({ drop: 'outbox', entryId }) as const),
    ...drafts.map(({ key }) => ({ drop: 'draft', key }) as const),
    ...blobs.map(({ declared }) => ({ drop: 'blob', blobId: declared.blobId }) as const),
    { drop: 'opened' },
  ];
}
