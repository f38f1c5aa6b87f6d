import { instantAt } from '#kernel/instant.ts';
import {
  CARRIED_FORMAT,
  type CarriedContent,
  type CarriedPart,
  carriedContext,
  type FileKeys,
} from '#platform/sync/protocol/carried-file.ts';
import { MOST_ITEMS } from '#platform/sync/protocol/push.ts';
import type { OutboxItem } from '../device-store.ts';
import { fromBase64, toBase64 } from './bytes-text.ts';
import type { SyncParts } from './sync-parts.ts';

/** Characters of text in one part of a file, so that a part stays well below what a server reads. */
const LARGEST_PART = 400_000;

const CURVE = { name: 'ECDH', namedCurve: 'P-256' } as const;
const encoder = new TextEncoder();

type FileParts = SyncParts & { readonly fileKeys: FileKeys };

/** All that waits, sealed for the server, a part a line. It stays in the outbox as well. */
export async function exportFile(parts: FileParts): Promise<Blob> {
  const waiting = (await parts.store.outbox()).filter(({ state }) => state === 'waiting');
  const contents = contentsOf(waiting);
  const seal = await sealer(parts.fileKeys.seal);
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

/** Seals parts of one file with a key pair that is made for it and kept nowhere. */
async function sealer(serverKey: string) {
  const pair = await crypto.subtle.generateKey(CURVE, false, ['deriveBits']);
  const server = fromBase64(serverKey);
  const own = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey));
  const theirs = await crypto.subtle.importKey('raw', server, CURVE, false, []);
  const secret = await crypto.subtle.deriveBits(
    { name: 'ECDH', public: theirs },
    pair.privateKey,
    256,
  );
  const material = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveKey']);
  const salt = new Uint8Array([...own, ...server]);
  const key = await crypto.subtle.deriveKey(
    { name: 'HKDF', hash: 'SHA-256', salt, info: encoder.encode(CARRIED_FORMAT) },
    material,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt'],
  );
  return async (
    place: Parameters<typeof carriedContext>[0],
    content: CarriedContent,
  ): Promise<CarriedPart> => {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const additionalData = encoder.encode(carriedContext(place));
    const text = encoder.encode(JSON.stringify(content));
    const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData }, key, text);
    return {
      format: CARRIED_FORMAT,
      ...place,
      ephemeral: toBase64(own),
      nonce: toBase64(iv),
      sealed: toBase64(new Uint8Array(sealed)),
    };
  };
}
