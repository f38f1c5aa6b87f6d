import type { DeviceSigner } from '../device-store.ts';
import { type Bytes, sealBytes, unsealBytes } from '../store/seal.ts';
import { StorageFailure } from '../storage-failure.ts';

const CURVE = { name: 'ECDSA', namedCurve: 'P-256' };

/** A new key for what a device sends: the private half sealed, the public half raw in Base64. */
export async function makeSigningKey(
  storeKey: CryptoKey,
  place: string,
): Promise<{ readonly sealed: Bytes; readonly publicKey: string }> {
  const pair = await crypto.subtle.generateKey(CURVE, true, ['sign', 'verify']);
  const secret = new Uint8Array(await crypto.subtle.exportKey('pkcs8', pair.privateKey));
  const sealed = await sealBytes(storeKey, place, secret);
  secret.fill(0);
  const open = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey));
  return { sealed, publicKey: base64Of(open) };
}

/** A signer that ends with `forget`. The page can use the key and not read it; that is no hardware. */
export async function openSigner(
  storeKey: CryptoKey,
  place: string,
  sealed: Bytes,
): Promise<DeviceSigner & { readonly forget: () => void }> {
  const secret = await unsealBytes(storeKey, place, sealed);
  let key: CryptoKey | undefined = await crypto.subtle.importKey('pkcs8', secret, CURVE, false, [
    'sign',
  ]);
  secret.fill(0);
  return {
    sign: async (text) => {
      if (!key) throw new StorageFailure('device.storage.gone');
      const bytes = new TextEncoder().encode(text);
      const how = { name: 'ECDSA', hash: 'SHA-256' };
      return base64Of(new Uint8Array(await crypto.subtle.sign(how, key, bytes)));
    },
    forget: () => {
      key = undefined;
    },
  };
}

export function base64Of(bytes: Bytes): string {
  return btoa(String.fromCharCode(...bytes));
}

export function bytesOfBase64(text: string): Bytes {
  return Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
}
