import type { ClockDefinition, Clocks } from '#kernel/clock.ts';
import type { Instant } from '#kernel/instant.ts';

/** One clock that runs, as its reader sees it. */
export type ClockShown = {
  readonly clock: string;
  readonly at: Instant;
  readonly confirmed: boolean;
};

/** The clocks of a case that run, first due first, as far as the reader's classes tell of them. */
export function clocksShown(
  definitions: ReadonlyMap<string, ClockDefinition>,
  clocks: Clocks,
  granted: ReadonlySet<string>,
): readonly ClockShown[] {
  return Object.entries(clocks)
    .flatMap(([clock, at]): readonly ClockShown[] => {
      const definition = definitions.get(clock);
      if (at === null || !definition || !granted.has(definition.class)) return [];
      return [{ clock, at, confirmed: definition.confirmed }];
    })
    .toSorted((one, other) => (one.at < other.at ? -1 : 1));
}
