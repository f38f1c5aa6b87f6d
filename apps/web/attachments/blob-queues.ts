import { instantAt } from '#kernel/instant.ts';
import type { WorkerId } from '#kernel/ids.ts';
import type { Purpose } from '#kernel/sensitivity.ts';
import type { Api } from '#platform/design/calling/api.tsx';
import { type BlobQueue, blobQueue } from '#platform/device/blobs/blob-queue.ts';
import type { DeviceStore } from '#platform/device/device-store.ts';
import type { OpenDevice } from '#platform/device/field-device.ts';
import { memoryStore } from '#platform/device/store/memory-store.ts';
import { beginBlob, completeBlob, sendChunk } from '#platform/sync/protocol/blob-endpoints.ts';

const ofDevices = new WeakMap<OpenDevice, BlobQueue>();
let ofPage: { readonly worker: WorkerId; readonly queue: BlobQueue } | undefined;

/** The files that wait on this field device; one queue for each time that it is unlocked. */
export function queueOfDevice(open: OpenDevice, api: Api): BlobQueue {
  const known = ofDevices.get(open);
  if (known) return known;
  const name = `amparo.${open.worker}.blobs`;
  const queue = queueOver(open.store, purposed(api, open.purpose), async (work) => {
    await navigator.locks.request(name, work);
  });
  ofDevices.set(open, queue);
  // What tells of a file goes first; when that is through, the files follow.
  open.sync.subscribe(() => {
    const { doing, waiting, isReachable } = open.sync.snapshot();
    const isTurn = doing === 'resting' && waiting === 0 && isReachable;
    if (isTurn && queue.snapshot().some(({ refusal }) => refusal === null)) void queue.send();
  });
  void queue.send();
  return queue;
}

/** In a browser that keeps nothing: as long as this page is open, for whoever is signed in. */
export function queueOfPage(worker: WorkerId, api: Api): BlobQueue {
  if (ofPage?.worker === worker) return ofPage.queue;
  ofPage?.queue.stop();
  const queue = queueOver(memoryStore(), api, (work) => work());
  ofPage = { worker, queue };
  window.addEventListener('beforeunload', (event) => {
    if (ofPage?.queue === queue && queue.snapshot().length > 0) event.preventDefault();
  });
  return queue;
}

/** Sent for what the device was set up for, whatever its worker is doing at the screen now. */
function purposed(api: Api, purpose: Purpose): Api {
  return { call: (endpoint, input, options) => api.call(endpoint, input, { ...options, purpose }) };
}

function queueOver(
  store: DeviceStore,
  api: Api,
  withLock: (work: () => Promise<void>) => Promise<void>,
): BlobQueue {
  const queue = blobQueue({
    store,
    withLock,
    transport: {
      begin: (input) => api.call(beginBlob, input),
      sendChunk: (input) => api.call(sendChunk, input),
      complete: (input) => api.call(completeBlob, input),
    },
    now: () => instantAt(Date.now()),
    random: () => (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) / 2 ** 32,
    after: (milliseconds, work) => {
      const timer = window.setTimeout(work, milliseconds);
      return () => window.clearTimeout(timer);
    },
    isVisible: () => document.visibilityState === 'visible',
  });
  window.addEventListener('online', () => void queue.send());
  return queue;
}
