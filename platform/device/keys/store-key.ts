import { argon2id } from 'hash-wasm';
import { type Bytes, randomBytes, sealBytes, sealingKey, unsealBytes } from '../store/seal.ts';
import { storageRefusalOf } from '../storage-failure.ts';

/** How a PIN is stretched. Kept beside each wrapped key, so that it can be raised for those to come. */
export type Stretch = {
  readonly salt: Bytes;
  readonly memoryKib: number;
  readonly passes: number;
  readonly lanes: number;
};

/** OWASP Password Storage Cheat Sheet, the least it allows for Argon2id: 19 MiB, two passes, one lane. */
export function freshStretch(): Stretch {
  return { salt: randomBytes(16), memoryKib: 19_456, passes: 2, lanes: 1 };
}

export async function keyFromPin(pin: string, stretch: Stretch): Promise<CryptoKey> {
  const raw = await argon2id({
    password: pin,
    salt: stretch.salt,
    memorySize: stretch.memoryKib,
    iterations: stretch.passes,
    parallelism: stretch.lanes,
    hashLength: 32,
    outputType: 'binary',
  });
  const bytes = new Uint8Array(raw);
  raw.fill(0);
  const key = await sealingKey(bytes);
  bytes.fill(0);
  return key;
}

/** A key from the secret of a passkey or from the share of the server, for one use only (HKDF, SHA-256). */
export async function keyFromSecret(secret: Bytes, use: string): Promise<CryptoKey> {
  const ikm = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveBits']);
  const info = new TextEncoder().encode(`amparo field ${use}`);
  const how = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(32), info };
  const raw = new Uint8Array(await crypto.subtle.deriveBits(how, ikm, 256));
  const key = await sealingKey(raw);
  raw.fill(0);
  return key;
}

/**
 * The key of all content, closed twice: inside by what the person knows or has, outside by the share
 * of the server. Without the share there is nothing to try PINs on; with the share alone there is
 * nothing to read. The outer layer can be renewed without the PIN when the server changes its share.
 */
export async function closeStoreKey(
  storeKey: Bytes,
  own: CryptoKey,
  share: Bytes,
  place: string,
): Promise<Bytes> {
  return closeOuter(await sealBytes(own, `${place}|inner`, storeKey), share, place);
}

export type OpenedStoreKey = { readonly key: CryptoKey; readonly reveal: () => Promise<Bytes> };

/** Undefined when the PIN, the passkey or the share is another one, or the row was altered. */
export async function openStoreKey(
  sealed: Bytes,
  own: CryptoKey,
  share: Bytes,
  place: string,
): Promise<OpenedStoreKey | undefined> {
  const inner = await openOuter(sealed, share, place);
  if (!inner) return undefined;
  const reveal = () => unsealBytes(own, `${place}|inner`, inner);
  const raw = await orUndefined(reveal());
  if (!raw) return undefined;
  const key = await sealingKey(raw);
  raw.fill(0);
  // To close it anew, for another PIN or a passkey, it is opened again for that moment only.
  return { key, reveal };
}

/** The same key under a new share. Undefined when neither share fits. */
export async function renewOuter(
  sealed: Bytes,
  shares: { readonly before: Bytes | null; readonly now: Bytes },
  place: string,
): Promise<Bytes | undefined> {
  if (await openOuter(sealed, shares.now, place)) return sealed;
  const inner = shares.before && (await openOuter(sealed, shares.before, place));
  return inner ? closeOuter(inner, shares.now, place) : undefined;
}

async function closeOuter(inner: Bytes, share: Bytes, place: string): Promise<Bytes> {
  return sealBytes(await keyFromSecret(share, 'lease'), `${place}|outer`, inner);
}

async function openOuter(sealed: Bytes, share: Bytes, place: string): Promise<Bytes | undefined> {
  return orUndefined(unsealBytes(await keyFromSecret(share, 'lease'), `${place}|outer`, sealed));
}

async function orUndefined(opening: Promise<Bytes>): Promise<Bytes | undefined> {
  try {
    return await opening;
  } catch (fault) {
    if (storageRefusalOf(fault)) return undefined;
    throw fault;
  }
}
