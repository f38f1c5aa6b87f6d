import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type BlobDeclared, BlobId, CHUNK_BYTES, chunkCount } from '#kernel/blob.ts';
import { accept, refuse } from '#kernel/result.ts';
import { exampleAt, exampleItem, exampleRecordId } from '../store/examples.ts';
import { memoryStore } from '../store/memory-store.ts';
import type { DeviceStore } from '../device-store.ts';
import { StorageFailure } from '../storage-failure.ts';
import type { SyncParts } from '../sync/sync-parts.ts';
import { wipeDevice } from '../sync/wipe-device.ts';
import { declare, joined, partsOf } from './blob-parts.ts';
import { blobQueue } from './blob-queue.ts';
import type { BlobTransport } from './send-blob.ts';

const ID = BlobId.parse('00000000-0000-4000-8000-000000000009');

async function aFile(bytes = CHUNK_BYTES + 7, blobId = ID) {
  const content = new Uint8Array(bytes).map((_zero, at) => (at * 31) % 251);
  const recordId = exampleRecordId(1);
  const about = { blobId, recordId, class: 'identity', mediaType: 'image/jpeg' } as const;
  return { content, parts: partsOf(content), declared: await declare(content, about) };
}

/** A server that keeps parts, over a network that fails when `fails` says so, before or after the work. */
function aServer(fails: () => 'before' | 'after' | 'no' = () => 'no') {
  const held = new Map<BlobId, { said: BlobDeclared; here: Map<number, string>; whole: boolean }>();
  const asked: string[] = [];
  const over = async <Value>(name: string, work: () => Value | Promise<Value>) => {
    asked.push(name);
    const fate = fails();
    if (fate === 'before') throw new Error('no network');
    const answer = await work();
    if (fate === 'after') throw new Error('the answer went lost');
    return answer;
  };
  const transport: BlobTransport = {
    begin: (said) =>
      over('begin', () => {
        const blob = held.get(said.blobId) ?? { said, here: new Map(), whole: false };
        held.set(said.blobId, blob);
        return accept({ here: [...blob.here.keys()], isComplete: blob.whole });
      }),
    sendChunk: ({ blobId, index, data }) =>
      over(`part ${String(index)}`, () => {
        const blob = held.get(blobId);
        if (!blob) return refuse({ code: 'blobs.blob.unknown' });
        blob.here.set(Number(index), data);
        return accept({ here: [...blob.here.keys()] });
      }),
    complete: ({ blobId }) =>
      over('complete', async () => {
        const blob = held.get(blobId);
        if (!blob) return refuse({ code: 'blobs.blob.unknown' });
        const parts = [...blob.here].toSorted(([one], [two]) => one - two);
        const content = joined(parts.map(([, data]) => data));
        if (parts.length < chunkCount(blob.said.bytes))
          return refuse({ code: 'blobs.content.incomplete' });
        if ((await declare(content, blob.said)).sha256 !== blob.said.sha256) {
          blob.here.clear();
          return refuse({ code: 'blobs.content.other-hash' });
        }
        blob.whole = true;
        return accept({ isComplete: true });
      }),
  };
  return { transport, held, asked };
}

function aQueue(store: DeviceStore, transport: BlobTransport) {
  const timers: (() => void)[] = [];
  const queue = blobQueue({
    store,
    transport,
    now: () => exampleAt,
    random: () => 0,
    after: (_wait, work) => {
      timers.push(work);
      return () => timers.splice(timers.indexOf(work), 1);
    },
    isVisible: () => true,
    withLock: (work) => work(),
  });
  return { queue, timers };
}

test('a file goes in parts and leaves nothing on the device once the server has it whole', async () => {
  const store = memoryStore();
  const server = aServer();
  const { queue } = aQueue(store, server.transport);
  const file = await aFile();
  expect(await queue.keep(file.declared, file.parts)).toEqual({ ok: true, value: true });
  await queue.send();
  expect(server.held.get(ID)?.whole).toBe(true);
  expect(await store.blobs()).toEqual([]);
  expect(await store.blobPart(ID, 0)).toBeUndefined();
  expect(queue.snapshot()).toEqual([]);
});

test('wherever the network breaks and the page ends, a file arrives whole and no part is sent twice that was answered', async () => {
  const fates = fc.array(fc.constantFrom('no', 'no', 'before', 'after'), { maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(fates, async (list) => {
      const left = [...list] as ('no' | 'before' | 'after')[];
      const server = aServer(() => left.shift() ?? 'no');
      const store = memoryStore();
      const file = await aFile();
      const value = { declared: file.declared, keptAt: exampleAt, sent: 0, refusal: null };
      await store.commit([
        { put: 'blob', value },
        ...file.parts.map(
          (data, index) => ({ put: 'blob-part', value: { blobId: ID, index, data } }) as const,
        ),
      ]);
      for (let round = 0; round <= list.length; round += 1) {
        // Each round is a page of its own: what was there before is remembered by the disk alone.
        const { queue } = aQueue(store, server.transport);
        await queue.send();
        queue.stop();
      }
      const arrived = [...(server.held.get(ID)?.here ?? [])].toSorted(([a], [b]) => a - b);
      // Compared by hand: the matcher takes seconds for half a megabyte.
      const content = joined(arrived.map(([, data]) => data));
      expect(content.length).toBe(file.content.length);
      expect(content.every((byte, at) => byte === file.content[at])).toBe(true);
      expect(server.held.get(ID)?.whole).toBe(true);
      expect(await store.blobs()).toEqual([]);
      const lost = list.filter((fate) => fate !== 'no').length;
      const parts = server.asked.filter((name) => name.startsWith('part')).length;
      expect(parts).toBeLessThanOrEqual(chunkCount(file.declared.bytes) + lost);
    }),
    { numRuns: 25 },
  );
});

test('while the word about a record waits, its files wait; those of others go on', async () => {
  const store = memoryStore();
  const server = aServer();
  const { queue } = aQueue(store, server.transport);
  const file = await aFile(10);
  await store.commit([{ put: 'outbox', value: exampleItem(1) }]);
  await queue.keep(file.declared, file.parts);
  await queue.send();
  expect(server.asked).toEqual([]);
  await store.commit([{ drop: 'outbox', entryId: exampleItem(1).entryId }]);
  await queue.send();
  expect(server.held.get(ID)?.whole).toBe(true);
});

test('a photo whose word was refused is not sent, and stays until its author gives it up', async () => {
  const store = memoryStore();
  const server = aServer();
  const { queue } = aQueue(store, server.transport);
  const file = await aFile(10);
  const item = exampleItem(1);
  const reason = { code: 'cases.attachment.consent-missing' };
  const said = { ...item.said, input: { blobId: ID } };
  const outcome = { number: 1, entryId: item.entryId, outcome: 'refused', reason } as const;
  await store.commit([{ put: 'outbox', value: { ...item, said, state: 'answered', outcome } }]);
  await queue.keep(file.declared, file.parts);
  await queue.send();
  expect(server.asked).toEqual([]);
  expect(queue.snapshot()).toMatchObject([{ refusal: reason, sent: 0, parts: 1 }]);
  expect(await queue.content(ID)).toEqual(file.parts);
  await queue.drop(ID);
  expect([await store.blobs(), await queue.content(ID)]).toEqual([[], undefined]);
});

test('one file that is refused holds up no other; without a network nothing more is tried', async () => {
  const store = memoryStore();
  const server = aServer();
  const other = BlobId.parse('00000000-0000-4000-8000-00000000000a');
  let isReachable = true;
  const transport: BlobTransport = {
    ...server.transport,
    begin: async (said) => {
      if (!isReachable) throw new Error('no network');
      return said.blobId === ID
        ? refuse({ code: 'blobs.record.unknown' })
        : server.transport.begin(said);
    },
  };
  const { queue, timers } = aQueue(store, transport);
  const [refused, good] = [await aFile(10), await aFile(10, other)];
  await queue.keep(refused.declared, refused.parts);
  await queue.keep(good.declared, good.parts);
  await queue.send();
  expect(server.held.get(other)?.whole).toBe(true);
  expect(queue.snapshot()).toMatchObject([{ refusal: { code: 'blobs.record.unknown' } }]);
  expect(timers.length).toBeGreaterThan(0);
  isReachable = false;
  await queue.send();
  expect(queue.snapshot()).toMatchObject([{ refusal: { code: 'network.unreachable' } }]);
});

test('on a full device nothing is half kept, and the screen is told', async () => {
  const disk = memoryStore();
  const store = {
    ...disk,
    commit: () => Promise.reject(new StorageFailure('device.storage.full')),
  };
  const { queue } = aQueue(store, aServer().transport);
  const file = await aFile(10);
  expect(await queue.keep(file.declared, file.parts)).toEqual({
    ok: false,
    refusal: { code: 'device.storage.full' },
  });
  expect(queue.snapshot()).toEqual([]);
});

test('once the device is locked nothing more is tried; whoever unlocks it goes on', async () => {
  const disk = memoryStore();
  let isLocked = false;
  const store: DeviceStore = {
    ...disk,
    outbox: () =>
      isLocked ? Promise.reject(new StorageFailure('device.storage.gone')) : disk.outbox(),
  };
  const server = aServer();
  const { queue, timers } = aQueue(store, server.transport);
  const file = await aFile(10);
  await queue.keep(file.declared, file.parts);
  isLocked = true;
  await queue.send();
  await queue.send();
  expect([server.asked, timers]).toEqual([[], []]);
  await aQueue(disk, server.transport).queue.send();
  expect(server.held.get(ID)?.whole).toBe(true);
});

test('a device that is taken back keeps no photo, sent or not', async () => {
  const store = memoryStore();
  const file = await aFile(10);
  await aQueue(store, aServer().transport).queue.keep(file.declared, file.parts);
  const parts = { store, withLock: (_name: string, work: () => Promise<unknown>) => work() };
  expect(await wipeDevice(parts as unknown as SyncParts)).toBe(true);
  expect([await store.blobs(), await store.blobPart(ID, 0)]).toEqual([[], undefined]);
});
