import { z } from 'zod';
import { CalendarDay } from '#kernel/calendar-day.ts';
import { EntryId, RecordId, TeamId, WorkerId } from '#kernel/ids.ts';
import { Instant } from '#kernel/instant.ts';
import { SensitivityClass } from '#kernel/sensitivity.ts';
import { SpokenName } from '#kernel/spoken-name.ts';
import { Brief, Ground } from './message.ts';
import { AnswerCode, Referral, ReferralState } from './referral-sections.ts';
import { ReferralClass, Service } from './service.ts';

const Colleague = z.object({ id: WorkerId, name: z.string() });

/** A service as a screen offers it. */
export const ServiceView = z.object({
  ...Service.omit({ team: true }).shape,
  class: ReferralClass,
  opens: z.array(SensitivityClass).describe('What a team here would read.'),
  team: z.object({ id: TeamId, name: z.string() }).nullable().describe('Null for one outside.'),
  replyHours: z.record(z.string(), z.number()).describe('Hours until a reply, by urgency.'),
});
export type ServiceView = z.infer<typeof ServiceView>;

const NotCovered = z.enum([
  'not-asked',
  'refused',
  'not-named',
  'nobody-safe',
  'withdrawn',
  'ask-again',
]);

export const CoverView = z.union([
  z.object({ covers: z.literal(true), ...Ground.shape }),
  z.object({ covers: z.literal(false), why: NotCovered }),
]);
export type CoverView = z.infer<typeof CoverView>;

/** What a further referral would rest on. */
export const KnownOfChild = z.object({
  from: z.string().describe('The team that asks.'),
  brief: Brief,
  withhold: z
    .string()
    .nullable()
    .describe('What the child wants nobody else to be told, in the child’s words.'),
  hasName: z.boolean(),
  covers: z.record(z.string(), CoverView).describe('By kind of service.'),
  openTo: z.array(z.string()).describe('Services that were asked and have not closed the loop.'),
  day: z.string().describe('The day for which this holds.'),
});
export type KnownOfChild = z.infer<typeof KnownOfChild>;

const Answered = Referral.shape.answers.element.omit({ by: true }).extend({ by: Colleague });

/** One referral as its reader sees it. */
export const ReferralView = z.object({
  id: EntryId,
  class: ReferralClass,
  ...Referral.pick({ service: true, message: true, opened: true, replyBy: true, at: true }).shape,
  by: Colleague,
  from: z.string().describe('The team that answers for the child.'),
  team: z.string().nullable().describe('The team here that was asked.'),
  state: ReferralState,
  answers: z.array(Answered),
  handedOver: z.object({ way: z.string(), on: CalendarDay, by: Colleague }).nullable(),
  withdrawn: z.object({ reason: z.string(), at: Instant, by: Colleague }).nullable(),
  missing: z.enum(['hand-over', 'reply', 'first-seen', 'outcome', 'another-service']).nullable(),
  standing: z.enum(['stands', 'stop', 'ask-again']),
  name: SpokenName.nullable().describe('Only where the service needs it and the reader may know.'),
  mayAnswer: z.array(AnswerCode).describe('The answers that this reader may still write down.'),
  mayWithdraw: z.boolean(),
  mayHandOver: z.boolean(),
});
export type ReferralView = z.infer<typeof ReferralView>;

/** One line of what was referred to a team: codes and moments, no word of the child. */
export const ReceivedCard = z.object({
  recordId: RecordId,
  referralId: EntryId,
  code: z.string(),
  kind: z.string(),
  urgency: z.string(),
  state: ReferralState,
  replyBy: Instant.nullable().describe('Null when the reply is given.'),
});
export type ReceivedCard = z.infer<typeof ReceivedCard>;
