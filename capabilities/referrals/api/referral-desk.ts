import type { AccessRefusal, Actor } from '#capabilities/access/contract.ts';
import type { ClockDefinition } from '#kernel/clock.ts';
import type { TeamId } from '#kernel/ids.ts';
import type { CommandDesk } from '#platform/commands/command-desk.ts';
import { clockOfClass } from '../domain/clocks.ts';
import type { ReplyHours } from '../domain/message.ts';
import type { ReferralRules } from '../domain/referral-rules.ts';
import type { ReferralClass, Service } from '../domain/service.ts';

/** What the handlers of this slice work with; put together once by the server. */
export type ReferralDesk = CommandDesk<Actor, AccessRefusal> &
  ReferralRules & {
    readonly services: ReadonlyMap<string, Service>;
    readonly clocks: ReadonlyMap<string, ClockDefinition>;
    /** The team that a pack names by a code. */
    readonly teamOf: (code: string) => TeamId;
  };

export function replyHoursOf(desk: Pick<ReferralDesk, 'clocks'>, one: ReferralClass): ReplyHours {
  return desk.clocks.get(clockOfClass(one))?.hours ?? {};
}
