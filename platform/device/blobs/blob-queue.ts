import { type BlobDeclared, type BlobId, chunkCount } from '#kernel/blob.ts';
import type { Instant } from '#kernel/instant.ts';
import { accept, type Refusal, refuse, type Result } from '#kernel/result.ts';
import type { Outcome } from '#platform/sync/protocol/push.ts';
import type { DeviceStore, KeptBlob, StoreChange } from '../device-store.ts';
import { storageRefusalOf } from '../storage-failure.ts';
import { nextWait } from '../sync/pace.ts';
import { type BlobTransport, sendBlob } from './send-blob.ts';

export type BlobQueueParts = {
  readonly store: Pick<DeviceStore, 'commit' | 'blobs' | 'blobPart' | 'outbox'>;
  readonly transport: BlobTransport;
  readonly now: () => Instant;
  readonly random: () => number;
  /** Runs `work` once after some milliseconds; the answer stops that. */
  readonly after: (milliseconds: number, work: () => void) => () => void;
  readonly isVisible: () => boolean;
  /** Held for a whole round, so that one page of a browser sends at a time. */
  readonly withLock: (work: () => Promise<void>) => Promise<void>;
};

/** A file that waits here, in numbers that a person can be told. */
export type WaitingBlob = {
  readonly declared: BlobDeclared;
  readonly sent: number;
  readonly parts: number;
  readonly refusal: Refusal | null;
};

/** Photos and papers on their way to the server; whether or not they are, entries go on. */
export type BlobQueue = {
  /** Durable when it resolves. It is sent with the next `send`, after the word that tells of it. */
  readonly keep: (declared: BlobDeclared, parts: readonly string[]) => Promise<Result<true>>;
  /** Sends now what can be sent, whatever was to be waited for. */
  readonly send: () => Promise<void>;
  /** Its author gave it up; refused ones stay until then. */
  readonly drop: (blobId: BlobId) => Promise<void>;
  /** All parts of a file that waits here; undefined when it does not. */
  readonly content: (blobId: BlobId) => Promise<readonly string[] | undefined>;
  readonly snapshot: () => readonly WaitingBlob[];
  readonly subscribe: (changed: () => void) => () => void;
  readonly stop: () => void;
};

/** No answer came, or nobody is signed in: the others would fare no better. */
const ABOUT_THE_WAY = new Set([
  'network.unreachable',
  'sign-in.required',
  'answer.unreadable',
  'request.unavailable',
  'request.too-many',
]);

type Queue = {
  shown: readonly WaitingBlob[];
  failures: number;
  isStopped: boolean;
  running: Promise<void> | undefined;
  isAskedAgain: boolean;
  cancel: () => void;
  readonly subscribers: Set<() => void>;
};

export function blobQueue(parts: BlobQueueParts): BlobQueue {
  const { store } = parts;
  const queue: Queue = {
    shown: [],
    failures: 0,
    isStopped: false,
    running: undefined,
    isAskedAgain: false,
    cancel: () => undefined,
    subscribers: new Set(),
  };
  const send = () => sendInTurn(parts, queue);
  void show(parts, queue);
  return {
    keep: async (declared, data) => {
      const kept = await keep(parts, declared, data);
      if (!kept.ok) return kept;
      await show(parts, queue);
      return kept;
    },
    send,
    drop: async (blobId) => {
      await store.commit([{ drop: 'blob', blobId }]);
      await show(parts, queue);
    },
    content: (blobId) => contentOf(parts, blobId),
    snapshot: () => queue.shown,
    subscribe: (changed) => {
      queue.subscribers.add(changed);
      return () => queue.subscribers.delete(changed);
    },
    stop: () => {
      queue.isStopped = true;
      queue.cancel();
    },
  };
}

/** File and parts in one commit: never half a photo. */
async function keep(
  { store, now }: BlobQueueParts,
  declared: BlobDeclared,
  data: readonly string[],
): Promise<Result<true>> {
  const { blobId } = declared;
  const value: KeptBlob = { declared, keptAt: now(), sent: 0, refusal: null };
  const changes: StoreChange[] = [{ put: 'blob', value }];
  for (const [index, part] of data.entries())
    changes.push({ put: 'blob-part', value: { blobId, index, data: part } });
  try {
    await store.commit(changes);
    return accept(true);
  } catch (thrown) {
    const refusal = storageRefusalOf(thrown);
    if (!refusal) throw thrown;
    return refuse(refusal);
  }
}

async function contentOf({ store }: BlobQueueParts, blobId: BlobId) {
  const blob = (await store.blobs()).find(({ declared }) => declared.blobId === blobId);
  if (!blob) return undefined;
  const data: string[] = [];
  for (let index = 0; index < chunkCount(blob.declared.bytes); index += 1) {
    const part = await store.blobPart(blobId, index);
    if (!part) return undefined;
    data.push(part.data);
  }
  return data;
}

/** Whoever asks while a round runs gets one more round after it. */
function sendInTurn(parts: BlobQueueParts, queue: Queue): Promise<void> {
  if (queue.isStopped) return Promise.resolve();
  if (queue.running) {
    queue.isAskedAgain = true;
    return queue.running;
  }
  const run = async () => {
    do {
      queue.isAskedAgain = false;
      await parts.withLock(() => sendRound(parts, queue));
    } while (queue.isAskedAgain && !queue.isStopped);
  };
  queue.running = run().finally(() => {
    queue.running = undefined;
    schedule(parts, queue);
  });
  return queue.running;
}

async function sendRound(parts: BlobQueueParts, queue: Queue): Promise<void> {
  queue.cancel();
  let hasFailed = false;
  try {
    for (const blob of await ready(parts, queue)) {
      if (queue.isStopped) return;
      const refusal = await sendOne(parts, queue, blob);
      hasFailed ||= refusal !== null;
      if (refusal && ABOUT_THE_WAY.has(refusal.code)) break;
    }
  } catch (thrown) {
    // Locked meanwhile: what was kept is tried when it is unlocked again, by another queue.
    queue.isStopped ||= storageRefusalOf(thrown)?.code === 'device.storage.gone';
    hasFailed = true;
  }
  queue.failures = hasFailed ? queue.failures + 1 : 0;
}

/**
 * What tells of a file goes first, so that nobody has a file of which nothing is known; and a file
 * whose word the server did not take is not sent after it: a photo without consent stays here.
 */
async function ready(parts: BlobQueueParts, queue: Queue): Promise<readonly KeptBlob[]> {
  const { store } = parts;
  const outbox = await store.outbox();
  const isReady: KeptBlob[] = [];
  for (const blob of await store.blobs()) {
    const { blobId, recordId } = blob.declared;
    if (outbox.some((item) => item.state === 'waiting' && item.recordId === recordId)) continue;
    const refusal = refusalOf(outbox.find(({ said }) => said.input['blobId'] === blobId)?.outcome);
    if (!refusal) isReady.push(blob);
    else if (blob.refusal?.code !== refusal.code) {
      await store.commit([{ put: 'blob', value: { ...blob, refusal } }]);
      await show(parts, queue);
    }
  }
  return isReady;
}

function refusalOf(outcome: Outcome | null | undefined): Refusal | undefined {
  const final = outcome?.outcome === 'duplicate' ? outcome.first : outcome;
  if (final?.outcome !== 'refused') return undefined;
  return final.reason;
}

async function sendOne(
  parts: BlobQueueParts,
  queue: Queue,
  blob: KeptBlob,
): Promise<Refusal | null> {
  const { store, transport } = parts;
  const { declared } = blob;
  const note = async (value: KeptBlob) => {
    // It may have been given up, or taken away with everything, while it was being sent.
    const isHere = (await store.blobs()).some((one) => one.declared.blobId === declared.blobId);
    if (isHere) await store.commit([{ put: 'blob', value }]);
    await show(parts, queue);
  };
  const part = async (blobId: BlobId, index: number) => (await store.blobPart(blobId, index))?.data;
  let { sent } = blob;
  const done = await sendBlob({ declared, part }, transport, async (count) => {
    sent = count;
    await note({ ...blob, sent, refusal: null });
  });
  if (done.ok) await store.commit([{ drop: 'blob', blobId: declared.blobId }]);
  else await note({ ...blob, sent, refusal: done.refusal });
  await show(parts, queue);
  return done.ok ? null : done.refusal;
}

function schedule(parts: BlobQueueParts, queue: Queue): void {
  if (queue.isStopped || queue.shown.length === 0) return;
  queue.cancel();
  const wait = nextWait(queue.failures, parts.isVisible(), parts.random());
  queue.cancel = parts.after(wait, () => void sendInTurn(parts, queue));
}

async function show({ store }: BlobQueueParts, queue: Queue): Promise<void> {
  if (queue.isStopped) return;
  try {
    const blobs = await store.blobs();
    queue.shown = blobs.map(({ declared, sent, refusal }) => ({
      declared,
      sent,
      refusal,
      parts: chunkCount(declared.bytes),
    }));
  } catch {
    return; // closed meanwhile; what was shown last goes with the screen
  }
  for (const changed of queue.subscribers) changed();
}
