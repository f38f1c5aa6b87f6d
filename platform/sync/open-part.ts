import { createDecipheriv, hkdfSync } from 'node:crypto';
import type { z } from 'zod';
import type { FileKeyPairs } from './file-keys.ts';
import { CARRIED_FORMAT, carriedContext, type CarriedPart } from './protocol/carried-file.ts';

const TAG = 16;

/** What stands in a part; undefined when it was altered, cut off, sealed to another server, or is nothing of the kind. */
export function openPart<Schema extends z.ZodType>(
  keys: FileKeyPairs,
  part: CarriedPart,
  schema: Schema,
): z.infer<Schema> | undefined {
  const ephemeral = Buffer.from(part.ephemeral, 'base64');
  const agreed = keys.agree(ephemeral);
  if (!agreed) return undefined;
  const salt = Buffer.concat([ephemeral, agreed.own]);
  const key = Buffer.from(hkdfSync('sha256', agreed.shared, salt, CARRIED_FORMAT, 32));
  const sealed = Buffer.from(part.sealed, 'base64');
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(part.nonce, 'base64'))
      .setAAD(Buffer.from(carriedContext(part)))
      .setAuthTag(sealed.subarray(-TAG));
    const plain = Buffer.concat([decipher.update(sealed.subarray(0, -TAG)), decipher.final()]);
    return schema.safeParse(JSON.parse(plain.toString('utf8'))).data;
  } catch {
    return undefined;
  }
}
