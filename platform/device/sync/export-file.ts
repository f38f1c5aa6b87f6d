import { instantAt } from '#kernel/instant.ts';
import type { CarriedContent, FileKeys } from '#platform/sync/protocol/carried-file.ts';
import { MOST_ITEMS } from '#platform/sync/protocol/push.ts';
import type { OutboxItem } from '../device-store.ts';
import { sealerFor } from './seal-for-server.ts';
import type { SyncParts } from './sync-parts.ts';

/** Characters of text in one part of a file, so that a part stays well below what a server reads. */
const LARGEST_PART = 400_000;

type FileParts = SyncParts & { readonly fileKeys: FileKeys };

/** All that waits, sealed for the server, a part a line. It stays in the outbox as well. */
export async function exportFile(parts: FileParts): Promise<Blob> {
  const waiting = (await parts.store.outbox()).filter(({ state }) => state === 'waiting');
  const contents = contentsOf(waiting);
  const seal = await sealerFor(parts.fileKeys);
  const fileId = crypto.randomUUID();
  const lines: string[] = [];
  for (const [at, content] of contents.entries()) {
    const place = { deviceId: parts.deviceId, fileId, part: at + 1, of: contents.length };
    lines.push(JSON.stringify(await seal(place, content)));
  }
  await parts.withLock('kept', async () => {
    const meta = await parts.store.meta();
    const lastBackupAt = instantAt(parts.clock.now());
    await parts.store.commit([{ put: 'meta', value: { ...meta, lastBackupAt } }]);
  });
  return new Blob(
    lines.map((line) => `${line}\n`),
    { type: 'text/plain' },
  );
}

/** A file without items still has one part, so that whoever carries it holds something. */
function contentsOf(items: readonly OutboxItem[]): readonly CarriedContent[] {
  const contents: CarriedContent[] = [{ items: [], opened: [] }];
  let size = 0;
  for (const { signed } of items) {
    const last = contents.at(-1);
    const isFull =
      !last || last.items.length === MOST_ITEMS || size + signed.body.length > LARGEST_PART;
    if (isFull && last && last.items.length > 0) {
      contents.push({ items: [signed], opened: [] });
      size = signed.body.length;
    } else {
      last?.items.push(signed);
      size += signed.body.length;
    }
  }
  return contents;
}
