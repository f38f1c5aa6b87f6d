import { z } from 'zod';
import { accessRefusals } from '#capabilities/access/contract.ts';
import { endpoint } from '#kernel/endpoint.ts';
import { EntryId, RecordId, TeamId, WorkerId } from '#kernel/ids.ts';
import { Instant } from '#kernel/instant.ts';
import { SpokenName } from '#kernel/spoken-name.ts';
import {
  Answers,
  HeldOrReceipt,
  sectionCommand,
  sectionRefusals,
  unknownCase,
} from './domain/operation-parts.ts';
import {
  AccessLine,
  CaseCard,
  CaseView,
  Colleague,
  LoadLine,
  ReceiptView,
  TimelineEntry,
} from './domain/views.ts';

export * from './contact-endpoints.ts';
export * from './held-endpoints.ts';

export const listCases = endpoint({
  id: 'cases.list',
  method: 'GET',
  path: '/cases',
  summary: 'Open cases that concern a team, soonest due first',
  access: 'signed-in',
  input: z.object({
    team: TeamId,
    of: z
      .enum(['team', 'worker', 'nobody', 'approval', 'shared'])
      .default('team')
      .describe(
        '`worker`: of one worker, the asker unless named; `nobody`: without a worker; `approval`: a plan waits for a supervisor; `shared`: of other teams that shared them.',
      ),
    worker: WorkerId.optional(),
    after: z.string().max(100).optional().describe('The cursor that the page before gave.'),
    limit: z.number().int().min(1).max(100).default(50),
  }),
  output: z.object({
    cases: z.array(CaseCard),
    next: z.string().nullable(),
    onlyHere: z
      .boolean()
      .optional()
      .describe('Asked of a device without a network: cases of others may not be among them.'),
  }),
  refusals: { 'cases.list.cursor-unreadable': 400 },
});

export const listReceipts = endpoint({
  id: 'cases.receipts',
  method: 'GET',
  path: '/handovers',
  summary: 'What the asker handed over in the last 90 days: receipts, nothing of the children',
  access: 'signed-in',
  input: z.object({}),
  output: z.object({
    receipts: z.array(
      z.object({
        recordId: RecordId,
        code: z.string(),
        team: z.object({ id: TeamId, name: z.string(), phone: z.string().nullable() }),
        arrivedAt: Instant,
        takenAt: Instant.nullable().describe('Since when someone there has it in hand.'),
        isWaiting: z
          .boolean()
          .optional()
          .describe(
            'Kept on the device of the asker since `arrivedAt`; the team knows nothing yet.',
          ),
      }),
    ),
  }),
  refusals: {},
});

export const readLoad = endpoint({
  id: 'cases.team-load',
  method: 'GET',
  path: '/teams/:team/load',
  summary: 'How many open cases each worker of a team has, for its supervisor',
  access: 'signed-in',
  input: z.object({ team: TeamId }),
  output: z.object({
    workers: z.array(LoadLine.extend({ worker: Colleague })),
    nobody: LoadLine,
  }),
  refusals: accessRefusals,
});

export const assignCase = endpoint({
  id: 'cases.assign',
  method: 'POST',
  path: '/cases/:recordId/assignment',
  summary:
    'Name the worker who has the case, or take it back; a worker may take on what nobody has',
  access: 'signed-in',
  input: z.object({
    entryId: EntryId,
    deviceTime: Instant,
    recordId: RecordId,
    basedOn: z.number().int().nonnegative(),
    worker: WorkerId.nullable(),
  }),
  output: ReceiptView,
  refusals: {
    ...unknownCase,
    ...accessRefusals,
    'section.moved-on': 409,
    'cases.assignment.not-a-colleague': 422,
    'cases.assignment.unchanged': 409,
    'journal.entry.id-taken': 409,
    'journal.record.moved-on': 409,
  },
});

export const readCase = endpoint({
  id: 'cases.read',
  method: 'GET',
  path: '/cases/:recordId',
  summary: 'A case, as far as the reader may see it',
  access: 'signed-in',
  input: z.object({ recordId: RecordId }),
  output: CaseView,
  refusals: unknownCase,
});

export const readTimeline = endpoint({
  id: 'cases.timeline',
  method: 'GET',
  path: '/cases/:recordId/timeline',
  summary: 'What was written, oldest first',
  access: 'signed-in',
  input: z.object({ recordId: RecordId, after: z.number().int().nonnegative().default(0) }),
  output: z.object({ entries: z.array(TimelineEntry) }),
  refusals: unknownCase,
});

export const readAccessLog = endpoint({
  id: 'cases.access-log',
  method: 'GET',
  path: '/cases/:recordId/access-log',
  summary: 'Who saw or changed the case; asked under purpose `supervision` or `quality-audit`',
  access: 'signed-in',
  input: z.object({ recordId: RecordId }),
  output: z.object({ lines: z.array(AccessLine) }),
  refusals: { ...unknownCase, ...accessRefusals },
});

export const registerChild = endpoint({
  id: 'cases.register-child',
  method: 'POST',
  path: '/cases/:recordId/registration',
  summary: 'Write down who the child is, as far as known; again to correct',
  access: 'signed-in',
  input: z.object({ ...sectionCommand, answers: Answers }),
  output: HeldOrReceipt,
  refusals: {
    ...sectionRefusals,
    'cases.registration.birth-in-future': 422,
    'cases.registration.birth-after-meeting': 422,
  },
});

export const recordConsent = endpoint({
  id: 'cases.record-consent',
  method: 'POST',
  path: '/cases/:recordId/consent',
  summary: 'Record what the child and a safe adult agreed to, purpose by purpose',
  access: 'signed-in',
  input: z.object({ ...sectionCommand, answers: Answers }),
  output: HeldOrReceipt,
  refusals: { ...sectionRefusals, 'cases.consent.giver-may-exploit': 422 },
});

export const assessRisk = endpoint({
  id: 'cases.assess-risk',
  method: 'POST',
  path: '/cases/:recordId/risk',
  summary: 'Assess the risk; its clock starts',
  access: 'signed-in',
  input: z.object({ ...sectionCommand, answers: Answers }),
  output: HeldOrReceipt,
  refusals: { ...sectionRefusals, 'cases.risk.level-missing': 422, 'cases.risk.below-floor': 422 },
});

export const writePlan = endpoint({
  id: 'cases.write-plan',
  method: 'POST',
  path: '/cases/:recordId/plan',
  summary: 'Write the plan, or write it anew; it then waits for a supervisor',
  access: 'signed-in',
  input: z.object({ ...sectionCommand, actions: z.array(Answers).max(50) }),
  output: HeldOrReceipt,
  refusals: {
    ...sectionRefusals,
    'cases.plan.no-actions': 422,
    'cases.plan.risk-not-assessed': 422,
    'cases.plan.due-missing': 422,
    'cases.plan.due-in-past': 422,
    'cases.plan.consent-missing': 422,
  },
});

export const judgePlan = endpoint({
  id: 'cases.judge-plan',
  method: 'POST',
  path: '/cases/:recordId/plan/judgement',
  summary: 'Approve the plan or return it with a reason; never one’s own',
  access: 'signed-in',
  input: z.object({
    entryId: EntryId,
    deviceTime: Instant,
    recordId: RecordId,
    basedOn: z.number().int().nonnegative(),
    approved: z.boolean(),
    note: z.string().max(2000).default(''),
  }),
  output: ReceiptView,
  refusals: {
    ...unknownCase,
    ...accessRefusals,
    'section.moved-on': 409,
    'cases.plan.none-to-judge': 409,
    'cases.plan.own-plan': 403,
    'cases.plan.reason-missing': 422,
    'journal.entry.id-taken': 409,
    'journal.record.moved-on': 409,
  },
});

export const lookUpChild = endpoint({
  id: 'cases.look-up',
  method: 'POST',
  path: '/cases/look-up',
  summary:
    'Search before create: cases that hold this name among those the asker may see, and whether there are others',
  access: 'signed-in',
  input: z.object({ name: SpokenName }),
  output: z.object({
    known: z.array(z.object({ recordId: RecordId, code: z.string() })),
    elsewhere: z.boolean().describe('A possible match exists that the asker may not see.'),
    onlyHere: z
      .boolean()
      .optional()
      .describe('Asked of a device without a network: it knows what it carries, and no more.'),
  }),
  refusals: accessRefusals,
});
