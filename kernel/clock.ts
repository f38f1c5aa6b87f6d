import { z } from 'zod';
import { Code } from './code-list.ts';
import { type Instant, plusHours } from './instant.ts';

/** A deadline that starts with an event: "full assessment within 72 h of registration when risk is high". */
export const ClockDefinition = z.strictObject({
  id: Code,
  starts: z.string().describe('The entry type that starts it.'),
  stops: z.array(z.string()).min(1).describe('Entry types that meet it.'),
  hours: z.record(Code, z.number().positive()).describe('Hours allowed, by risk level.'),
  source: z.string().min(1),
  confirmed: z
    .boolean()
    .describe('False while the source is recalled and unchecked; shown on screen.'),
});
export type ClockDefinition = z.infer<typeof ClockDefinition>;

/** When the clock runs out; undefined when it does not run at this risk level. */
export function dueAt(
  clock: ClockDefinition,
  startedAt: Instant,
  riskLevel: string,
): Instant | undefined {
  const hours = clock.hours[riskLevel];
  return hours === undefined ? undefined : plusHours(startedAt, hours);
}
