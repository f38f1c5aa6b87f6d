import { z } from 'zod';
import { CalendarDay } from '#kernel/calendar-day.ts';
import { WorkerId } from '#kernel/ids.ts';
import { Instant } from '#kernel/instant.ts';
import { type FoldedEntry, section } from '#kernel/record-type.ts';
import { RiskLevel } from './risk-level.ts';

const Answers = z.record(z.string(), z.unknown());

/** Answers to a form, with who wrote them and when. The newest is what holds; older ones stay in the journal. */
export const Written = z.object({ answers: Answers, at: Instant });
export const WrittenBy = Written.extend({ by: WorkerId });
export type WrittenBy = z.infer<typeof WrittenBy>;

export const RiskAssessed = Written.extend({ level: RiskLevel });

export const PlanAction = z.strictObject({ answers: Answers, dueDay: CalendarDay });
export type PlanAction = z.infer<typeof PlanAction>;
export const PlanWritten = z.object({
  actions: z.array(PlanAction).min(1).max(50),
  at: Instant,
});

export const PlanJudged = z.object({
  approved: z.boolean(),
  note: z.string().max(2000),
  at: Instant,
});

export const RiskState = WrittenBy.extend({ level: RiskLevel }).nullable();
export type RiskState = z.infer<typeof RiskState>;

export const PlanState = z
  .object({
    actions: z.array(PlanAction),
    at: Instant,
    by: WorkerId,
    judgement: PlanJudged.extend({ by: WorkerId }).nullable(),
  })
  .nullable();
export type PlanState = z.infer<typeof PlanState>;

export const firstContactSection = answersSection(
  'first-contact',
  'care',
  'cases.first-contact-made',
);
export const identitySection = answersSection('identity', 'identity', 'cases.child-registered');
export const consentSection = answersSection('consent', 'care', 'cases.consent-recorded');

export const riskSection = section<RiskState>({
  section: 'risk',
  class: 'care',
  start: null,
  evolve: (state, entry) => {
    const assessed = bodyOf(entry, 'cases.risk-assessed', RiskAssessed);
    if (!assessed) return state;
    return { answers: assessed.answers, at: assessed.at, level: assessed.level, by: entry.author };
  },
});

export const planSection = section<PlanState>({
  section: 'plan',
  class: 'care',
  start: null,
  evolve: (state, entry) => {
    const written = bodyOf(entry, 'cases.plan-written', PlanWritten);
    if (written)
      return { actions: written.actions, at: written.at, by: entry.author, judgement: null };
    const judged =
      bodyOf(entry, 'cases.plan-approved', PlanJudged) ??
      bodyOf(entry, 'cases.plan-returned', PlanJudged);
    return judged && state ? { ...state, judgement: { ...judged, by: entry.author } } : state;
  },
});

function answersSection(name: string, sensitivity: 'identity' | 'care', type: string) {
  return section<WrittenBy | null>({
    section: name,
    class: sensitivity,
    start: null,
    evolve: (state, entry) => {
      const written = bodyOf(entry, type, Written);
      return written ? { ...written, by: entry.author } : state;
    },
  });
}

/** The body of an entry of this type; undefined for other types and for shapes of a newer version. */
function bodyOf<Schema extends z.ZodType>(
  entry: FoldedEntry,
  type: string,
  schema: Schema,
): z.infer<Schema> | undefined {
  if (entry.type !== type) return undefined;
  const parsed = schema.safeParse(entry.body);
  return parsed.success ? parsed.data : undefined;
}
