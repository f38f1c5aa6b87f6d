import { z } from 'zod';
import { accessRefusals } from '#capabilities/access/contract.ts';
import { EntryId, RecordId } from '#kernel/ids.ts';
import { Instant } from '#kernel/instant.ts';
import { Resolution } from '#kernel/siblings.ts';
import { ReceiptView } from './views.ts';

export const Answers = z.record(z.string(), z.unknown()).describe('Answers to the form, by field.');

/** What every command brings: an id made by the sender, so that sending twice changes once. */
export const command = {
  entryId: EntryId,
  deviceTime: Instant,
  formVersion: z.number().int().positive().describe('The version of the form that was filled in.'),
};

/** A command on a section: which version its author saw, and what to do when it no longer fits. */
export const sectionCommand = {
  ...command,
  recordId: RecordId,
  basedOn: z.number().int().nonnegative(),
  whenRefused: z
    .enum(['tell', 'hold'])
    .default('tell')
    .describe(
      '`hold`: written without a network; keep it for the supervisor rather than turn it away.',
    ),
  resolves: z
    .array(Resolution)
    .max(100)
    .default([])
    .describe('Questions with two values that this writing decides, each with the reason.'),
};

export const unknownCase = { 'cases.case.unknown': 404 } as const;
export const commandRefusals = {
  ...unknownCase,
  ...accessRefusals,
  'form.version.unknown': 422,
  'form.answers.invalid': 422,
  'journal.entry.id-taken': 409,
  'journal.record.moved-on': 409,
} as const;
export const sectionRefusals = {
  ...commandRefusals,
  'section.moved-on': 409,
  'section.conflict.none': 409,
} as const;

export const HeldOrReceipt = z.object({
  receipt: ReceiptView.nullable(),
  held: z.string().nullable(),
  conflicts: z
    .array(z.string())
    .default([])
    .describe('Questions in which what was written now stands beside what another wrote.'),
});
