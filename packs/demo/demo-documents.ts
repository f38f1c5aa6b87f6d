import { z } from 'zod';
import { CalendarDay, plusDays } from '#kernel/calendar-day.ts';
import { Code } from '#kernel/code-list.ts';
import { PCode } from '#kernel/place.ts';
import { Purpose, SensitivityClass } from '#kernel/sensitivity.ts';

/** What `people.yaml` and `children.yaml` hold: invented people for trying Amparo out. */
const Names = z.record(z.string(), z.string().min(1)).describe('By language tag.');
const SignInName = z
  .string()
  .regex(/^[a-z.]+@demo\.invalid$/, 'Invented people sign in under demo.invalid');

const Phone = z.string().regex(/^\+999 000 \d{4}$/, 'Invented people are called under +999 000');

export const DemoAgency = z.strictObject({ id: Code, names: Names });
export type DemoAgency = z.infer<typeof DemoAgency>;

export const DemoTeam = z.strictObject({
  id: Code,
  agency: Code,
  names: Names,
  phone: Phone,
  receives: z.boolean().default(false).describe('Takes on the children whom others hand over.'),
  covers: z.array(PCode).default([]).describe('The places, with all below, that it answers for.'),
});
export type DemoTeam = z.infer<typeof DemoTeam>;

export const DemoWorker = z.strictObject({
  signIn: SignInName,
  name: z.string().min(1),
  trained: z.boolean().describe('May ask what was done to a child.'),
  language: z.string(),
  roles: z.array(z.strictObject({ role: Code, team: Code })).min(1),
});
export type DemoWorker = z.infer<typeof DemoWorker>;

export const DemoPeople = z.strictObject({
  agencies: z.array(DemoAgency).min(1),
  teams: z.array(DemoTeam).min(1),
  workers: z.array(DemoWorker).min(1),
});
export type DemoPeople = z.infer<typeof DemoPeople>;

/** Answers to a form. Days are written as `today-3`; `withDays` puts real ones in their place. */
const DemoAnswers = z.record(z.string(), z.unknown());

export const DemoFact = z.strictObject({
  fact: Code,
  value: z.union([z.enum(['yes', 'no', 'unknown']), z.number()]),
  evidence: z.enum(['child-disclosed', 'observed', 'documented', 'third-party', 'inferred']),
  daysAgo: z.number().nonnegative(),
});
export type DemoFact = z.infer<typeof DemoFact>;

/** Who did something more with a case, and how many hours after it was opened. */
const step = { by: SignInName, hours: z.number().nonnegative() };

/** What may happen to a case beside its forms, in the order of happening. */
export const DemoLater = z.discriminatedUnion('what', [
  z.strictObject({ what: z.literal('child-words'), ...step, words: z.string() }),
  z.strictObject({ what: z.literal('accept-result'), ...step }),
  z.strictObject({ what: z.literal('other-result'), ...step, to: Code, reason: z.string() }),
  z.strictObject({
    what: z.literal('status'),
    ...step,
    to: z.enum(['suspected', 'presumed', 'formally-identified', 'not-confirmed']),
    office: z.string().optional().describe('The authority that decided, where one did.'),
    reason: z.string().optional(),
  }),
  z.strictObject({ what: z.literal('consent-again'), ...step, answers: DemoAnswers }),
  z.strictObject({ what: z.literal('written-offline'), ...step, risk: DemoAnswers }),
  z.strictObject({
    what: z.literal('share'),
    ...step,
    with: Code,
    classes: z.array(SensitivityClass).min(1),
    purpose: Purpose,
  }),
  z.strictObject({
    what: z.literal('refer'),
    ...step,
    service: Code,
    kind: Code.describe('Of the service, as in the list `helping-service`.'),
    answers: DemoAnswers,
  }),
  z.strictObject({
    what: z.literal('answer-referral'),
    ...step,
    answer: z.enum(['received', 'accepted']),
    purpose: Purpose,
  }),
  z.strictObject({
    what: z.literal('protect'),
    ...step,
    part: z.enum(['guardian', 'safe-place', 'health', 'justice', 'assessment']),
    answers: DemoAnswers,
    purpose: Purpose.default('child-protection'),
  }),
  z.strictObject({ what: z.literal('conflict'), ...step, worker: SignInName }),
  z.strictObject({ what: z.literal('break-glass'), ...step, explanation: z.string() }),
]);
export type DemoLater = z.infer<typeof DemoLater>;

/** A child's case, as far as the work has come: what is absent has not been done. */
export const DemoChild = z.strictObject({
  id: Code,
  team: Code.describe('The team that answers for the child.'),
  openedBy: SignInName.describe('Another than `worker` has handed the child over.'),
  worker: SignInName,
  openedDaysAgo: z.number().nonnegative(),
  firstContact: DemoAnswers,
  registration: DemoAnswers.optional(),
  consent: DemoAnswers.optional(),
  facts: z.array(DemoFact).optional(),
  risk: DemoAnswers.optional(),
  riskBy: SignInName.optional().describe('The supervisor who put it below high (CA-1).'),
  plan: z.array(DemoAnswers).min(1).optional(),
  planJudged: z
    .strictObject({ by: SignInName, approved: z.boolean(), note: z.string() })
    .optional(),
  later: z.array(DemoLater).default([]),
});
export type DemoChild = z.infer<typeof DemoChild>;

export const DemoChildren = z.strictObject({ children: z.array(DemoChild).min(1) });
export type DemoChildren = z.infer<typeof DemoChildren>;

/** The days that a document of the demo counts from. */
export type DemoDays = { readonly today: CalendarDay; readonly opened: CalendarDay };

/**
 * The same value with `today`, `today-3`, `opened+7` and the like as days, so that the demo never
 * grows old.
 */
export function withDays(value: unknown, days: DemoDays): unknown {
  if (typeof value === 'string') {
    const [, from, count] = /^(today|opened)([+-]\d+)?$/.exec(value) ?? [];
    if (from !== 'today' && from !== 'opened') return value;
    return plusDays(days[from], Number(count ?? 0));
  }
  if (Array.isArray(value)) return value.map((item) => withDays(item, days));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, withDays(inner, days)]),
  );
}
