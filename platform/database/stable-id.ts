import { createHash } from 'node:crypto';
import { uuidv7 } from '#kernel/ids.ts';

// Any moment: what is written in a file has the same id whenever it is read.
const EPOCH = Date.UTC(2026, 0, 1);

/**
 * The id of something that a file names by a code, so that reading the file twice changes once.
 * The first parts of the name say what it is and where it comes from.
 */
export function stableId(...name: readonly string[]): string {
  return uuidv7(EPOCH, createHash('sha256').update(name.join('/')).digest());
}
