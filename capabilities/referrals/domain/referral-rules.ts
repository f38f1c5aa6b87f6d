import type { CalendarDay } from '#kernel/calendar-day.ts';
import type { OpenRecord } from '#kernel/open-record.ts';
import type { SpokenName } from '#kernel/spoken-name.ts';
import type { Cover } from './refer.ts';

/** What a record says of the child, as far as the asker may read it. */
export type ChildKnown = {
  readonly ageBand: string | null;
  readonly sex: string | null;
  readonly languages: string[];
  readonly name: SpokenName | null;
  readonly withhold: string | null;
};

/** What the other parts of a case say to its referrals, on the server and on a device alike. */
export type ReferralRules = {
  /** RE-1: what consent says of telling a kind of service on a day. Undefined for whoever may not read consent. */
  readonly coverOf: (record: OpenRecord, kind: string, on: CalendarDay) => Cover | undefined;
  readonly childOf: (record: OpenRecord) => ChildKnown;
};
