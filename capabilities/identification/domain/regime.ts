import { z } from 'zod';
import { Code } from '#kernel/code-list.ts';
import { Expression } from './expression.ts';

export const RuleId = z
  .string()
  .regex(/^R-[A-Z0-9]+(-[A-Z0-9]+)*$/, 'Expected a rule id such as R-1');

/** Where a rule is written, in words that a lawyer can look up. */
export const Citation = z.strictObject({
  source: z.string().min(1),
  at: z.string().min(1).describe('Article, section or page.'),
  url: z.url().optional(),
});
export type Citation = z.infer<typeof Citation>;

const ruleBody = {
  id: RuleId,
  version: z.number().int().positive(),
  citations: z.array(Citation).min(1),
  confirmed: z
    .boolean()
    .describe('False while the text was recalled and not read again; said on screen.'),
};

/** One legal test: when the condition holds, the result holds. */
export const Rule = z.strictObject({
  ...ruleBody,
  when: Expression,
  result: Code,
  missing: Code.optional().describe('The element whose absence this result is about.'),
});
export type Rule = z.infer<typeof Rule>;

/** A set of rules of one law. A country is added as one more such document, without code. */
export const RegimeDocument = z.strictObject({
  id: Code,
  version: z.number().int().positive(),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .optional()
    .describe('ISO 3166-1; absent for international law.'),
  terms: z.record(Code, Expression).default({}),
  rules: z.array(Rule).min(1),
});
export type RegimeDocument = z.infer<typeof RegimeDocument>;

/** What must be done or must not be done while a condition holds, whatever the results. */
export const Safeguard = z.strictObject({
  ...ruleBody,
  when: Expression,
  requires: z.array(Code).min(1),
});
export type Safeguard = z.infer<typeof Safeguard>;

export const SafeguardsDocument = z.strictObject({
  id: z.literal('safeguards'),
  version: z.number().int().positive(),
  terms: z.record(Code, Expression).default({}),
  safeguards: z.array(Safeguard).min(1),
});
export type SafeguardsDocument = z.infer<typeof SafeguardsDocument>;

/**
 * The results, the most protective first. `floor` is the lowest result to which a person may lower
 * a child's result by override; `lowest` holds when nothing else does and is never a denial.
 */
export const ResultsDocument = z
  .strictObject({
    id: z.literal('results'),
    version: z.number().int().positive(),
    results: z
      .array(z.strictObject({ code: Code, about: z.enum(['child', 'adult', 'anyone']) }))
      .min(1),
    floor: Code,
    lowest: z.strictObject({ ...ruleBody, result: Code }),
  })
  .superRefine((document, context) => {
    const codes = document.results.map(({ code }) => code);
    if (new Set(codes).size !== codes.length)
      context.addIssue({ code: 'custom', path: ['results'], message: 'A result stands twice' });
    if (codes.at(-1) !== document.lowest.result)
      context.addIssue({
        code: 'custom',
        path: ['lowest', 'result'],
        message: 'The lowest result must be the last of the results',
      });
    if (!codes.includes(document.floor))
      context.addIssue({ code: 'custom', path: ['floor'], message: 'The floor is no result' });
  });
export type ResultsDocument = z.infer<typeof ResultsDocument>;
