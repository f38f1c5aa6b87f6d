import { createHmac } from 'node:crypto';
import type { Page } from 'playwright-core';

/** A device with passkeys in a browser of tests (WebAuthn, WebDriver extension). */
export type VirtualDevice = {
  /** Whether the person gives finger, face or PIN when the device asks for it. */
  readonly unlocks: (isGiven: boolean) => Promise<void>;
  /** Whether somebody is at the device at all. */
  readonly attends: (isThere: boolean) => Promise<void>;
};

/** What a field device makes a key from; a browser asks such a device in another way. */
const PRF = { ctap2Version: 'ctap2_1', hasPrf: true } as const;

/** Gives the window a device that keeps passkeys and unlocks itself. */
export async function withDevice(
  page: Page,
  { hasPrf = false }: { readonly hasPrf?: boolean } = {},
): Promise<VirtualDevice> {
  const line = await page.context().newCDPSession(page);
  await line.send('WebAuthn.enable');
  const { authenticatorId } = await line.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
      ...(hasPrf ? PRF : {}),
    },
  });
  return {
    unlocks: async (isUserVerified) => {
      await line.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified });
    },
    attends: async (enabled) => {
      await line.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId, enabled });
    },
  };
}

/** The code that an authenticator app shows at a moment (RFC 6238), from the key as it is typed. */
export function codeOfApp(key: string, at: number): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = Array.from(key, (one) => letters.indexOf(one).toString(2).padStart(5, '0')).join('');
  const bytes = (bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)));
  const mac = createHmac('sha1', Buffer.from(bytes)).update(step).digest();
  const offset = (mac.at(-1) ?? 0) & 0xf;
  return String((mac.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}
