import { MOST_ITEMS, type PushItem } from '#platform/sync/protocol/push.ts';

/** As much as one request may be, compressed, in bytes. */
const LARGEST_BATCH = 32 * 1024;

/** Room for what stands around the items. */
const FRAME = 512;

/**
 * As many items, from the first on, as one request carries. At least one: an item that is larger
 * goes alone.
 */
export async function nextBatch<Item extends { readonly signed: PushItem }>(
  items: readonly Item[],
): Promise<readonly Item[]> {
  let batch = items.slice(0, MOST_ITEMS);
  while (batch.length > 1 && (await sizeOf(batch)) > LARGEST_BATCH - FRAME) {
    batch = batch.slice(0, Math.ceil(batch.length / 2));
  }
  return batch;
}

/** Compressed, where that can matter at all. */
async function sizeOf(items: readonly { readonly signed: PushItem }[]): Promise<number> {
  const text = new TextEncoder().encode(JSON.stringify(items.map(({ signed }) => signed)));
  if (text.length <= LARGEST_BATCH - FRAME) return text.length;
  const packed = new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'));
  return (await new Response(packed).arrayBuffer()).byteLength;
}
