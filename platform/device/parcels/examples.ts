import {
  CARRIED_FORMAT,
  type CarriedPart,
  carriedContext,
  type FileKeys,
} from '#platform/sync/protocol/carried-file.ts';
import { fromBase64, toBase64 } from '../sync/bytes-text.ts';

const CURVE = { name: 'ECDH', namedCurve: 'P-256' } as const;
const encoder = new TextEncoder();

type ExampleKeys = {
  readonly fileKeys: FileKeys;
  /** What stands in a part; undefined when it was not sealed to these keys, or altered. */
  readonly open: (part: CarriedPart) => Promise<unknown>;
};

/** The keys of a server for tests, and how it opens a part, written once more from the protocol. */
async function makeFileKeys(): Promise<ExampleKeys> {
  const pair = await crypto.subtle.generateKey(CURVE, false, ['deriveBits']);
  const own = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey));
  const fileKeys = { seal: toBase64(own), sign: toBase64(own) };
  return { fileKeys, open: (part) => openWith(pair.privateKey, own, part).catch(() => undefined) };
}

async function openWith(
  privateKey: CryptoKey,
  own: Uint8Array<ArrayBuffer>,
  part: CarriedPart,
): Promise<unknown> {
  const ephemeral = fromBase64(part.ephemeral);
  const theirs = await crypto.subtle.importKey('raw', ephemeral, CURVE, false, []);
  const how = { name: 'ECDH', public: theirs };
  const secret = await crypto.subtle.deriveBits(how, privateKey, 256);
  const material = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveBits']);
  const salt = new Uint8Array([...ephemeral, ...own]);
  const info = encoder.encode(CARRIED_FORMAT);
  const hkdf = { name: 'HKDF', hash: 'SHA-256', salt, info };
  const bits = await crypto.subtle.deriveBits(hkdf, material, 256);
  const key = await crypto.subtle.importKey('raw', bits, 'AES-GCM', false, ['decrypt']);
  const [iv, additionalData] = [fromBase64(part.nonce), encoder.encode(carriedContext(part))];
  const sealed = fromBase64(part.sealed);
  const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData }, key, sealed);
  return JSON.parse(new TextDecoder().decode(plain));
}

let made: Promise<ExampleKeys> | undefined;

/** One pair for all tests of a file. */
export function exampleFileKeys(): Promise<ExampleKeys> {
  made ??= makeFileKeys();
  return made;
}
