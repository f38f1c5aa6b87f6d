import { z } from 'zod';
import { Clocks } from '#kernel/clock.ts';
import { Code } from '#kernel/code-list.ts';
import { EntryId, WorkerId } from '#kernel/ids.ts';
import { Instant } from '#kernel/instant.ts';
import { AgeAtEvent, AgeEvidence } from './age-at-event.ts';
import { Statement } from './fact.ts';
import { RuleId } from './regime.ts';
import { CompetentAuthority, Status } from './status.ts';

const Reason = z.string().trim().min(10).max(2000);

/** Facts were learned. `age` replaces what was known of the age; null leaves it. */
export const FactsRecorded = z.strictObject({
  statements: z.array(Statement).max(500),
  age: AgeEvidence.nullable(),
  answers: z
    .record(z.string(), z.unknown())
    .default({})
    .describe('As they were given: exact words, and what no rule asks for.'),
  at: Instant,
});
export type FactsRecorded = z.infer<typeof FactsRecorded>;

/** A statement was recorded in error. It stays in the journal and counts no more. */
export const StatementCorrected = z.strictObject({
  entry: EntryId.describe('The entry that recorded it.'),
  fact: Code,
  reason: Reason,
  at: Instant,
});
export type StatementCorrected = z.infer<typeof StatementCorrected>;

/** An evaluation as the journal keeps it: what a reader needs to see why it was so on that day. */
export const EvaluationRecord = z.strictObject({
  rulesetVersion: z.string(),
  age: AgeAtEvent,
  results: z.array(Code).min(1),
  rules: z.array(
    z.strictObject({
      id: RuleId,
      version: z.number().int().positive(),
      regime: Code,
      result: Code,
      confirmed: z.boolean(),
      factsUsed: z.array(Code),
      missingElement: Code.nullable(),
    }),
  ),
  safeguards: z.array(z.strictObject({ id: RuleId, requires: z.array(Code) })),
  conflicts: z.array(Code),
  nextQuestion: z.strictObject({ question: Code, settles: z.number().int().positive() }).nullable(),
});
export type EvaluationRecord = z.infer<typeof EvaluationRecord>;

export const Evaluated = z.strictObject({
  evaluation: EvaluationRecord,
  at: Instant,
  clocks: Clocks.optional().describe('What another part of the record starts because of it.'),
});
export type Evaluated = z.infer<typeof Evaluated>;

/** A person took over a result of the evaluation as the one to work with. */
export const ResultAccepted = z.strictObject({ evaluation: EntryId, result: Code, at: Instant });
export type ResultAccepted = z.infer<typeof ResultAccepted>;

/** A person works with another result. `approvedBy` is the second person that a lowering needs. */
export const ResultOverridden = z.strictObject({
  evaluation: EntryId,
  from: Code,
  to: Code,
  reason: Reason,
  approvedBy: WorkerId.nullable(),
  at: Instant,
});
export type ResultOverridden = z.infer<typeof ResultOverridden>;

export const StatusChanged = z.strictObject({
  from: Status.nullable(),
  to: Status,
  authority: CompetentAuthority.nullable(),
  reason: z.string().trim().max(2000),
  approvedBy: WorkerId.nullable(),
  at: Instant,
});
export type StatusChanged = z.infer<typeof StatusChanged>;

/** Every entry of this slice, by type. */
export const identificationEntries = {
  'identification.facts-recorded': FactsRecorded,
  'identification.statement-corrected': StatementCorrected,
  'identification.evaluated': Evaluated,
  'identification.result-accepted': ResultAccepted,
  'identification.result-overridden': ResultOverridden,
  'identification.status-changed': StatusChanged,
} as const;
export type IdentificationEntryType = keyof typeof identificationEntries;
