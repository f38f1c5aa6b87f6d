import { z } from 'zod';
import { accessRefusals } from '#capabilities/access/contract.ts';
import { CalendarDay } from '#kernel/calendar-day.ts';
import { endpoint } from '#kernel/endpoint.ts';
import { EntryId, RecordId, WorkerId } from '#kernel/ids.ts';
import { Instant } from '#kernel/instant.ts';
import { Resolution } from '#kernel/siblings.ts';
import { Hindrance, Measure } from './domain/measure.ts';
import { ProtectionView, ReceiptView } from './domain/views.ts';

/** What every command brings: an id made by the sender, so that sending twice changes once. */
const command = { recordId: RecordId, entryId: EntryId, deviceTime: Instant };

/** A part as a form: which version its author saw, and what to do when it no longer fits. */
const PartInput = z.object({
  ...command,
  formVersion: z.number().int().positive().describe('The version of the form that was filled in.'),
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
  answers: z.record(z.string(), z.unknown()).describe('Answers to the form, by field.'),
});

const HeldOrReceipt = z.object({
  receipt: ReceiptView.nullable(),
  held: z.string().nullable(),
  conflicts: z
    .array(z.string())
    .default([])
    .describe('Questions in which what was written now stands beside what another wrote.'),
});

const unknownCase = { 'protection.case.unknown': 404 } as const;
const commandRefusals = {
  ...unknownCase,
  ...accessRefusals,
  'journal.entry.id-taken': 409,
  'journal.record.moved-on': 409,
} as const;
const partRefusals = {
  ...commandRefusals,
  'form.version.unknown': 422,
  'form.answers.invalid': 422,
  'section.moved-on': 409,
  'section.conflict.none': 409,
} as const;
const dayRefusals = { 'protection.day.in-future': 422, 'protection.day.before': 422 } as const;

export const readProtection = endpoint({
  id: 'protection.read',
  method: 'GET',
  path: '/cases/:recordId/protection',
  summary:
    'Guardian, safe place, health, justice, assessment and the eleven measures, as far as the reader may see them',
  access: 'signed-in',
  input: z.object({ recordId: RecordId }),
  output: ProtectionView,
  refusals: unknownCase,
});

export const showAddress = endpoint({
  id: 'protection.show-address',
  method: 'POST',
  path: '/cases/:recordId/protection/safe-place/address',
  summary: 'Open the address of the safe place; each opening leaves a line of its own',
  access: 'signed-in',
  input: z.object({ recordId: RecordId }),
  output: z.object({
    address: z.record(z.string(), z.unknown()).describe('Answers to the form, by field.'),
    beside: z
      .array(z.object({ field: z.string(), values: z.array(z.record(z.string(), z.unknown())) }))
      .default([])
      .describe('What people wrote of it without knowing of each other, until someone decides.'),
  }),
  refusals: {
    ...unknownCase,
    ...accessRefusals,
    'protection.safe-place.no-address': 404,
  },
});

export const recordGuardian = endpoint({
  id: 'protection.record-guardian',
  method: 'POST',
  path: '/cases/:recordId/protection/guardian',
  summary: 'Record who speaks for the child, or how far the asking is',
  access: 'signed-in',
  input: PartInput,
  output: HeldOrReceipt,
  refusals: {
    ...partRefusals,
    ...dayRefusals,
    'protection.guardian.may-exploit': 422,
    'protection.guardian.not-checked': 422,
    'protection.guardian.parent-may-exploit': 422,
  },
});

export const recordSafePlace = endpoint({
  id: 'protection.record-safe-place',
  method: 'POST',
  path: '/cases/:recordId/protection/safe-place',
  summary: 'Record where the child lives and what was checked there',
  access: 'signed-in',
  input: PartInput,
  output: HeldOrReceipt,
  refusals: {
    ...partRefusals,
    ...dayRefusals,
    'protection.safe-place.detention': 422,
    'protection.safe-place.with-suspect': 422,
  },
});

export const recordHealth = endpoint({
  id: 'protection.record-health',
  method: 'POST',
  path: '/cases/:recordId/protection/health',
  summary: 'Record what a health worker found and did',
  access: 'signed-in',
  input: PartInput,
  output: HeldOrReceipt,
  refusals: { ...partRefusals, ...dayRefusals },
});

export const recordJustice = endpoint({
  id: 'protection.record-justice',
  method: 'POST',
  path: '/cases/:recordId/protection/justice',
  summary: 'Record rights, lawyer, protection in proceedings, and danger from others',
  access: 'signed-in',
  input: PartInput,
  output: HeldOrReceipt,
  refusals: partRefusals,
});

export const recordAssessment = endpoint({
  id: 'protection.record-assessment',
  method: 'POST',
  path: '/cases/:recordId/protection/assessment',
  summary: 'Record the full assessment, area by area',
  access: 'signed-in',
  input: PartInput,
  output: HeldOrReceipt,
  refusals: { ...partRefusals, ...dayRefusals },
});

export const blockMeasure = endpoint({
  id: 'protection.block-measure',
  method: 'POST',
  path: '/cases/:recordId/protection/measures/:measure/block',
  summary: 'Say what stands in the way of a measure, or that nothing does any more',
  access: 'signed-in',
  input: z.object({
    ...command,
    measure: Measure,
    blocked: z
      .object({
        reason: Hindrance,
        words: z.string().trim().max(1000).default(''),
        until: CalendarDay.nullable().default(null),
      })
      .nullable()
      .describe('Null: it can go on.'),
  }),
  output: ReceiptView,
  refusals: {
    ...commandRefusals,
    'protection.measure.until-in-past': 422,
    'protection.measure.words-missing': 422,
    'protection.measure.not-blocked': 409,
  },
});

export const setMeasureOwner = endpoint({
  id: 'protection.set-measure-owner',
  method: 'POST',
  path: '/cases/:recordId/protection/measures/:measure/owner',
  summary: 'Say who takes a measure on',
  access: 'signed-in',
  input: z.object({ ...command, measure: Measure, owner: WorkerId.nullable() }),
  output: ReceiptView,
  refusals: { ...commandRefusals, 'protection.measure.owner-unknown': 422 },
});
