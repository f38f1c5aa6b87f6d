import { z } from 'zod';
import { Code } from '#kernel/code-list.ts';

const Share = z.number().min(0).max(1);

/** Published accuracy of a screening tool in one study. */
export const ToolAccuracy = z.strictObject({
  tool: Code,
  name: z.string().min(1),
  population: z.string().min(1),
  participants: z.number().int().positive(),
  sensitivity: Share,
  specificity: Share,
  prevalence: Share.nullable().describe('In the study, where it was published.'),
  source: z.string().min(1),
  confirmed: z.boolean(),
});
export type ToolAccuracy = z.infer<typeof ToolAccuracy>;

export const AccuracyDocument = z.strictObject({
  id: z.literal('accuracy'),
  version: z.number().int().positive(),
  rows: z.array(ToolAccuracy).min(1),
});
export type AccuracyDocument = z.infer<typeof AccuracyDocument>;

/**
 * Of those whom a tool marks, the share whom it marks rightly, where `prevalence` of all asked are
 * concerned. Undefined when the tool marks nobody. It opens a conversation; it triggers nothing.
 */
export function predictiveValue(
  sensitivity: number,
  specificity: number,
  prevalence: number,
): number | undefined {
  const rightly = sensitivity * prevalence;
  const wrongly = (1 - specificity) * (1 - prevalence);
  return rightly + wrongly === 0 ? undefined : rightly / (rightly + wrongly);
}
