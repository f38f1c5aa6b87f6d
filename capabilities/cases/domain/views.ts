import { z } from 'zod';
import { CalendarDay } from '#kernel/calendar-day.ts';
import { EntryId, RecordId, TeamId, WorkerId } from '#kernel/ids.ts';
import { Instant } from '#kernel/instant.ts';
import { Purpose, SensitivityClass } from '#kernel/sensitivity.ts';
import { SiblingView } from '#kernel/siblings-view.ts';
import { RiskLevel } from './risk-level.ts';
import { ConsentGiver, ConsentPurpose } from './sections.ts';

/** Someone who works here, as shown beside what they wrote. */
export const Colleague = z.object({ id: WorkerId, name: z.string() });
export type Colleague = z.infer<typeof Colleague>;

/** How far a case has come; what a card may say of the child without saying who. */
export const CaseCodes = z.object({
  risk: RiskLevel.nullable(),
  plan: z.enum(['none', 'written', 'approved', 'returned']),
  result: z.string().nullable().describe('The most protective result of the rules; never a score.'),
});
export type CaseCodes = z.infer<typeof CaseCodes>;

/** One line of the list: no name, no place. */
export const CaseCard = z.object({
  recordId: RecordId,
  code: z.string(),
  dueAt: Instant.nullable(),
  dueClock: z
    .string()
    .nullable()
    .describe('What is due first, by its clock; null when nothing is, or not for this reader.'),
  worker: Colleague.nullable(),
  codes: CaseCodes.nullable().describe('Null for a reader without class `care`.'),
});
export type CaseCard = z.infer<typeof CaseCard>;

const AnswersWritten = z.object({
  answers: z.record(z.string(), z.unknown()),
  at: Instant,
  by: Colleague,
  siblings: z
    .array(SiblingView)
    .optional()
    .describe(
      'Questions in which two people wrote different things without knowing of each other.',
    ),
});

/** A section as its reader sees it: null content when nothing is written, absent when not granted. */
function sectionView<Content extends z.ZodType>(content: Content) {
  return z
    .object({
      content: content.nullable(),
      position: z.number().int().describe('The version to send back as `basedOn`.'),
      mayWrite: z.boolean(),
    })
    .optional();
}

export const PlanView = z.object({
  actions: z.array(z.object({ answers: z.record(z.string(), z.unknown()), dueDay: CalendarDay })),
  at: Instant,
  by: Colleague,
  judgement: z
    .object({ approved: z.boolean(), note: z.string(), at: Instant, by: Colleague })
    .nullable(),
});

/** A case, as far as its reader may see it. */
export const CaseView = z.object({
  recordId: RecordId,
  code: z.string(),
  team: z.object({ id: TeamId, name: z.string() }),
  dueAt: Instant.nullable(),
  clocks: z
    .array(z.object({ clock: z.string(), at: Instant, confirmed: z.boolean() }))
    .describe('What is due and when, first due first, as far as the reader may know of it.'),
  isOpen: z.boolean(),
  assignment: z
    .object({
      worker: Colleague.nullable(),
      position: z.number().int().describe('The version to send back as `basedOn`.'),
      mayTakeOn: z.boolean(),
      mayAssign: z.boolean(),
    })
    .describe('Who has the case.'),
  firstContact: sectionView(
    AnswersWritten.extend({
      isWhole: z.boolean().describe('False while only the quick part was saved.'),
    }),
  ),
  registration: sectionView(AnswersWritten),
  consent: sectionView(
    AnswersWritten.extend({
      withdrawn: z
        .array(
          z.object({
            purpose: ConsentPurpose,
            who: ConsentGiver,
            told: z.string(),
            at: Instant,
            by: Colleague,
          }),
        )
        .describe('What was taken back since; it counts as refused.'),
    }),
  ),
  risk: sectionView(AnswersWritten.extend({ level: RiskLevel })),
  plan: sectionView(PlanView),
  mayApprovePlan: z.boolean(),
  waiting: z
    .number()
    .int()
    .describe('Entries that wait for a supervisor, as far as the reader may see.'),
});
export type CaseView = z.infer<typeof CaseView>;

/** CA-11: what one worker of a team has. */
export const LoadLine = z.object({
  open: z.number().int(),
  late: z.number().int().describe('Past their first due moment.'),
  urgent: z.number().int().describe('At high or immediate risk.'),
});
export type LoadLine = z.infer<typeof LoadLine>;

/** One line of the timeline. The body is what its reader may see of the entry. */
export const TimelineEntry = z.object({
  id: EntryId,
  position: z.number().int(),
  type: z.string(),
  section: z.string(),
  class: SensitivityClass,
  form: z.object({ id: z.string(), version: z.number().int() }).nullable(),
  by: Colleague,
  purpose: Purpose,
  at: Instant,
  deviceTime: Instant,
  body: z.record(z.string(), z.unknown()),
  isWaiting: z.boolean().optional().describe('Written on this device; no server has taken it yet.'),
});
export type TimelineEntry = z.infer<typeof TimelineEntry>;

/** One line of the access log: who did or saw what, and why. No content. */
export const AccessLine = z.object({
  at: Instant,
  by: Colleague.nullable(),
  action: z.string(),
  purpose: Purpose.nullable(),
  classes: z.array(SensitivityClass),
});
export type AccessLine = z.infer<typeof AccessLine>;

export const ReceiptView = z.object({
  entryId: EntryId,
  position: z.number().int(),
  at: Instant,
  replayed: z.boolean().describe('True when this very command had arrived before.'),
  isKept: z.boolean().optional().describe('Kept on this device; it goes out when it can.'),
});
export type ReceiptView = z.infer<typeof ReceiptView>;
