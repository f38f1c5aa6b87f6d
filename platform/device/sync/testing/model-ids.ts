import { EntryId, RecordId, TeamId, WorkerId } from '#kernel/ids.ts';
import { type Instant, instantAt } from '#kernel/instant.ts';
import type { SensitivityClass } from '#kernel/sensitivity.ts';
import { CARRIED_FORMAT, type CarriedPart } from '#platform/sync/protocol/carried-file.ts';
import { DeviceId, type PushItem } from '#platform/sync/protocol/push.ts';

/** For tests only: everyone and everything here is invented. */
export const classes: readonly SensitivityClass[] = ['identity', 'care', 'health'];

export const aNow: Instant = instantAt(1_795_000_000_000);

export function idText(kind: number, number: number): string {
  const tail = number.toString(16).padStart(11, '0');
  return `00000000-0000-7000-8000-${kind.toString(16)}${tail}`;
}

export const workerId = (number: number) => WorkerId.parse(idText(1, number));
export const deviceId = (number: number) => DeviceId.parse(idText(2, number));
export const recordId = (number: number) => RecordId.parse(idText(3, number));
export const entryId = (number: number) => EntryId.parse(idText(4, number));
/** Nobody may ever hold anything of it. */
export const strayRecord = recordId(999_999);
export const teamId = TeamId.parse(idText(5, 1));
export const epochId = (number: number) => idText(6, number);

/** A hash that is fast and no more; tests are not attacked. */
export function quickHash(text: string): string {
  let hash = 2_166_136_261;
  for (let at = 0; at < text.length; at += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 16_777_619);
  }
  return (hash >>> 0).toString(16).padStart(8, '0');
}

/** As long as a signature; says who signed what. */
export function quickSignature(signer: string, text: string): string {
  return `${quickHash(signer)}${quickHash(text)}`.padEnd(86, 'A').concat('==');
}

/** A parcel that is not sealed at all, but shaped as one. */
export function quickParcel(deviceId: DeviceId, item: PushItem): CarriedPart {
  const fileId = `${quickHash(item.body)}-0000-4000-8000-${quickHash(item.signature)}0000`;
  const [ephemeral, nonce] = [`${'A'.repeat(87)}=`, 'A'.repeat(16)];
  const place = { format: CARRIED_FORMAT, deviceId, fileId, part: 1, of: 1 } as const;
  return { ...place, ephemeral, nonce, sealed: btoa(JSON.stringify(item)) };
}

/** Random numbers that are the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
