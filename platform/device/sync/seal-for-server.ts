import {
  CARRIED_FORMAT,
  type CarriedPart,
  carriedContext,
  type FileKeys,
} from '#platform/sync/protocol/carried-file.ts';
import type { DeviceId, PushItem } from '#platform/sync/protocol/push.ts';
import { fromBase64, toBase64 } from './bytes-text.ts';

const CURVE = { name: 'ECDH', namedCurve: 'P-256' } as const;
const encoder = new TextEncoder();

/**
 * An item sealed for the server alone, kept beside it: it can be sent when nobody can unlock the
 * device any more. Null when the key of the server cannot be used: that keeps nobody from writing.
 */
export function parcelSealer(deviceId: DeviceId, fileKeys: FileKeys) {
  return async (item: PushItem): Promise<CarriedPart | null> => {
    try {
      return await sealOne(deviceId, fileKeys, { items: [item], opened: [] });
    } catch {
      return null;
    }
  };
}

/** A file of one part. */
export async function sealOne(
  deviceId: DeviceId,
  fileKeys: FileKeys,
  content: object,
): Promise<CarriedPart> {
  const seal = await sealerFor(fileKeys);
  return seal({ deviceId, fileId: crypto.randomUUID(), part: 1, of: 1 }, content);
}

/** Seals parts of one file with a key pair that is made for it and kept nowhere. */
export async function sealerFor(fileKeys: FileKeys) {
  const pair = await crypto.subtle.generateKey(CURVE, false, ['deriveBits']);
  const server = fromBase64(fileKeys.seal);
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
    content: object,
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
