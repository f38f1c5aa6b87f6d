import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { codeOf } from '../http/fault.ts';
import type { BlobId } from '#kernel/blob.ts';
import type { BlobShelf, Put } from './blob-shelf.ts';

/** What a disk says that takes no more. */
const FULL: ReadonlySet<unknown> = new Set(['ENOSPC', 'EDQUOT']);

/** Parts as files of one folder, which is made with the first of them. */
export function folderShelf(folder: string): BlobShelf {
  // The last characters are random; the first are the hour, and would all lie in one folder.
  const folderOf = (blobId: BlobId) => path.join(folder, blobId.slice(-2), blobId);
  const fileOf = (blobId: BlobId, index: number) => path.join(folderOf(blobId), String(index));
  return {
    put: async (blobId, index, sealed) => {
      await mkdir(folderOf(blobId), { recursive: true, mode: 0o700 });
      return writeWhole(fileOf(blobId, index), sealed);
    },
    get: async (blobId, index) => {
      try {
        return await readFile(fileOf(blobId, index));
      } catch (thrown) {
        if (codeOf(thrown) === 'ENOENT') return undefined;
        throw thrown;
      }
    },
  };
}

/** Written beside its place, brought onto the disk, then moved: a crash leaves the old part or the new one. */
async function writeWhole(file: string, content: Buffer): Promise<Put> {
  const beside = `${file}.${randomUUID()}`;
  try {
    const handle = await open(beside, 'wx', 0o600);
    try {
      await handle.writeFile(content);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(beside, file);
    await syncFolder(path.dirname(file));
    return 'kept';
  } catch (thrown) {
    await rm(beside, { force: true });
    if (FULL.has(codeOf(thrown))) return 'full';
    throw thrown;
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
