import { z } from 'zod';
import { CalendarDay } from '#kernel/calendar-day.ts';
import { WorkerId } from '#kernel/ids.ts';
import { FormPart } from '#kernel/form-answers.ts';
import { Instant } from '#kernel/instant.ts';
import { type FoldedEntry, section } from '#kernel/record-type.ts';
import { keepsSiblings, Sibling } from '#kernel/siblings.ts';
import { RiskLevel } from './risk-level.ts';

const Answers = z.record(z.string(), z.unknown());

/** Answers to a form, with who wrote them and when. The newest is what holds; older ones stay in the journal. */
export const Written = z.object({ answers: Answers, at: Instant });
export const WrittenBy = Written.extend({
  by: WorkerId,
  siblings: z.array(Sibling).readonly().optional(),
});
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

const FirstContactWritten = Written.extend({ part: FormPart.default('whole') });
/** CA-22: `isWhole` is false while only the quick part was saved. */
export const FirstContactState = WrittenBy.extend({ isWhole: z.boolean() }).nullable();
export type FirstContactState = z.infer<typeof FirstContactState>;

export const firstContactSection = keepsSiblings<NonNullable<FirstContactState>>({
  section: 'first-contact',
  class: 'care',
  start: null,
  evolve: (state, entry) => {
    const written =
      bodyOf(entry, 'cases.first-contact-made', FirstContactWritten) ??
      bodyOf(entry, 'cases.first-contact-completed', FirstContactWritten);
    if (!written) return state;
    const { answers, at, part } = written;
    return { answers, at, by: entry.author, isWhole: part === 'whole' };
  },
});
export const identitySection = keepsSiblings<WrittenBy>({
  section: 'identity',
  class: 'identity',
  start: null,
  evolve: (state, entry) => {
    const written = bodyOf(entry, 'cases.child-registered', Written);
    return written ? { ...written, by: entry.author } : state;
  },
});

/** What is agreed to, each by itself; the ids of the questions of the consent form. */
export const ConsentPurpose = z.enum([
  'services',
  'storage',
  'referral',
  'tracing',
  'tracingPhoto',
  'statistics',
]);
export type ConsentPurpose = z.infer<typeof ConsentPurpose>;
export const ConsentGiver = z.enum(['child', 'caregiver', 'guardian']);
export type ConsentGiver = z.infer<typeof ConsentGiver>;
export const ConsentWithdrawn = z.object({
  purpose: ConsentPurpose,
  who: ConsentGiver,
  told: z.string(),
  at: Instant,
});
export const ConsentState = WrittenBy.extend({
  withdrawn: z.array(ConsentWithdrawn.extend({ by: WorkerId })),
}).nullable();
export type ConsentState = z.infer<typeof ConsentState>;

/** Answers that stand only while the one they hang on is agreed to. */
const HANGS_ON: Readonly<Partial<Record<ConsentPurpose, readonly string[]>>> = {
  referral: ['referralTo'],
  tracing: ['tracingPhoto', 'tracingPhotoBy'],
};

/** CA-23: what was taken back counts as refused from then on, for every rule that asks. */
export const consentSection = keepsSiblings<NonNullable<ConsentState>>({
  section: 'consent',
  class: 'care',
  start: null,
  evolve: (state, entry) => {
    const written = bodyOf(entry, 'cases.consent-recorded', Written);
    if (written) return { ...written, by: entry.author, withdrawn: [] };
    const withdrawn = bodyOf(entry, 'cases.consent-withdrawn', ConsentWithdrawn);
    if (!withdrawn || !state) return state;
    const { purpose, who } = withdrawn;
    const gone = HANGS_ON[purpose] ?? [];
    const left = Object.entries(state.answers).filter(([id]) => !gone.includes(id));
    return {
      ...state,
      answers: { ...Object.fromEntries(left), [purpose]: 'refused', [`${purpose}By`]: [who] },
      withdrawn: [...state.withdrawn, { ...withdrawn, by: entry.author }],
      // A no of the child leaves nothing to decide about.
      siblings: state.siblings?.filter(({ field }) => field !== purpose && !gone.includes(field)),
    };
  },
});

export const riskSection = keepsSiblings<NonNullable<RiskState>>({
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
