import {
  createECDH,
  createPrivateKey,
  hkdfSync,
  type KeyObject,
  sign as signText,
} from 'node:crypto';
import type { FileKeys } from './protocol/carried-file.ts';

/** The server's two key pairs for carried files: one opens them, one signs the receipts. */
export type FileKeyPairs = {
  readonly publicKeys: FileKeys;
  /** The shared secret with the key that a device made for one file; undefined when it is no key. */
  readonly agree: (
    ephemeral: Buffer,
  ) => { readonly shared: Buffer; readonly own: Buffer } | undefined;
  readonly sign: (text: string) => string;
};

/** Both follow from one secret of the installation, so that nothing more has to be kept. */
export function fileKeyPairs(secret: Buffer): FileKeyPairs {
  const sealing = pairOf(secret, 'amparo carried files: seal');
  const signing = pairOf(secret, 'amparo carried files: sign');
  const signingKey = privateKeyOf(signing);
  return {
    publicKeys: {
      seal: sealing.getPublicKey('base64'),
      sign: signing.getPublicKey('base64'),
    },
    agree: (ephemeral) => {
      try {
        return { shared: sealing.computeSecret(ephemeral), own: sealing.getPublicKey() };
      } catch {
        return undefined; // not a point of the curve
      }
    },
    sign: (text) =>
      signText('sha256', Buffer.from(text), {
        key: signingKey,
        dsaEncoding: 'ieee-p1363',
      }).toString('base64'),
  };
}

function pairOf(secret: Buffer, purpose: string) {
  const pair = createECDH('prime256v1');
  // A scalar beyond the order of the curve is refused; it happens once in 2^32 tries.
  for (let attempt = 0; ; attempt += 1) {
    try {
      pair.setPrivateKey(Buffer.from(hkdfSync('sha256', secret, '', `${purpose} ${attempt}`, 32)));
      return pair;
    } catch (fault) {
      if (attempt === 8) throw fault;
    }
  }
}

function privateKeyOf(pair: ReturnType<typeof createECDH>): KeyObject {
  const point = pair.getPublicKey();
  return createPrivateKey({
    format: 'jwk',
    key: {
      kty: 'EC',
      crv: 'P-256',
      x: point.subarray(1, 33).toString('base64url'),
      y: point.subarray(33).toString('base64url'),
      d: pair.getPrivateKey().toString('base64url'),
    },
  });
}
