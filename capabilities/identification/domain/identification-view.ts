import { z } from 'zod';
import { CalendarDay } from '#kernel/calendar-day.ts';
import { Code } from '#kernel/code-list.ts';
import { EntryId, WorkerId } from '#kernel/ids.ts';
import { Instant } from '#kernel/instant.ts';
import { AgeAtEvent, AgeEvidence } from './age-at-event.ts';
import { EvidenceKind, FactValue } from './fact.ts';
import { Citation } from './regime.ts';
import { CompetentAuthority, Status } from './status.ts';

const Person = z.object({ id: WorkerId, name: z.string() });

const StatementView = z.object({
  fact: Code,
  value: FactValue,
  evidence: EvidenceKind,
  by: Person,
  on: CalendarDay,
});

const FactView = StatementView.extend({ conflicting: z.array(StatementView) });

const MissingView = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('fact'), fact: Code }),
  z.object({ kind: z.literal('any-of'), group: Code }),
  z.object({ kind: z.literal('age') }),
]);

const ExplanationView = z.object({
  ruleId: z.string(),
  ruleVersion: z.number().int(),
  regime: Code,
  result: Code,
  confirmed: z
    .boolean()
    .describe('False while the rule was recalled and not read again; said on screen.'),
  factsUsed: z.array(FactView),
  factsMissing: z.array(MissingView),
  citations: z.array(Citation),
  nextQuestions: z.array(Code),
  missingElement: Code.optional(),
});

/** The explained answer, with people by name. Never a score. */
export const EvaluationView = z.object({
  rulesetVersion: z.string(),
  age: AgeAtEvent,
  results: z.array(Code).min(1).describe('The most protective first; never "not a victim".'),
  explanations: z.array(ExplanationView),
  open: z.array(ExplanationView).describe('Rules that one more fact may settle.'),
  safeguards: z.array(
    z.object({
      id: z.string(),
      requires: z.array(Code),
      confirmed: z.boolean(),
      factsUsed: z.array(FactView),
      citations: z.array(Citation),
    }),
  ),
  conflicts: z.array(FactView),
  nextQuestion: z.object({ question: Code, settles: z.number().int() }).nullable(),
});
export type EvaluationView = z.infer<typeof EvaluationView>;

/** The identification part of a case, as its reader may see it. */
export const IdentificationView = z.object({
  statements: z.array(StatementView.extend({ entry: EntryId, isCorrected: z.boolean() })),
  age: AgeEvidence,
  evaluation: EvaluationView,
  /** Past evaluations, newest first. */
  history: z.array(
    z.object({ entry: EntryId, at: Instant, results: z.array(Code), rulesetVersion: z.string() }),
  ),
  decision: z
    .object({
      result: Code,
      overrides: Code.nullable(),
      reason: z.string().nullable(),
      by: Person,
      approvedBy: Person.nullable(),
      at: Instant,
    })
    .nullable()
    .describe('What people decided about the newest evaluation.'),
  workingResult: Code.nullable(),
  ladder: z.array(Code).describe('Every result that there is, the most protective first.'),
  status: Status.nullable(),
  steps: z.array(
    z.object({
      to: Status,
      by: Person,
      at: Instant,
      authority: CompetentAuthority.nullable(),
      reason: z.string(),
    }),
  ),
  position: z.number().int().describe('The version to send back as `basedOn`.'),
  mayWrite: z.boolean(),
  mayAskSensitive: z.boolean(),
});
export type IdentificationView = z.infer<typeof IdentificationView>;
