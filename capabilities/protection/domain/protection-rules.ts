import type { AccessRefusal, Actor } from '#capabilities/access/contract.ts';
import { type ClockDefinition, clockMoves } from '#kernel/clock.ts';
import { type Instant, plusHours } from '#kernel/instant.ts';
import type { OpenRecord } from '#kernel/open-record.ts';
import type { SectionDesk } from '#kernel/section-command.ts';
import type { Ternary } from '#kernel/ternary.ts';
import type { ClocksHere } from './clocks-here.ts';

/** What the commands of this slice are judged with, on the server and on a device alike. */
export type ProtectionRules = SectionDesk<Actor, AccessRefusal> & {
  readonly clocks: ReadonlyMap<string, ClockDefinition>;
  /** The risk level that decides how many hours there are. */
  readonly riskLevelOf: (record: OpenRecord) => string;
  /** Whether anyone says that a parent exploits the child, as far as the asker may know. */
  readonly parentMayExploit: (record: OpenRecord) => Ternary;
};

/** The clocks of an opened case at this moment. */
export function clocksOfCase(
  { clocks, riskLevelOf }: Pick<ProtectionRules, 'clocks' | 'riskLevelOf'>,
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
