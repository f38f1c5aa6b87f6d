import { z } from 'zod';
import { EntryId, RecordId, WorkerId } from './ids.ts';
import { Instant } from './instant.ts';
import { Purpose, SensitivityClass } from './sensitivity.ts';

/** What was done, in the past tense: `cases.child-registered`. */
export const EntryType = z.string().regex(/^[a-z]+(\.[a-z-]+)+$/);

/** The part of an entry that its author makes, before the journal has taken it. */
export const DraftEntry = z.object({
  id: EntryId,
  type: EntryType,
  section: z.string().regex(/^[a-z][a-z-]*$/),
  class: SensitivityClass,
  form: z
    .object({ id: z.string(), version: z.number().int().positive() })
    .nullable()
    .describe('The form and version that the body was written with; null when no form was used.'),
  deviceTime: Instant.describe("The author's own clock; may be wrong by years."),
  body: z.record(z.string(), z.unknown()),
});
export type DraftEntry = z.infer<typeof DraftEntry>;

/** An entry as the journal holds it. It is never changed or removed. */
export const Entry = DraftEntry.extend({
  recordId: RecordId,
  position: z.number().int().positive().describe('1 for the first entry of the record, gapless.'),
  author: WorkerId,
  purpose: Purpose,
  serverTime: Instant,
});
export type Entry = z.infer<typeof Entry>;
