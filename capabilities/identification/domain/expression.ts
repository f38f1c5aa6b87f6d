import { z } from 'zod';
import { Code } from '#kernel/code-list.ts';

const Hours = z.strictObject({ fact: Code, hours: z.number().min(0).max(168) });

/**
 * The condition of a rule, in Kleene's three values; exactly one key is given:
 * - `fact`: a fact is so; `anyIn`: any fact of a group is so
 * - `all`, `any`, `not`: as in `#kernel/ternary.ts`
 * - `unknown`: yes while the inner condition is open, no once it is settled
 * - `age`: `child` (a presumed child is a child), `adult`, or `unknown` at the event
 * - `under`: younger than so many years at the event; doubt is resolved to the child
 * - `atLeast`: a number of hours a week
 * - `term`: a condition that the same file names under `terms`
 */
export const Expression: z.ZodType<Expression> = z
  .strictObject({
    fact: Code.optional(),
    anyIn: Code.optional(),
    get all(): z.ZodOptional<z.ZodArray<z.ZodType<Expression>>> {
      return z.array(Expression).min(1).optional();
    },
    get any(): z.ZodOptional<z.ZodArray<z.ZodType<Expression>>> {
      return z.array(Expression).min(1).optional();
    },
    get not(): z.ZodOptional<z.ZodType<Expression>> {
      return Expression.optional();
    },
    get unknown(): z.ZodOptional<z.ZodType<Expression>> {
      return Expression.optional();
    },
    age: z.enum(['child', 'adult', 'unknown']).optional(),
    under: z.number().int().min(1).max(25).optional(),
    atLeast: Hours.optional(),
    term: Code.optional(),
  })
  .refine((expression) => Object.keys(expression).length === 1, {
    message:
      'Expected exactly one of fact, anyIn, all, any, not, unknown, age, under, atLeast, term',
  });

export type Expression = {
  fact?: string | undefined;
  anyIn?: string | undefined;
  all?: Expression[] | undefined;
  any?: Expression[] | undefined;
  not?: Expression | undefined;
  unknown?: Expression | undefined;
  age?: 'child' | 'adult' | 'unknown' | undefined;
  under?: number | undefined;
  atLeast?: z.infer<typeof Hours> | undefined;
  term?: string | undefined;
};
