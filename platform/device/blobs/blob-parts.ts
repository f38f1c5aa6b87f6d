import { type BlobDeclared, CHUNK_BYTES } from '#kernel/blob.ts';
import { fromBase64, toBase64 } from '../sync/bytes-text.ts';
import { hexOf } from '../store/key-ring.ts';

export type Content = Uint8Array<ArrayBuffer>;

/** The parts of a file as they are kept and sent: Base64 of 256 KiB each. */
export function partsOf(content: Content): string[] {
  const parts: string[] = [];
  for (let at = 0; at < content.length; at += CHUNK_BYTES)
    parts.push(toBase64(content.subarray(at, at + CHUNK_BYTES)));
  return parts;
}

/** What was cut apart, together again. */
export function joined(parts: readonly string[]): Content {
  const pieces = parts.map(fromBase64);
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

/** What is announced of a file before it is sent. */
export async function declare(
  content: Content,
  about: Omit<BlobDeclared, 'bytes' | 'sha256'>,
): Promise<BlobDeclared> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', content));
  return { ...about, bytes: content.length, sha256: hexOf(hash) };
}
