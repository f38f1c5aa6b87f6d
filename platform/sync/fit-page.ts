import { gzipSync } from 'node:zlib';
import { LARGEST_PAGE } from './protocol/pull.ts';

/**
 * How many of `count` entries a page may hold, so that it is at most LARGEST_PAGE compressed. Measured
 * with gzip, the larger of the two compressions that answers are sent with. One entry always goes: a
 * single large one would never arrive otherwise.
 */
export function fitPage(count: number, pageOf: (kept: number) => unknown): number {
  let kept = count;
  while (kept > 1) {
    const size = gzipSync(JSON.stringify(pageOf(kept))).length;
    if (size <= LARGEST_PAGE) return kept;
    kept = Math.max(1, Math.min(kept - 1, Math.floor((kept * LARGEST_PAGE * 0.95) / size)));
  }
  return kept;
}
