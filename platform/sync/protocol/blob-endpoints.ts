import { z } from 'zod';
import { endpoint } from '#kernel/endpoint.ts';
import { BlobDeclared, BlobId, MediaType } from '#kernel/blob.ts';

const unknownBlob = { 'blobs.blob.unknown': 404 } as const;
const Here = z
  .array(z.number().int().nonnegative())
  .describe('Parts that have arrived, by their number from 0.');
const Index = z.coerce.number().int().nonnegative().max(1000);
/** Base64 of one part, which has at most 256 KiB. */
const Data = z.base64().max(350_000);

export const beginBlob = endpoint({
  id: 'blobs.begin',
  method: 'POST',
  path: '/blobs',
  summary: 'Announce a photo or paper that will be sent in parts of 256 KiB; again to go on',
  access: 'signed-in',
  input: BlobDeclared,
  output: z.object({ here: Here, isComplete: z.boolean() }),
  refusals: {
    'blobs.record.unknown': 404,
    'blobs.entry.first': 409,
    'blobs.blob.id-taken': 409,
  },
});

export const sendChunk = endpoint({
  id: 'blobs.send-chunk',
  method: 'PUT',
  path: '/blobs/:blobId/chunks/:index',
  summary: 'Send one part; sent again, it changes nothing',
  access: 'signed-in',
  input: z.strictObject({ blobId: BlobId, index: Index, data: Data }),
  output: z.object({ here: Here }),
  refusals: {
    ...unknownBlob,
    'blobs.chunk.none': 422,
    'blobs.chunk.size': 422,
    'blobs.content.other-type': 415,
    'blobs.storage.full': 503,
  },
});

export const completeBlob = endpoint({
  id: 'blobs.complete',
  method: 'POST',
  path: '/blobs/:blobId/complete',
  summary: 'Say that every part was sent; size and hash are compared with what was announced',
  access: 'signed-in',
  input: z.strictObject({ blobId: BlobId }),
  output: z.object({ isComplete: z.literal(true) }),
  refusals: { ...unknownBlob, 'blobs.content.incomplete': 409, 'blobs.content.other-hash': 422 },
});

export const readBlob = endpoint({
  id: 'blobs.read',
  method: 'GET',
  path: '/blobs/:blobId',
  summary: 'What kind of file it is, how large, and how much of it has arrived',
  access: 'signed-in',
  input: z.strictObject({ blobId: BlobId }),
  output: z.object({
    mediaType: MediaType,
    bytes: z.number().int(),
    here: Here,
    isComplete: z.boolean(),
  }),
  refusals: unknownBlob,
});

export const readChunk = endpoint({
  id: 'blobs.read-chunk',
  method: 'GET',
  path: '/blobs/:blobId/chunks/:index',
  summary: 'One part of a blob that is complete; opening it leaves a line in the access log',
  access: 'signed-in',
  input: z.strictObject({ blobId: BlobId, index: Index }),
  output: z.object({ data: Data }),
  refusals: { ...unknownBlob, 'blobs.content.incomplete': 409, 'blobs.chunk.none': 404 },
});
