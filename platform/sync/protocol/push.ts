import { z } from 'zod';
import { HybridTime } from '#kernel/hybrid-clock.ts';
import { EntryId, idOf, RecordId } from '#kernel/ids.ts';
import { Instant } from '#kernel/instant.ts';
import { Purpose } from '#kernel/sensitivity.ts';

/** A device that carries cases for one worker, with or without a network. */
export const DeviceId = idOf<'Device'>();
export type DeviceId = z.infer<typeof DeviceId>;

/** As many items as one request may carry. */
export const MOST_ITEMS = 50;

/** As much text as one item may be, in characters. */
export const LONGEST_ITEM = 200_000;

/**
 * One command as it was given on a device: an operation of the API and its input, the same that a
 * screen would have sent with a network. `number` counts the items of this device without a gap and
 * `before` is the SHA-256 of the text of the item before (hex; empty for the first), so that a
 * missing, swapped or altered item is seen.
 */
export const ItemBody = z.strictObject({
  format: z.literal(1),
  entryId: EntryId.describe('The same as `input.entryId`.'),
  recordId: RecordId,
  deviceId: DeviceId,
  number: z.number().int().positive(),
  before: z.string().regex(/^([0-9a-f]{64})?$/),
  operation: z.string().regex(/^[a-z]+(\.[a-z-]+)+$/),
  input: z.record(z.string(), z.unknown()),
  purpose: Purpose,
  writtenAt: Instant.describe("The device's own clock; may be wrong by years."),
  clock: HybridTime,
});
export type ItemBody = z.infer<typeof ItemBody>;

/** The text exactly as it was signed (ECDSA P-256 with SHA-256 over its UTF-8, 64 bytes r and s, Base64). */
export const PushItem = z.strictObject({
  body: z.string().min(1).max(LONGEST_ITEM),
  signature: z.base64().length(88),
});
export type PushItem = z.infer<typeof PushItem>;

const numbered = { number: z.number().int(), entryId: EntryId.nullable() };

/** A refusal in the words of the API: a code, and sentences that a person can act on. */
export const Reason = z.looseObject({ code: z.string() });
export type Reason = z.infer<typeof Reason>;

/**
 * What became of one item. `accepted`, `conflicting`, `held` and `refused` are final; `later` is not:
 * the server could not judge it now, and the item is sent again. `duplicate` had arrived before, and
 * `first` is what became of it then.
 */
export const FirstOutcome = z.discriminatedUnion('outcome', [
  z.object({
    ...numbered,
    outcome: z.literal('accepted'),
    answer: z.unknown().describe('What the operation answered.'),
  }),
  z.object({
    ...numbered,
    outcome: z.literal('conflicting').describe('Taken; some values now stand beside others.'),
    fields: z.array(z.string()),
    answer: z.unknown(),
  }),
  z.object({
    ...numbered,
    outcome: z.literal('held').describe('It waits for a supervisor; nothing of it is lost.'),
    reason: Reason,
  }),
  z.object({ ...numbered, outcome: z.literal('refused'), reason: Reason }),
]);
export type FirstOutcome = z.infer<typeof FirstOutcome>;

export const Outcome = z.union([
  FirstOutcome,
  z.object({ ...numbered, outcome: z.literal('duplicate'), first: FirstOutcome }),
  z.object({ ...numbered, outcome: z.literal('later'), reason: Reason }),
]);
export type Outcome = z.infer<typeof Outcome>;

/** Someone looked at a record without a network; told with the next push, for the access log. */
export const OpenedOffline = z.strictObject({
  recordId: RecordId,
  action: z.string().regex(/^[a-z]+(\.[a-z-]+)+$/),
  at: Instant,
});
export type OpenedOffline = z.infer<typeof OpenedOffline>;
