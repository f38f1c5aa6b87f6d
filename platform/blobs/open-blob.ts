import { sql } from 'kysely';
import { accept, refuse } from '#kernel/result.ts';
import { authorOf } from '../commands/command-desk.ts';
import type { Sql } from '../database/open-database.ts';
import type { Handler } from '../http/route.ts';
import type { Author } from '../journal/append-entries.ts';
import { writeAuditLine } from '../journal/audit-line.ts';
import type { readBlob, readChunk } from '../sync/protocol/blob-endpoints.ts';
import { bytesOfChunk } from '#kernel/blob.ts';
import type { BlobDesk } from './blob-desk.ts';
import { chunkContext, openBlob, type OpenBlob } from './blob-rows.ts';

export function readBlobHandler({ database, opener }: BlobDesk): Handler<typeof readBlob> {
  return async ({ blobId }, call) => {
    const blob = await database.transaction(authorOf(call), (tx) => openBlob(tx, opener, blobId));
    if (!blob) return refuse({ code: 'blobs.blob.unknown' });
    const { mediaType, bytes } = blob.head;
    return accept({ mediaType, bytes, here: blob.here, isComplete: blob.isComplete });
  };
}

/** Every part is behind the line that it was opened; one line stands for the parts of one look. */
export function readChunkHandler(desk: BlobDesk): Handler<typeof readChunk> {
  const { database, opener, shelf } = desk;
  return async ({ blobId, index }, call) => {
    const author = authorOf(call);
    const blob = await database.transaction(author, async (tx) => {
      const opened = await openBlob(tx, opener, blobId);
      if (opened?.isComplete) await noteOpened(tx, author, opened);
      return opened;
    });
    if (!blob) return refuse({ code: 'blobs.blob.unknown' });
    if (!blob.isComplete) return refuse({ code: 'blobs.content.incomplete' });
    if (bytesOfChunk(blob.head.bytes, index) === 0) return refuse({ code: 'blobs.chunk.none' });
    const sealed = await shelf.get(blobId, index);
    if (!sealed) throw new Error('A part of a complete blob is not in the store');
    return accept({
      data: String(blob.keys.unseal(blob.class, chunkContext(blobId, index), sealed)),
    });
  };
}

async function noteOpened(tx: Sql, author: Author, blob: OpenBlob): Promise<void> {
  const { recordId, blobId } = blob;
  const { rows } = await sql`
    select 1 from audit_line where record_id = ${recordId} and worker_id = ${author.worker}
      and action = 'blobs.opened' and purpose = ${author.purpose}
      and detail->>'blob' = ${blobId}::text and at > now() - interval '15 minutes' limit 1`.execute(
    tx,
  );
  if (rows.length > 0) return;
  const line = { author, recordId, classes: [blob.class] };
  await writeAuditLine(tx, { ...line, action: 'blobs.opened', detail: { blob: blobId } });
}
