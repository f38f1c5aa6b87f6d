import { z } from 'zod';
import { CalendarDay } from '#kernel/calendar-day.ts';
import type { Filled } from '#kernel/command.ts';
import { answersAs } from '#kernel/form-answers.ts';
import { referralContract } from './form-contract.ts';

/** Why a service may be told: the consent that covers it, or the legal basis in its place. */
export const Ground = z.strictObject({
  kind: z.enum(['consent', 'basis']),
  by: z.array(z.string()).describe('Who agreed, in codes of the list `consent-giver`.'),
  basis: z.string().nullable().describe('The legal basis, in a code of the list `legal-basis`.'),
  until: CalendarDay.nullable().describe('The last day on which it holds; then it is asked again.'),
});
export type Ground = z.infer<typeof Ground>;

/**
 * RE-3: what a service is told, and nothing else: the minimum referral message (domain note 3.7).
 * The id, the sender and the moment come with the entry.
 */
export const Message = z.strictObject({
  caseCode: z.string(),
  reason: z.string(),
  urgency: z.string(),
  replyHours: z.number().positive().nullable(),
  asked: z.string(),
  ageBand: z.string().nullable(),
  sex: z.string().nullable(),
  languages: z.array(z.string()),
  contactWay: z.string(),
  contactNote: z.string().nullable(),
  told: z.string().describe('What the child was told of this.'),
  ground: Ground,
});
export type Message = z.infer<typeof Message>;

/** What the record says of the child, as far as a service may be told. Null where nothing is written. */
export const Brief = z.strictObject({
  caseCode: z.string(),
  ageBand: z.string().nullable(),
  sex: z.string().nullable(),
  languages: z.array(z.string()),
});
export type Brief = z.infer<typeof Brief>;

export type Asking = Pick<Filled, 'answers'>;

/** Hours until a reply, by urgency, as the pack gives them. */
export type ReplyHours = Readonly<Record<string, number>>;

/** The message to a service, from the record and the worker's answers. The screen shows this very thing. */
export function composeMessage(
  known: { readonly brief: Brief; readonly ground: Ground },
  { answers }: Asking,
  hours: ReplyHours,
): Message {
  const said = answersAs(answers, referralContract);
  const { urgency = 'high' } = said;
  return {
    ...known.brief,
    reason: said.reason ?? '',
    urgency,
    replyHours: hours[urgency] ?? null,
    asked: said.asked ?? '',
    contactWay: said.contactWay ?? '',
    contactNote: said.contactNote ?? null,
    told: said.told ?? '',
    ground: known.ground,
  };
}
