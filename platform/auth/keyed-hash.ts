import { createHmac, hkdfSync } from 'node:crypto';

/** A keyed hash for one use: what is stored or sent tells nothing without the installation's secret. */
export type KeyedHash = (...parts: readonly string[]) => string;

export function keyedHash(secret: string, use: string): KeyedHash {
  const key = Buffer.from(hkdfSync('sha256', secret, '', `amparo auth ${use}`, 32));
  return (...parts) => {
    const mac = createHmac('sha256', key);
    // Lengths first, so that ("ab", "c") and ("a", "bc") differ.
    for (const part of parts) mac.update(`${Buffer.byteLength(part)}:`).update(part);
    return mac.digest('base64url').slice(0, 32);
  };
}
