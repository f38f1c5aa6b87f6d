import { z } from 'zod';
import { CalendarDay } from '#kernel/calendar-day.ts';
import { EntryId, GrantId, TeamId, WorkerId } from '#kernel/ids.ts';
import { Instant } from '#kernel/instant.ts';
import { type FoldedEntry, section, type SectionDefinition } from '#kernel/record-type.ts';
import { SensitivityClass } from '#kernel/sensitivity.ts';
import { Message } from './message.ts';
import { ReferralClass } from './service.ts';

/** A referral is known by the entry that sent it. */
export const ReferralId = EntryId;
export type ReferralId = EntryId;

/** The service as it was when it was asked; packs change. */
export const ServiceAsked = z.strictObject({
  id: z.string(),
  kind: z.string(),
  names: z.record(z.string(), z.string()),
  phone: z.string(),
  needsName: z.boolean(),
});
export type ServiceAsked = z.infer<typeof ServiceAsked>;

/** RE-4: what was opened to a team here. Null for a service outside. */
export const Opened = z.strictObject({
  team: TeamId,
  grantId: GrantId,
  classes: z.array(SensitivityClass),
  until: Instant,
});
export type Opened = z.infer<typeof Opened>;

export const ReferralSent = z.object({
  service: ServiceAsked,
  message: Message,
  opened: Opened.nullable(),
  replyBy: Instant.nullable(),
  at: Instant,
});

export const AnswerCode = z.enum(['received', 'accepted', 'declined', 'first-seen', 'completed']);
export type AnswerCode = z.infer<typeof AnswerCode>;

/** RE-5: what the service said; `reason` in a code of `referral-decline`, `outcome` of `referral-outcome`. */
export const Reply = z.discriminatedUnion('answer', [
  z.strictObject({ answer: z.literal('received') }),
  z.strictObject({ answer: z.literal('accepted') }),
  z.strictObject({ answer: z.literal('declined'), reason: z.string().max(60) }),
  z.strictObject({ answer: z.literal('first-seen'), on: CalendarDay }),
  z.strictObject({ answer: z.literal('completed'), outcome: z.string().max(60) }),
]);
export type Reply = z.infer<typeof Reply>;

export const ReferralAnswered = z.object({
  referral: ReferralId,
  reply: Reply,
  note: z.string().max(2000).nullable(),
  heardBy: z
    .enum(['service', 'team-of-the-child'])
    .describe('Who writes down what the service says.'),
  at: Instant,
});
export type ReferralAnswered = z.infer<typeof ReferralAnswered>;

export const ReferralHandedOver = z.object({
  referral: ReferralId,
  way: z.string().max(60).describe('A code of the list `referral-way`.'),
  on: CalendarDay,
  at: Instant,
});

export const ReferralWithdrawn = z.object({
  referral: ReferralId,
  reason: z.string().max(60).describe('A code of the list `referral-withdrawal`.'),
  at: Instant,
});

const By = { by: WorkerId };

export const ReferralState = z.enum([
  'sent',
  'received',
  'accepted',
  'declined',
  'first-seen',
  'completed',
  'withdrawn',
]);
export type ReferralState = z.infer<typeof ReferralState>;

/** One referral and all that became of it. */
export const Referral = ReferralSent.extend({
  id: ReferralId,
  ...By,
  state: ReferralState,
  answers: z.array(ReferralAnswered.omit({ referral: true }).extend(By)),
  handedOver: ReferralHandedOver.omit({ referral: true }).extend(By).nullable(),
  withdrawn: ReferralWithdrawn.omit({ referral: true }).extend(By).nullable(),
});
export type Referral = z.infer<typeof Referral>;

type Referrals = readonly Referral[];

/** RE-2: the referrals of one class. Every class has the same entries and the same fold. */
function referralsOf(one: ReferralClass): SectionDefinition<Referrals> {
  return section<Referrals>({
    section: `${one}-referrals`,
    class: one,
    start: [],
    evolve: (state, entry) => {
      switch (entry.type) {
        case 'referrals.sent':
          return sent(state, entry);
        case 'referrals.answered':
          return change(
            state,
            entry,
            ReferralAnswered,
            ({ reply, note, heardBy, at }, { answers }) => ({
              state: reply.answer,
              answers: [...answers, { reply, note, heardBy, at, by: entry.author }],
            }),
          );
        case 'referrals.handed-over':
          return change(state, entry, ReferralHandedOver, ({ way, on, at }) => ({
            handedOver: { way, on, at, by: entry.author },
          }));
        case 'referrals.withdrawn':
          return change(state, entry, ReferralWithdrawn, ({ reason, at }) => ({
            state: 'withdrawn',
            withdrawn: { reason, at, by: entry.author },
          }));
        default:
          return state;
      }
    },
  });
}

function sent(state: Referrals, entry: FoldedEntry): Referrals {
  const read = ReferralSent.safeParse(entry.body);
  if (!read.success) return state;
  const begun = { state: 'sent', answers: [], handedOver: null, withdrawn: null } as const;
  return [...state, { ...read.data, ...begun, answers: [], id: entry.id, by: entry.author }];
}

/** A body of a shape that a newer version writes leaves the state as it is. */
function change<Schema extends z.ZodType<{ readonly referral: ReferralId }>>(
  state: Referrals,
  entry: FoldedEntry,
  schema: Schema,
  changed: (said: z.infer<Schema>, referral: Referral) => Partial<Referral>,
): Referrals {
  const said = schema.safeParse(entry.body);
  if (!said.success) return state;
  return state.map((one) =>
    one.id === said.data.referral ? { ...one, ...changed(said.data, one) } : one,
  );
}

export const referralSections: Readonly<Record<ReferralClass, SectionDefinition<Referrals>>> = {
  health: referralsOf('health'),
  justice: referralsOf('justice'),
  care: referralsOf('care'),
};

/** The same, in the order of a record type. */
export const everyReferralSection = ReferralClass.options.map((one) => referralSections[one]);

const CLOSED: readonly ReferralState[] = ['declined', 'completed', 'withdrawn'];

export function isOpen({ state }: Pick<Referral, 'state'>): boolean {
  return !CLOSED.includes(state);
}
