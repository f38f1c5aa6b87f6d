import { z } from 'zod';
import { CalendarDay } from '#kernel/calendar-day.ts';
import { Code } from '#kernel/code-list.ts';
import { WorkerId } from '#kernel/ids.ts';
import { Ternary } from '#kernel/ternary.ts';

/** How a fact came to be known, the most direct first. */
export const EvidenceKind = z.enum([
  'child-disclosed',
  'observed',
  'documented',
  'third-party',
  'inferred',
]);
export type EvidenceKind = z.infer<typeof EvidenceKind>;

/** A fact's value: three-valued for most, a number (hours a week) for some. */
export const FactValue = z.union([Ternary, z.number().min(0).max(168)]);
export type FactValue = z.infer<typeof FactValue>;

/** What one person recorded about one fact on one day. Several may disagree; all are kept. */
export const Statement = z.strictObject({
  fact: Code,
  value: FactValue,
  evidence: EvidenceKind,
  by: WorkerId,
  on: CalendarDay.describe('The day on which it was recorded.'),
});
export type Statement = z.infer<typeof Statement>;

/** A fact that the rules may use. Its words stand in the messages under `identification.fact.CODE`. */
export const FactDefinition = z.strictObject({
  code: Code,
  kind: z.enum(['ternary', 'hours']).default('ternary'),
  groups: z.array(Code).default([]),
  question: Code.describe('The question that a worker asks to learn it.'),
  sensitive: z.boolean().optional().describe('Asked only by a worker trained for it.'),
  maps: z
    .record(Code, z.string().min(1))
    .optional()
    .describe('The same idea in other standards, by standard.'),
  confirmed: z.boolean().default(true),
  source: z.string().optional(),
});
export type FactDefinition = z.infer<typeof FactDefinition>;

/** The group whose facts no rule may use: consent neither makes nor unmakes a result (ID-4). */
export const CONSENT_GROUP = 'consent';

/** The question about age; age is no fact of the dictionary, it is worked out for the event. */
export const AGE_QUESTION = 'age';

/** The most questions that a ruleset can tell apart: they are counted as bits of one integer. */
export const MOST_QUESTIONS = 31;

/** The dictionary of facts, with its questions in the order in which they are best asked. */
export const FactsDocument = z
  .strictObject({
    id: z.literal('facts'),
    version: z.number().int().positive(),
    questions: z.array(Code).min(1).max(MOST_QUESTIONS),
    facts: z.array(FactDefinition).min(1),
    unconfirmedMaps: z
      .array(Code)
      .default([])
      .describe('Standards whose codes were not checked against their own list; said on screen.'),
    source: z.string().optional(),
  })
  .superRefine((document, context) => {
    const seen = new Set<string>();
    document.facts.forEach((fact, at) => {
      if (seen.has(fact.code))
        context.addIssue({
          code: 'custom',
          path: ['facts', at, 'code'],
          message: `Fact ${fact.code} is defined twice`,
        });
      seen.add(fact.code);
      if (!document.questions.includes(fact.question))
        context.addIssue({
          code: 'custom',
          path: ['facts', at, 'question'],
          message: `Unknown question ${fact.question}`,
        });
    });
    if (!document.questions.includes(AGE_QUESTION))
      context.addIssue({
        code: 'custom',
        path: ['questions'],
        message: 'The question `age` is missing',
      });
  });
export type FactsDocument = z.infer<typeof FactsDocument>;
