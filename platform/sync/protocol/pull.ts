import { z } from 'zod';
import { Clocks } from '#kernel/clock.ts';
import { Entry } from '#kernel/entry.ts';
import { RecordId, TeamId, WorkerId } from '#kernel/ids.ts';
import { Instant } from '#kernel/instant.ts';
import { SensitivityClass } from '#kernel/sensitivity.ts';

/** As large as one page may be, compressed, in bytes. */
export const LARGEST_PAGE = 32 * 1024;

/** Each restore of the database begins a new epoch; cursors of another epoch mean nothing. */
export const Epoch = z.uuid();

/** Where a device stands in the journal: transaction and sequence of the last entry it was given. */
export const Cursor = z.string().regex(/^\d{1,20}\.\d{1,19}$/);

/**
 * What a device must do, read before anything else and confirmed by number. `grant` opens classes of
 * a record, whose older entries are then fetched; `revoke` closes them: what waits to be sent about
 * the record goes first, then keys and content are destroyed. `wipe` does so for everything.
 */
export const ControlMessage = z.discriminatedUnion('kind', [
  z.object({
    number: z.number().int().positive(),
    kind: z.literal('grant'),
    recordId: RecordId,
    classes: z.array(SensitivityClass),
  }),
  z.object({
    number: z.number().int().positive(),
    kind: z.literal('revoke'),
    recordId: RecordId,
    classes: z.array(SensitivityClass),
    isWhole: z.boolean().describe('Nothing of the record is left for this device.'),
  }),
  z.object({ number: z.number().int().positive(), kind: z.literal('wipe') }),
]);
export type ControlMessage = z.infer<typeof ControlMessage>;

const Codes = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));

/** A record as it stands for the worker of the device: its card, and what they may read and write. */
export const CarriedRecord = z.object({
  recordId: RecordId,
  recordType: z.string(),
  position: z.number().int().describe('Of the last entry of the record, whoever may see it.'),
  readable: z.array(SensitivityClass),
  writable: z.array(SensitivityClass),
  card: z.object({
    code: z.string(),
    team: TeamId,
    worker: WorkerId.nullable(),
    isOpen: z.boolean(),
    dueAt: Instant.nullable(),
    clocks: Clocks,
    parts: z.partialRecord(SensitivityClass, Codes),
  }),
});
export type CarriedRecord = z.infer<typeof CarriedRecord>;

export const CarriedEntry = Entry;
export type CarriedEntry = Entry;

export const BackfillAsked = z.strictObject({
  recordId: RecordId,
  after: z.number().int().nonnegative().describe('The highest position that the device holds.'),
});

export const PulledPage = z.object({
  epoch: Epoch,
  page: z.number().int().positive().describe('To be confirmed when it is safely stored.'),
  control: z.array(ControlMessage),
  records: z.array(CarriedRecord),
  entries: z.array(CarriedEntry),
  names: z.record(z.string(), z.string()).describe('People who wrote these entries, by id.'),
  cursor: Cursor,
  more: z.boolean().describe('Another page waits already.'),
  backfilled: z.array(
    z.object({
      recordId: RecordId,
      upTo: z.number().int().nonnegative(),
      isWhole: z.boolean(),
    }),
  ),
  facts: z.string().describe('Changes when what the device knows of its worker has changed.'),
  at: Instant,
});
export type PulledPage = z.infer<typeof PulledPage>;
