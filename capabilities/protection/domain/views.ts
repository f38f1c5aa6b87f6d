import { z } from 'zod';
import { CalendarDay } from '#kernel/calendar-day.ts';
import { EntryId, RecordId, WorkerId } from '#kernel/ids.ts';
import { Instant } from '#kernel/instant.ts';
import { SiblingView } from '#kernel/siblings-view.ts';
import { Hindrance, Measure } from './measure.ts';

const Colleague = z.object({ id: WorkerId, name: z.string() });

/** A part as its reader sees it: null content when nothing is written, absent when not granted. */
const partView = z.object({
  content: z
    .object({
      answers: z.record(z.string(), z.unknown()),
      at: Instant,
      by: Colleague,
      siblings: z
        .array(SiblingView)
        .optional()
        .describe(
          'Questions in which two people wrote different things without knowing of each other.',
        ),
    })
    .nullable(),
  position: z.number().int().describe('The version to send back as `basedOn`.'),
  mayWrite: z.boolean(),
});
export type PartView = z.infer<typeof partView>;

export const MeasureView = z.object({
  measure: Measure,
  state: z.enum(['done', 'begun', 'open', 'blocked', 'not-for-you']),
  isPartly: z.boolean().describe('Something of it is not for this reader.'),
  missing: z.array(z.string()).describe('What of it is not done, as far as the reader may know.'),
  by: Colleague.nullable(),
  at: Instant.nullable(),
  due: z.object({ clock: z.string(), at: Instant, confirmed: z.boolean() }).nullable(),
  to: z.string().nullable().describe('The form that moves it, below the path of the case.'),
  owner: Colleague.nullable(),
  blocked: z
    .object({
      reason: Hindrance,
      words: z.string(),
      until: CalendarDay.nullable(),
      at: Instant,
      by: Colleague,
    })
    .nullable(),
});
export type MeasureView = z.infer<typeof MeasureView>;

/** The protection of one child, as far as its reader may see it. */
export const ProtectionView = z.object({
  recordId: RecordId,
  code: z.string(),
  guardian: partView.optional(),
  safePlace: partView
    .extend({ hasAddress: z.boolean().describe('It is shown by an operation of its own.') })
    .optional(),
  health: partView.optional(),
  justice: partView
    .extend({
      nonPunishment: z
        .object({ hasLawyer: z.boolean() })
        .nullable()
        .describe('Somebody accuses the child: protected, not punished.'),
    })
    .optional(),
  assessment: partView.optional(),
  measures: z.array(MeasureView),
  mayNote: z.boolean().describe('May take a measure on, and say what stands in its way.'),
});
export type ProtectionView = z.infer<typeof ProtectionView>;

export const ReceiptView = z.object({
  entryId: EntryId,
  position: z.number().int(),
  at: Instant,
  replayed: z.boolean().describe('True when this very command had arrived before.'),
});
