import { createCipheriv, createECDH, hkdfSync, randomBytes, randomUUID } from 'node:crypto';
import {
  CARRIED_FORMAT,
  carriedContext,
  type CarriedPart,
} from '#platform/sync/protocol/carried-file.ts';
import { DeviceId } from '#platform/sync/protocol/push.ts';

/** Seals the parts of one file for a server as the protocol says, from the paper alone. */
export function carried(
  deviceId: string,
  sealTo: string,
  contents: readonly object[],
): readonly CarriedPart[] {
  const own = createECDH('prime256v1');
  own.generateKeys();
  const to = Buffer.from(sealTo, 'base64');
  const salt = Buffer.concat([own.getPublicKey(), to]);
  const key = Buffer.from(hkdfSync('sha256', own.computeSecret(to), salt, CARRIED_FORMAT, 32));
  const fileId = randomUUID();
  return contents.map((content, at) => {
    const place = { deviceId: DeviceId.parse(deviceId), fileId, part: at + 1, of: contents.length };
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', key, nonce);
    cipher.setAAD(Buffer.from(carriedContext(place)));
    const text = JSON.stringify(content);
    const sealed = Buffer.concat([cipher.update(text), cipher.final(), cipher.getAuthTag()]);
    return {
      format: CARRIED_FORMAT,
      ...place,
      ephemeral: own.getPublicKey('base64'),
      nonce: nonce.toString('base64'),
      sealed: sealed.toString('base64'),
    };
  });
}
