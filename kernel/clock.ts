import { z } from 'zod';
import { Code } from './code-list.ts';
import { Instant, plusHours } from './instant.ts';
import { SensitivityClass } from './sensitivity.ts';

/** A deadline that starts with an event: "full assessment within 72 h of registration when risk is high". */
export const ClockDefinition = z.strictObject({
  id: Code,
  starts: z.string().describe('The entry type that starts it.'),
  stops: z.array(z.string()).min(1).describe('Entry types that meet it.'),
  once: z
    .boolean()
    .default(false)
    .describe(
      'Runs once in the life of a record: a correction of what started it does not start it anew.',
    ),
  onlyByRule: z
    .boolean()
    .default(false)
    .describe('A rule starts it where it is needed; the event alone does not.'),
  lapses: z
    .boolean()
    .default(false)
    .describe(
      'A window of help: once it has passed nothing can meet it, and the next entry ends it.',
    ),
  class: SensitivityClass.default('care').describe('Whoever reads this class is told what is due.'),
  hours: z.record(Code, z.number().positive()).describe('Hours allowed, by risk level.'),
  source: z.string().min(1),
  confirmed: z
    .boolean()
    .describe('False while the source is recalled and unchecked; shown on screen.'),
});
export type ClockDefinition = z.infer<typeof ClockDefinition>;

/** The clocks of a record by id: when each runs out; null for one that ran and was met. */
export const Clocks = z.record(Code, Instant.nullable());
export type Clocks = Readonly<z.infer<typeof Clocks>>;

/** What an event does to the clocks of a record: a new end for those it starts, null for those it meets. */
export type ClockMoves = Clocks;

type ClockEvent = { readonly type: string; readonly at: Instant; readonly level: string };

/**
 * What an entry does to the clocks of a record. `level` is the risk level that decides how many
 * hours there are; a clock without hours for it does not run. A clock that the same entry both
 * meets and starts, starts anew.
 */
export function clockMoves(
  clocks: Iterable<ClockDefinition>,
  event: ClockEvent,
  running: Clocks,
): ClockMoves {
  const moves: Record<string, Instant | null> = {};
  for (const clock of clocks) {
    if (isMet(clock, event, running)) moves[clock.id] = null;
    const end = startedBy(clock, event, running);
    if (end !== undefined) moves[clock.id] = end;
  }
  return moves;
}

/** Whether the event meets a clock, or a window of help has passed by then. */
function isMet(clock: ClockDefinition, event: ClockEvent, running: Clocks): boolean {
  const ends = running[clock.id];
  const hasLapsed = clock.lapses && ends !== undefined && ends !== null && ends < event.at;
  // One that runs only once and is met before it starts shall not start later.
  return hasLapsed || (clock.stops.includes(event.type) && (clock.id in running || clock.once));
}

/** When a clock that the event starts runs out; undefined when it starts none. */
function startedBy(
  clock: ClockDefinition,
  event: ClockEvent,
  running: Clocks,
): Instant | undefined {
  if (clock.starts !== event.type || clock.onlyByRule) return undefined;
  if (clock.once && clock.id in running) return undefined;
  const hours = clock.hours[event.level];
  return hours === undefined ? undefined : plusHours(event.at, hours);
}

/** The clock that runs out first; undefined when none runs. */
export function firstDue(
  clocks: Clocks,
): { readonly clock: string; readonly at: Instant } | undefined {
  const running = Object.entries(clocks).flatMap(([clock, at]) =>
    at === null ? [] : [{ clock, at }],
  );
  return running.toSorted((one, other) => (one.at < other.at ? -1 : 1))[0];
}
