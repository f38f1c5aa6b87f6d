import { type Route, route } from '../http/route.ts';
import * as endpoints from '../sync/protocol/blob-endpoints.ts';
import type { BlobDesk } from './blob-desk.ts';
import { readBlobHandler, readChunkHandler } from './open-blob.ts';
import { beginBlobHandler, completeBlobHandler, sendChunkHandler } from './send-blob.ts';

/** Every operation on photos and papers themselves; what they are stands in entries. */
export function blobRoutes(desk: BlobDesk): readonly Route[] {
  return [
    route(endpoints.beginBlob, beginBlobHandler(desk)),
    route(endpoints.sendChunk, sendChunkHandler(desk)),
    route(endpoints.completeBlob, completeBlobHandler(desk)),
    route(endpoints.readBlob, readBlobHandler(desk)),
    route(endpoints.readChunk, readChunkHandler(desk)),
  ];
}
