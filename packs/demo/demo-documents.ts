import { z } from 'zod';
import { CalendarDay, plusDays } from '#kernel/calendar-day.ts';
import { Code } from '#kernel/code-list.ts';
import { PCode } from '#kernel/place.ts';

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
  daysAgo: z.number().int().nonnegative(),
});
export type DemoFact = z.infer<typeof DemoFact>;

/** A child's case, as far as the work has come: what is absent has not been done. */
export const DemoChild = z.strictObject({
  id: Code,
  team: Code.describe('The team that answers for the child.'),
  openedBy: SignInName.describe('Another than `worker` has handed the child over.'),
  worker: SignInName,
  openedDaysAgo: z.number().int().nonnegative(),
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
});
export type DemoChild = z.infer<typeof DemoChild>;

export const DemoChildren = z.strictObject({ children: z.array(DemoChild).min(1) });
export type DemoChildren = z.infer<typeof DemoChildren>;

/** The same value with `today`, `today-3` and `today+7` as days, so that the demo never grows old. */
export function withDays(value: unknown, today: CalendarDay): unknown {
  if (typeof value === 'string') {
    const [whole, days] = /^today([+-]\d+)?$/.exec(value) ?? [];
    return whole === undefined ? value : plusDays(today, Number(days ?? 0));
  }
  if (Array.isArray(value)) return value.map((item) => withDays(item, today));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, withDays(inner, today)]),
  );
}
