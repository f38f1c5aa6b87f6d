import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { accept, refuse, type Result } from '#kernel/result.ts';
import { authorOf } from '../commands/command-desk.ts';
import type { Handler } from '../http/route.ts';
import { writeAuditLine } from '../journal/audit-line.ts';
import type { beginBlob, completeBlob, sendChunk } from '../sync/protocol/blob-endpoints.ts';
import { bytesOfChunk, chunkCount } from '#kernel/blob.ts';
import type { BlobDesk } from './blob-desk.ts';
import {
  BlobHead,
  chunkContext,
  headContext,
  insertBlob,
  keepChunks,
  keysOf,
  mayWriteClass,
  noteChunk,
  noteComplete,
  openBlob,
  type OpenBlob,
} from './blob-rows.ts';
import { beginsAs } from './first-bytes.ts';

/** Said again it goes on where it stopped; said differently under the same id it is refused. */
export function beginBlobHandler({ database, opener }: BlobDesk): Handler<typeof beginBlob> {
  return (declared, call) => {
    const author = authorOf(call);
    return database.attempt(author, async (tx) => {
      if (!(await mayWriteClass(tx, declared))) return refuse({ code: 'blobs.record.unknown' });
      const keys = await keysOf(tx, opener, declared);
      // The entry that tells of it makes the key of its class, and comes first.
      if (!keys) return refuse({ code: 'blobs.entry.first' });
      const { blobId, recordId, class: sensitivity } = declared;
      const head = BlobHead.parse(declared);
      const chunks = chunkCount(head.bytes);
      const sealed = keys.seal(sensitivity, headContext(blobId), head);
      const blob = { ...declared, author: call.worker, chunks, head: sealed };
      if (await insertBlob(tx, blob)) {
        const line = { author, recordId, classes: [sensitivity] };
        await writeAuditLine(tx, {
          ...line,
          action: 'blobs.begun',
          detail: { blob: blobId, chunks },
        });
        return accept({ here: [], isComplete: false });
      }
      const stood = await openBlob(tx, opener, blobId);
      const isSame =
        stood?.recordId === recordId &&
        stood.class === sensitivity &&
        isDeepStrictEqual(stood.head, head);
      if (!isSame) return refuse({ code: 'blobs.blob.id-taken' });
      return accept({ here: stood.here, isComplete: stood.isComplete });
    });
  };
}

/** The part is on the disk before anything says that it is here; killed between the two, it is sent again. */
export function sendChunkHandler(desk: BlobDesk): Handler<typeof sendChunk> {
  const { database, opener, shelf } = desk;
  return async ({ blobId, index, data }, call) => {
    const author = authorOf(call);
    const blob = await database.transaction(author, async (tx) => {
      const opened = await openBlob(tx, opener, blobId);
      return opened && (await mayWriteClass(tx, opened)) ? opened : undefined;
    });
    if (!blob) return refuse({ code: 'blobs.blob.unknown' });
    if (blob.isComplete) return accept({ here: blob.here });
    const fits = checkChunk(blob, index, Buffer.from(data, 'base64'));
    if (!fits.ok) return fits;
    // Sealed as it came over the wire, as text: what opens it gives it on as it is.
    const sealed = blob.keys.seal(blob.class, chunkContext(blobId, index), data);
    if ((await shelf.put(blobId, index, sealed)) === 'full')
      return refuse({ code: 'blobs.storage.full' });
    const here = await database.transaction(author, (tx) => noteChunk(tx, blobId, index));
    return here ? accept({ here }) : refuse({ code: 'blobs.blob.unknown' });
  };
}

type ChunkRefusal = {
  readonly code: 'blobs.chunk.none' | 'blobs.chunk.size' | 'blobs.content.other-type';
};

function checkChunk({ head }: OpenBlob, index: number, plain: Buffer): Result<true, ChunkRefusal> {
  const expected = bytesOfChunk(head.bytes, index);
  if (expected === 0) return refuse({ code: 'blobs.chunk.none' });
  if (plain.length !== expected) return refuse({ code: 'blobs.chunk.size' });
  if (index === 0 && !beginsAs(head.mediaType, plain))
    return refuse({ code: 'blobs.content.other-type' });
  return accept(true);
}

/** What does not come to the announced hash is forgotten, so that it is sent anew. */
export function completeBlobHandler(desk: BlobDesk): Handler<typeof completeBlob> {
  const { database, opener } = desk;
  return async ({ blobId }, call) => {
    const author = authorOf(call);
    const blob = await database.transaction(author, async (tx) => {
      const opened = await openBlob(tx, opener, blobId);
      return opened && (await mayWriteClass(tx, opened)) ? opened : undefined;
    });
    if (!blob) return refuse({ code: 'blobs.blob.unknown' });
    if (blob.isComplete) return accept({ isComplete: true });
    const { found, sha256 } = await contentOf(desk, blob);
    const isWhole = found.length === chunkCount(blob.head.bytes);
    const isSame = isWhole && sha256 === blob.head.sha256;
    const isNoted = await database.transaction(author, async (tx) => {
      if (!isSame) await keepChunks(tx, blobId, isWhole ? [] : found);
      if (!isSame || !(await noteComplete(tx, blobId))) return false;
      const line = { author, recordId: blob.recordId, classes: [blob.class] };
      await writeAuditLine(tx, { ...line, action: 'blobs.completed', detail: { blob: blobId } });
      return true;
    });
    if (!isWhole) return refuse({ code: 'blobs.content.incomplete', here: found });
    if (!isSame) return refuse({ code: 'blobs.content.other-hash' });
    return isNoted ? accept({ isComplete: true }) : refuse({ code: 'blobs.blob.unknown' });
  };
}

/** The parts that lie in the store, and the hash of all together. */
async function contentOf({ shelf }: BlobDesk, { blobId, ...blob }: OpenBlob) {
  const hash = createHash('sha256');
  const found: number[] = [];
  for (const index of blob.here) {
    const sealed = await shelf.get(blobId, index);
    if (!sealed) continue;
    found.push(index);
    const data = blob.keys.unseal(blob.class, chunkContext(blobId, index), sealed);
    hash.update(Buffer.from(String(data), 'base64'));
  }
  return { found, sha256: hash.digest('hex') };
}
