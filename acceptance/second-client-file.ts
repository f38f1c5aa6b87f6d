import { randomUUID, webcrypto } from 'node:crypto';
import { type FileKeys, type Item, Receipt } from './second-client-shapes.ts';

/** What waits on a device as a file that anybody may carry, and the receipt that comes back. */
const FORMAT = 'amparo-carried-1';
const P256 = { name: 'ECDH', namedCurve: 'P-256' } as const;
const { subtle } = webcrypto;

export type Part = Readonly<Record<string, string | number>>;

/** One part for each group of items, sealed so that only the server can read it. */
export async function sealFile(
  { deviceId, fileKeys }: { readonly deviceId: string; readonly fileKeys: FileKeys },
  groups: readonly (readonly Item[])[],
): Promise<readonly Part[]> {
  const fileId = randomUUID();
  const own = await subtle.generateKey(P256, false, ['deriveBits']);
  const ephemeral = Buffer.from(await subtle.exportKey('raw', own.publicKey));
  const seal = Buffer.from(fileKeys.seal, 'base64');
  const theirs = await subtle.importKey('raw', seal, P256, false, []);
  const shared = await subtle.deriveBits({ ...P256, public: theirs }, own.privateKey, 256);
  const key = await subtle.deriveKey(
    {
      name: 'HKDF',
      hash: 'SHA-256',
      salt: Buffer.concat([ephemeral, seal]),
      info: Buffer.from(FORMAT),
    },
    await subtle.importKey('raw', shared, 'HKDF', false, ['deriveKey']),
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt'],
  );
  const of = groups.length;
  return Promise.all(
    groups.map(async (items, index) => {
      const part = index + 1;
      const nonce = webcrypto.getRandomValues(new Uint8Array(12));
      const additionalData = Buffer.from([FORMAT, deviceId, fileId, part, of].join('|'));
      const plain = Buffer.from(JSON.stringify({ items, opened: [] }));
      const sealed = await subtle.encrypt(
        { name: 'AES-GCM', iv: nonce, additionalData },
        key,
        plain,
      );
      return {
        format: FORMAT,
        deviceId,
        fileId,
        part,
        of,
        ephemeral: ephemeral.toString('base64'),
        nonce: Buffer.from(nonce).toString('base64'),
        sealed: Buffer.from(sealed).toString('base64'),
      };
    }),
  );
}

/** What the server says of a file; undefined when it did not sign it. */
export async function readReceipt(
  { sign }: FileKeys,
  file: { readonly body: string; readonly signature: string },
): Promise<Receipt | undefined> {
  const es256 = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
  const key = await subtle.importKey('raw', Buffer.from(sign, 'base64'), es256, false, ['verify']);
  const signature = Buffer.from(file.signature, 'base64');
  const isSigned = await subtle.verify(es256, key, signature, Buffer.from(file.body));
  return isSigned ? Receipt.parse(JSON.parse(file.body)) : undefined;
}
