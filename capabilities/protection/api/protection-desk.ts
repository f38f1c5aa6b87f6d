import type { AccessRefusal, Actor } from '#capabilities/access/contract.ts';
import { type ClockDefinition, clockMoves } from '#kernel/clock.ts';
import type { Instant } from '#kernel/instant.ts';
import { plusHours } from '#kernel/instant.ts';
import type { Ternary } from '#kernel/ternary.ts';
import type { CommandDesk } from '#platform/commands/command-desk.ts';
import type { OpenRecord } from '#platform/journal/open-record.ts';
import type { ClocksHere } from '../domain/clocks-here.ts';
import type { Elsewhere } from '../domain/measure-parts.ts';

/** What the handlers of this slice work with; put together once by the server. */
export type ProtectionDesk = CommandDesk<Actor, AccessRefusal> & {
  readonly clocks: ReadonlyMap<string, ClockDefinition>;
  /** The risk level that decides how many hours there are. */
  readonly riskLevelOf: (record: OpenRecord) => string;
  /** Whether anyone says that a parent exploits the child, as far as the asker may know. */
  readonly parentMayExploit: (record: OpenRecord) => Ternary;
  /** How far the parts of other slices have come, as far as the asker may know. */
  readonly elsewhere: (
    record: OpenRecord,
    asker: { readonly actor: Actor; readonly isTeamTrained: boolean },
  ) => Elsewhere;
};

/** The clocks of an opened case at this moment. */
export function clocksHere(
  { clocks, riskLevelOf }: Pick<ProtectionDesk, 'clocks' | 'riskLevelOf'>,
  record: OpenRecord,
  at: Instant,
): ClocksHere {
  const level = riskLevelOf(record);
  const running = record.card.clocks;
  return {
    running,
    moves: (type) => clockMoves(clocks.values(), { type, at, level }, running),
    endOf: (clock) => {
      const hours = clocks.get(clock)?.hours[level];
      return hours === undefined ? undefined : plusHours(at, hours);
    },
  };
}
