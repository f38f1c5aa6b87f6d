import { z } from 'zod';
import { Instant } from '#kernel/instant.ts';
import { ControlMessage } from './pull.ts';
import { DeviceId, MOST_ITEMS, OpenedOffline, Outcome, PushItem } from './push.ts';

/** Names the format in every part, in what binds a part to its place, and in the making of its key. */
export const CARRIED_FORMAT = 'amparo-carried-1';
export const RECEIPT_FORMAT = 'amparo-receipt-1';

/** As many parts as one request may bring; a longer file goes in several. */
export const MOST_PARTS = 20;

/**
 * What waits on a device, as a file that anybody may carry: text, one part a line, each line this
 * object as JSON. Whoever carries it reads nothing of it, and cannot change or shorten it unseen.
 *
 * Sealed to the server's public key `fileKeys.seal` (P-256, raw, 65 bytes), with one key pair that the
 * device makes for this file and forgets:
 *   shared = ECDH(ephemeral private, server public), 32 bytes
 *   key    = HKDF-SHA-256(shared, salt: ephemeral public || server public, info: CARRIED_FORMAT), 32 bytes
 *   sealed = AES-256-GCM(key, nonce, data: UTF-8 of CarriedContent as JSON,
 *            associated: UTF-8 of `carriedContext`), ciphertext followed by its 16 bytes of tag
 * `part` counts from 1 and `of` says how many there are, so that a file that was cut off is seen.
 */
export const CarriedPart = z.strictObject({
  format: z.literal(CARRIED_FORMAT),
  deviceId: DeviceId,
  fileId: z.uuid(),
  part: z.number().int().positive(),
  of: z.number().int().positive().max(10_000),
  ephemeral: z.base64().length(88).describe('Public key of this file, raw, 65 bytes.'),
  nonce: z.base64().length(16).describe('12 random bytes, new for each part.'),
  sealed: z.base64().min(24).max(900_000),
});
export type CarriedPart = z.infer<typeof CarriedPart>;

/** What a part is bound to. */
export function carriedContext(
  part: Pick<CarriedPart, 'deviceId' | 'fileId' | 'part' | 'of'>,
): string {
  return [CARRIED_FORMAT, part.deviceId, part.fileId, part.part, part.of].join('|');
}

/** The same as would be pushed; the items carry the signature of their device. */
export const CarriedContent = z.strictObject({
  items: z.array(PushItem).max(MOST_ITEMS),
  opened: z.array(OpenedOffline).max(500).default([]),
});
export type CarriedContent = z.infer<typeof CarriedContent>;

/** Names the last words of a device, so that nothing else that it signed can pass for them. */
export const FAREWELL_FORMAT = 'amparo-farewell-1';

/** The text that a device signs when it is set up, to be sent once it has destroyed what it carried. */
export const FarewellBody = z.strictObject({
  format: z.literal(FAREWELL_FORMAT),
  deviceId: DeviceId,
});
export type FarewellBody = z.infer<typeof FarewellBody>;

/** What stands in the part that says farewell, in place of CarriedContent. */
export const FarewellContent = z.strictObject({ farewell: PushItem });
export type FarewellContent = z.infer<typeof FarewellContent>;

/** What became of the parts that were brought. Holds codes and ids, no personal data, so it is not sealed. */
export const ReceiptBody = z.object({
  format: z.literal(RECEIPT_FORMAT),
  deviceId: DeviceId,
  fileId: z.uuid(),
  of: z.number().int(),
  read: z.array(z.number().int()).describe('Parts whose items were judged.'),
  unread: z
    .array(z.number().int())
    .describe('Parts that could not be opened: altered, or of another installation.'),
  outcomes: z.array(Outcome),
  control: z.array(ControlMessage),
  at: Instant,
});
export type ReceiptBody = z.infer<typeof ReceiptBody>;

/**
 * The file that goes back: the text exactly as it was signed with the server's key `fileKeys.sign`
 * (ECDSA P-256 with SHA-256, 64 bytes r and s, Base64).
 */
export const ReceiptFile = z.strictObject({
  format: z.literal(RECEIPT_FORMAT),
  body: z.string().describe('A ReceiptBody as JSON.'),
  signature: z.base64().length(88),
});
export type ReceiptFile = z.infer<typeof ReceiptFile>;

/** Public keys of the server for files, raw P-256 points in Base64, given when a device is set up. */
export const FileKeys = z.object({
  seal: z.base64().length(88).describe('What is carried is sealed to it.'),
  sign: z.base64().length(88).describe('Receipts are signed with it.'),
});
export type FileKeys = z.infer<typeof FileKeys>;
