import { z } from 'zod';
import { idOf, RecordId } from './ids.ts';
import { SensitivityClass } from './sensitivity.ts';

/**
 * A photo or paper that an entry tells of. It is made where the file is chosen, and says nothing of its
 * content: the same file in two records is two blobs, so that nobody learns of the one from the other.
 */
export const BlobId = idOf<'Blob'>();
export type BlobId = z.infer<typeof BlobId>;

/** Pictures, papers and voices; nothing that could run on the machine of whoever opens it. */
export const MediaType = z.enum([
  'image/jpeg',
  'image/png',
  'image/webp',
  'application/pdf',
  'audio/mp4',
  'audio/ogg',
]);
export type MediaType = z.infer<typeof MediaType>;

/** Bytes of every part but the last; small enough to arrive over a bad network. */
export const CHUNK_BYTES = 262_144;
export const MOST_BLOB_BYTES = 20_971_520;

export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'sha-256');

/** What is said of a blob before its first part. The hash is of the whole content in clear. */
export const BlobDeclared = z.strictObject({
  blobId: BlobId,
  recordId: RecordId,
  class: SensitivityClass,
  mediaType: MediaType,
  bytes: z.number().int().positive().max(MOST_BLOB_BYTES),
  sha256: Sha256,
});
export type BlobDeclared = z.infer<typeof BlobDeclared>;

export function chunkCount(bytes: number): number {
  return Math.ceil(bytes / CHUNK_BYTES);
}

/** How many bytes part `index` has; 0 where there is no such part. */
export function bytesOfChunk(bytes: number, index: number): number {
  return Math.max(0, Math.min(CHUNK_BYTES, bytes - index * CHUNK_BYTES));
}
