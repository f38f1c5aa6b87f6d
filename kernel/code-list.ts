import { z } from 'zod';

export const Code = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'Expected a code such as `domestic-work`');

/** A list that a field offers. A code is never removed, only retired: old entries still use it. */
export const CodeList = z.strictObject({
  id: Code,
  codes: z
    .array(
      z.strictObject({
        code: Code,
        retired: z.boolean().optional(),
        maps: z
          .record(z.string(), z.string())
          .optional()
          .describe('The same idea in other standards, by standard.'),
      }),
    )
    .min(1),
  source: z.string().optional(),
});
export type CodeList = z.infer<typeof CodeList>;
