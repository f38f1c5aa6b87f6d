import { createHash, createPublicKey, type KeyObject, verify } from 'node:crypto';
import { accept, refuse, type Result } from '#kernel/result.ts';
import { type DeviceId, ItemBody, type PushItem } from './protocol/push.ts';

/** An item whose signature was verified. */
export type SignedItem = ItemBody & {
  /** SHA-256 of the text as it was signed, hex. */
  readonly hash: string;
};

export type ItemRefusal =
  | { readonly code: 'sync.item.malformed'; readonly number: number }
  | { readonly code: 'sync.item.signature'; readonly number: number };

/** As far as a device will ever count; the database holds 32 bits. */
const MOST_NUMBER = 2_000_000_000;

/** The public key of a device as a raw point of P-256 (65 bytes); undefined when it is none. */
export function deviceKeyOf(point: Buffer): KeyObject | undefined {
  if (point.length !== 65 || point[0] !== 4) return undefined;
  const [x, y] = [point.subarray(1, 33), point.subarray(33)];
  try {
    return createPublicKey({
      format: 'jwk',
      key: { kty: 'EC', crv: 'P-256', x: x.toString('base64url'), y: y.toString('base64url') },
    });
  } catch {
    return undefined; // not a point of the curve
  }
}

/** Whose words an item holds, and whether they are whole. What is not signed by the device counts for nothing. */
export async function checkItem(
  item: PushItem,
  device: { readonly deviceId: DeviceId; readonly key: KeyObject },
): Promise<Result<SignedItem, ItemRefusal>> {
  const parsed = ItemBody.safeParse(parseJson(item.body));
  const number = parsed.data?.number ?? 0;
  if (!parsed.success || number > MOST_NUMBER)
    return refuse({ code: 'sync.item.malformed', number: number > MOST_NUMBER ? 0 : number });
  const text = Buffer.from(item.body);
  const signature = Buffer.from(item.signature, 'base64');
  const isSigned =
    parsed.data.deviceId === device.deviceId && (await isSignedBy(device.key, text, signature));
  if (!isSigned) return refuse({ code: 'sync.item.signature', number });
  return accept({ ...parsed.data, hash: createHash('sha256').update(text).digest('hex') });
}

/** Beside the thread that answers everybody: a hundred signatures are some ten milliseconds. */
function isSignedBy(key: KeyObject, text: Buffer, signature: Buffer): Promise<boolean> {
  return new Promise((resolve, reject) => {
    verify('sha256', text, { key, dsaEncoding: 'ieee-p1363' }, signature, (fault, isValid) =>
      fault ? reject(fault) : resolve(isValid),
    );
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
