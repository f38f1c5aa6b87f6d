import { StorageFailure } from '../storage-failure.ts';
import { type Bytes, randomBytes, sealBytes, sealingKey, unsealBytes } from './seal.ts';
import type { KeyKind, KeyRow } from './schema.ts';

/** More than 2,000 records with all their classes have; older ones are opened again when needed. */
const MOST_OPENED = 16_000;

/** A key that is open, with the row that keeps it. */
export type RingKey = { readonly row: KeyRow; readonly key: CryptoKey };

/** Makes and opens the random keys of a device, each wrapped by the store key of its worker. */
export type KeyRing = {
  readonly make: (recordId: string, kind: KeyKind) => Promise<RingKey>;
  readonly open: (row: KeyRow) => Promise<CryptoKey>;
  /** The same row as a key for keyed hashes. */
  readonly openForHashes: (row: KeyRow) => Promise<CryptoKey>;
  /** After this nothing opens any more. */
  readonly forget: () => void;
};

export function keyId(recordId: string, kind: KeyKind): string {
  return `${recordId}|${kind}`;
}

export function keyRing(storeKey: CryptoKey): KeyRing {
  let wrapping: CryptoKey | undefined = storeKey;
  const opened = new Map<string, CryptoKey>();
  const wrappingKey = () => {
    if (!wrapping) throw new StorageFailure('device.storage.gone');
    return wrapping;
  };
  const keep = (stamp: string, key: CryptoKey) => {
    const oldest = opened.size >= MOST_OPENED ? opened.keys().next().value : undefined;
    if (oldest !== undefined) opened.delete(oldest);
    if (wrapping) opened.set(stamp, key);
    return key;
  };
  const rawOf = (row: KeyRow) =>
    unsealBytes(wrappingKey(), placeOf(row.id, row.stamp), row.wrapped);
  return {
    make: async (recordId, kind) => {
      const raw = randomBytes(32);
      const id = keyId(recordId, kind);
      const stamp = hexOf(randomBytes(16));
      const wrapped = await sealBytes(wrappingKey(), placeOf(id, stamp), raw);
      const key = keep(stamp, await sealingKey(raw));
      raw.fill(0);
      return { row: { id, recordId, stamp, wrapped }, key };
    },
    open: async (row) => {
      const known = opened.get(row.stamp);
      if (known) return known;
      const raw = await rawOf(row);
      const key = keep(row.stamp, await sealingKey(raw));
      raw.fill(0);
      return key;
    },
    openForHashes: async (row) => {
      const raw = await rawOf(row);
      const hash = { name: 'HMAC', hash: 'SHA-256' };
      const key = await crypto.subtle.importKey('raw', raw, hash, false, ['sign']);
      raw.fill(0);
      return key;
    },
    forget: () => {
      wrapping = undefined;
      opened.clear();
    },
  };
}

export function hexOf(bytes: Bytes): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function placeOf(id: string, stamp: string): string {
  return `keys|${id}|${stamp}`;
}
