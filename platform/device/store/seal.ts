import { StorageFailure } from '../storage-failure.ts';

export type Bytes = Uint8Array<ArrayBuffer>;

const FORMAT = 1;
const NONCE = 12;
const TAG = 16;
// Lengths are rounded up, so that a short name and a long one look alike.
const BLOCK = 64;
const SPACE = 32;

export function randomBytes(length: number): Bytes {
  return crypto.getRandomValues(new Uint8Array(length));
}

/** A key for `seal`, which the page itself cannot read again. That is no hardware: who owns the page can use it. */
export function sealingKey(raw: Bytes): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt']);
}

/**
 * Seals a JSON value with AES-256-GCM: format, nonce, ciphertext with tag. `place` says where it
 * stands (`entries|RECORD|CLASS|POSITION`): moved elsewhere it does not open. A row that is put back
 * to an older content of its own place does open; only the server can see that.
 */
export async function seal(key: CryptoKey, place: string, value: unknown): Promise<Bytes> {
  return sealBytes(key, place, padded(value));
}

/** Opens what `seal` made. Throws `device.storage.damaged` when anything was changed or stands elsewhere. */
export async function unseal(key: CryptoKey, place: string, sealed: Bytes): Promise<unknown> {
  return JSON.parse(new TextDecoder().decode(await unsealBytes(key, place, sealed)));
}

export async function sealBytes(key: CryptoKey, place: string, plain: Bytes): Promise<Bytes> {
  const nonce = randomBytes(NONCE);
  const sealed = await crypto.subtle.encrypt(algorithm(nonce, place), key, plain);
  const whole = new Uint8Array(1 + NONCE + sealed.byteLength);
  whole[0] = FORMAT;
  whole.set(nonce, 1);
  whole.set(new Uint8Array(sealed), 1 + NONCE);
  return whole;
}

export async function unsealBytes(key: CryptoKey, place: string, sealed: Bytes): Promise<Bytes> {
  // What stands on the disk may have been exchanged for anything.
  if (!ArrayBuffer.isView(sealed) || sealed[0] !== FORMAT || sealed.length < 1 + NONCE + TAG)
    throw new StorageFailure('device.storage.damaged');
  const nonce = sealed.slice(1, 1 + NONCE);
  try {
    return new Uint8Array(
      await crypto.subtle.decrypt(algorithm(nonce, place), key, sealed.subarray(1 + NONCE)),
    );
  } catch (cause) {
    throw new StorageFailure('device.storage.damaged', cause);
  }
}

function algorithm(nonce: Bytes, place: string): AesGcmParams {
  return { name: 'AES-GCM', iv: nonce, additionalData: new TextEncoder().encode(place) };
}

function padded(value: unknown): Bytes {
  const text = new TextEncoder().encode(JSON.stringify(value));
  const whole = new Uint8Array(Math.ceil((text.length + 1) / BLOCK) * BLOCK).fill(SPACE);
  whole.set(text);
  return whole;
}
