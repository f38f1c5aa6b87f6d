import { createHash, createSign, generateKeyPairSync, randomBytes } from 'node:crypto';
import { isoCBOR } from '@simplewebauthn/server/helpers';
import type { NewPasskeyAnswer, PasskeyAnswer } from './passkeys.ts';

/** How a test authenticator goes wrong. */
export type Wrong = {
  readonly origin?: string;
  readonly rpId?: string;
  /** Signs without having asked for a finger, a face or a PIN. */
  readonly isUnlocked?: boolean;
  readonly counter?: number;
  readonly userHandle?: string;
};

export type TestPasskey = {
  readonly id: string;
  readonly made: (challenge: string, wrong?: Wrong) => NewPasskeyAnswer;
  readonly signed: (challenge: string, wrong?: Wrong) => PasskeyAnswer;
};

const [PRESENT, UNLOCKED, WITH_KEY] = [0x01, 0x04, 0x40];

/** An authenticator of tests: a P-256 key, and answers as browsers give them. `challenge` as the options have it. */
export function testPasskey(origin: string, owner: string): TestPasskey {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  const credential = randomBytes(32);
  const key = isoCBOR.encode(
    new Map<number, number | Uint8Array>([
      [1, 2], // an elliptic curve
      [3, -7], // ES256
      [-1, 1], // P-256
      [-2, Uint8Array.from(Buffer.from(x, 'base64url'))],
      [-3, Uint8Array.from(Buffer.from(y, 'base64url'))],
    ]),
  );
  const clientData = (type: string, challenge: string, wrong: Wrong): Buffer =>
    Buffer.from(
      JSON.stringify({ type, challenge, origin: wrong.origin ?? origin, crossOrigin: false }),
    );
  const authenticatorData = (flags: number, wrong: Wrong, more: Uint8Array): Buffer => {
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(wrong.counter ?? 0);
    const place = sha256(Buffer.from(wrong.rpId ?? new URL(origin).hostname));
    const unlocked = wrong.isUnlocked === false ? 0 : UNLOCKED;
    return Buffer.concat([place, Buffer.from([flags | unlocked]), counter, more]);
  };
  const id = credential.toString('base64url');
  return {
    id,
    made(challenge, wrong = {}) {
      const length = Buffer.alloc(2);
      length.writeUInt16BE(credential.length);
      const attested = Buffer.concat([Buffer.alloc(16), length, credential, key]);
      const authData = authenticatorData(PRESENT | WITH_KEY, wrong, attested);
      const attestation = new Map<string, string | Uint8Array | Map<string, string>>([
        ['fmt', 'none'],
        ['attStmt', new Map<string, string>()],
        ['authData', Uint8Array.from(authData)],
      ]);
      return {
        id,
        clientDataJSON: clientData('webauthn.create', challenge, wrong).toString('base64url'),
        attestationObject: Buffer.from(isoCBOR.encode(attestation)).toString('base64url'),
        transports: ['internal'],
      };
    },
    signed(challenge, wrong = {}) {
      const client = clientData('webauthn.get', challenge, wrong);
      const data = authenticatorData(PRESENT, wrong, Buffer.alloc(0));
      const signature = createSign('sha256')
        .update(Buffer.concat([data, sha256(client)]))
        .sign(privateKey);
      return {
        id,
        clientDataJSON: client.toString('base64url'),
        authenticatorData: data.toString('base64url'),
        signature: signature.toString('base64url'),
        userHandle: Buffer.from(wrong.userHandle ?? owner).toString('base64url'),
      };
    },
  };
}

function sha256(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}

/** The challenge in the options for a browser. */
export function challengeOf(options: object): string {
  return 'challenge' in options ? String(options.challenge) : '';
}
