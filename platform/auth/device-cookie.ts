import { randomBytes, timingSafeEqual } from 'node:crypto';
import { cookieNamed } from './cookies.ts';
import { type KeyedHash, keyedHash } from './keyed-hash.ts';

/** Accounts that one shared tablet remembers; the one used longest ago is forgotten first. */
const MOST_ACCOUNTS = 8;
const MAX_AGE_SECONDS = 180 * 86_400;

export type Device = {
  /** Names the device to counters. */
  readonly nonce: string;
  readonly knows: (account: string) => boolean;
};

export type DeviceCookies = {
  readonly read: (cookieHeader: string) => Device | undefined;
  /** The Set-Cookie header by which this device will be known for the account. */
  readonly remember: (cookieHeader: string, account: string) => string;
};

/**
 * Device cookies (OWASP, "Slow down online guessing attacks with device cookies"): a device that has
 * signed in to an account before is counted by itself, so that no one else's guessing shuts it out.
 * The cookie proves that and nothing else; it signs nobody in. Value: nonce.signature.tag.tag...
 */
export function deviceCookies(secret: string, isSecure: boolean): DeviceCookies {
  const mac = keyedHash(secret, 'device cookie');
  const name = isSecure ? '__Host-amparo.device' : 'amparo.device';
  return {
    read(header) {
      const parts = partsOf(header, name, mac);
      if (!parts) return undefined;
      return {
        nonce: parts.nonce,
        knows: (account) =>
          parts.tags.some((tag) => equal(tag, mac('account', parts.nonce, account))),
      };
    },
    remember(header, account) {
      const before = partsOf(header, name, mac);
      const nonce = before?.nonce ?? randomBytes(16).toString('base64url');
      const tag = mac('account', nonce, account);
      const tags = [tag, ...(before?.tags ?? []).filter((each) => each !== tag)];
      const value = [nonce, mac('nonce', nonce), ...tags.slice(0, MOST_ACCOUNTS)].join('.');
      const secure = isSecure ? '; Secure' : '';
      return `${name}=${value}; Max-Age=${MAX_AGE_SECONDS}; Path=/; HttpOnly; SameSite=Strict${secure}`;
    },
  };
}

type Parts = { readonly nonce: string; readonly tags: readonly string[] };

function partsOf(header: string, name: string, mac: KeyedHash): Parts | undefined {
  const [nonce, signature, ...tags] = (cookieNamed(header, name) ?? '').split('.');
  if (!nonce || !signature || !equal(signature, mac('nonce', nonce))) return undefined;
  return { nonce, tags: tags.slice(0, MOST_ACCOUNTS) };
}

function equal(left: string, right: string): boolean {
  const [one, other] = [Buffer.from(left), Buffer.from(right)];
  return one.length === other.length && timingSafeEqual(one, other);
}
