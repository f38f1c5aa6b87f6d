import type { AccessRefusal, Actor } from '#capabilities/access/contract.ts';
import type { CalendarDay } from '#kernel/calendar-day.ts';
import type { ClockDefinition } from '#kernel/clock.ts';
import type { TeamId } from '#kernel/ids.ts';
import type { SpokenName } from '#kernel/spoken-name.ts';
import type { CommandDesk } from '#platform/commands/command-desk.ts';
import type { OpenRecord } from '#platform/journal/open-record.ts';
import { clockOfClass } from '../domain/clocks.ts';
import type { ReplyHours } from '../domain/message.ts';
import type { Cover } from '../domain/refer.ts';
import { type ReferralClass, type Service } from '../domain/service.ts';

/** What a record says of the child, as far as the asker may read it. */
export type ChildKnown = {
  readonly ageBand: string | null;
  readonly sex: string | null;
  readonly languages: string[];
  readonly name: SpokenName | null;
  readonly withhold: string | null;
};

/** What the handlers of this slice work with; put together once by the server. */
export type ReferralDesk = CommandDesk<Actor, AccessRefusal> & {
  readonly services: ReadonlyMap<string, Service>;
  readonly clocks: ReadonlyMap<string, ClockDefinition>;
  /** The team that a pack names by a code. */
  readonly teamOf: (code: string) => TeamId;
  /** RE-1: what consent says of telling a kind of service on a day. Undefined for whoever may not read consent. */
  readonly coverOf: (record: OpenRecord, kind: string, on: CalendarDay) => Cover | undefined;
  readonly childOf: (record: OpenRecord) => ChildKnown;
};

export function replyHoursOf(desk: Pick<ReferralDesk, 'clocks'>, one: ReferralClass): ReplyHours {
  return desk.clocks.get(clockOfClass(one))?.hours ?? {};
}
