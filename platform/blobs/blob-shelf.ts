import type { BlobId } from '#kernel/blob.ts';

/**
 * Where sealed parts lie: a folder, or a store of objects. It is given sealed bytes only and knows
 * nothing of what they are. `put` is durable when it resolves, and whole or not at all.
 */
export type BlobShelf = {
  readonly put: (blobId: BlobId, index: number, sealed: Buffer) => Promise<Put>;
  /** Undefined when nothing lies there. */
  readonly get: (blobId: BlobId, index: number) => Promise<Buffer | undefined>;
};

export type Put = 'kept' | 'full';
