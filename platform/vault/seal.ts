import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { RecordId } from '#kernel/ids.ts';
import type { SensitivityClass } from '#kernel/sensitivity.ts';

/** The key of one class of one record. */
export type DataKey = {
  readonly recordId: RecordId;
  readonly class: SensitivityClass;
  readonly version: number;
  readonly key: Buffer;
};

const FORMAT = 1;
const HEADER = 3;
const NONCE = 12;
const TAG = 16;
// Lengths are rounded up, so that a short name and a long one look alike.
const BLOCK = 64;

/**
 * Seals a JSON value (AES-256-GCM): format, key version, nonce, ciphertext, tag. `context` names the
 * place ("entry:ID"): a sealed value moved to another record, class or place does not open.
 */
export function seal(dataKey: DataKey, context: string, value: unknown): Buffer {
  const header = Buffer.from([FORMAT, dataKey.version >> 8, dataKey.version & 0xff]);
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', dataKey.key, nonce).setAAD(
    associated(dataKey, context),
  );
  return Buffer.concat([
    header,
    nonce,
    cipher.update(padded(value)),
    cipher.final(),
    cipher.getAuthTag(),
  ]);
}

/** Opens what `seal` made. Throws when anything was changed or belongs elsewhere. */
export function unseal(dataKey: DataKey, context: string, sealed: Buffer): unknown {
  const decipher = createDecipheriv(
    'aes-256-gcm',
    dataKey.key,
    sealed.subarray(HEADER, HEADER + NONCE),
  )
    .setAAD(associated(dataKey, context))
    .setAuthTag(sealed.subarray(-TAG));
  const plain = Buffer.concat([
    decipher.update(sealed.subarray(HEADER + NONCE, -TAG)),
    decipher.final(),
  ]);
  return JSON.parse(plain.toString('utf8'));
}

/** Which version of the data key a sealed value needs. */
export function keyVersionOf(sealed: Buffer): number {
  if (sealed[0] !== FORMAT || sealed.length < HEADER + NONCE + TAG)
    throw new Error('Not a sealed value');
  return sealed.readUInt16BE(1);
}

function associated(dataKey: DataKey, context: string): Buffer {
  return Buffer.from(`${dataKey.recordId}|${dataKey.class}|${dataKey.version}|${context}`);
}

function padded(value: unknown): Buffer {
  const text = Buffer.from(JSON.stringify(value));
  const length = Math.ceil((text.length + 1) / BLOCK) * BLOCK;
  return Buffer.concat([text, Buffer.alloc(length - text.length, ' ')]);
}
