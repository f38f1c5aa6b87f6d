import { z } from 'zod';
import { accessRefusals } from '#capabilities/access/contract.ts';
import { Code } from '#kernel/code-list.ts';
import { DateAsKnown } from '#kernel/date-as-known.ts';
import { endpoint } from '#kernel/endpoint.ts';
import { EntryId, RecordId } from '#kernel/ids.ts';
import { Instant } from '#kernel/instant.ts';
import { StatedAge } from './domain/age-at-event.ts';
import { EvidenceKind } from './domain/fact.ts';
import { IdentificationView } from './domain/identification-view.ts';
import { CompetentAuthority, Status } from './domain/status.ts';

const command = { recordId: RecordId, entryId: EntryId, deviceTime: Instant };
const unknownCase = { 'identification.case.unknown': 404 } as const;
const commandRefusals = {
  ...unknownCase,
  ...accessRefusals,
  'journal.entry.id-taken': 409,
  'journal.record.moved-on': 409,
} as const;

const Receipt = z.object({
  entryId: EntryId,
  position: z.number().int(),
  at: Instant,
  replayed: z.boolean(),
});
/** `held`: it needs a second person and waits for a supervisor, with the code of the reason. */
const ReceiptOrHeld = z.object({ receipt: Receipt.nullable(), held: z.string().nullable() });

export const readIdentification = endpoint({
  id: 'identification.read',
  method: 'GET',
  path: '/cases/:recordId/identification',
  summary: 'What was recorded, and what the rules make of it, explained',
  access: 'signed-in',
  input: z.object({ recordId: RecordId }),
  output: IdentificationView,
  refusals: { ...unknownCase, 'access.denied.class': 403 },
});

export const recordFacts = endpoint({
  id: 'identification.record-facts',
  method: 'POST',
  path: '/cases/:recordId/identification/facts',
  summary: 'Record what was learned; the rules are applied anew',
  access: 'signed-in',
  input: z.object({
    ...command,
    formId: Code,
    formVersion: z.number().int().positive(),
    answers: z.record(z.string(), z.unknown()).describe('Answers to the form, by field.'),
    evidence: EvidenceKind.describe('How these answers came to be known.'),
    event: DateAsKnown.optional().describe('When it happened, as far as known.'),
    ageAtEvent: StatedAge.optional().describe('The age at that time, as somebody said it.'),
  }),
  output: Receipt,
  refusals: {
    ...commandRefusals,
    'form.version.unknown': 422,
    'form.answers.invalid': 422,
    'identification.facts.none': 422,
    'identification.facts.too-many': 422,
    'identification.fact.unknown': 422,
    'identification.fact.wrong-kind': 422,
    'identification.fact.in-future': 422,
    'identification.age.in-future': 422,
    'identification.age.event-before-birth': 422,
  },
});

export const correctStatement = endpoint({
  id: 'identification.correct-statement',
  method: 'POST',
  path: '/cases/:recordId/identification/corrections',
  summary: 'Mark a statement as recorded in error; it stays readable and counts no more',
  access: 'signed-in',
  input: z.object({ ...command, entry: EntryId, fact: Code, reason: z.string().max(2000) }),
  output: Receipt,
  refusals: {
    ...commandRefusals,
    'identification.statement.unknown': 404,
    'identification.statement.corrected-before': 409,
    'identification.statement.not-yours': 403,
    'identification.reason.missing': 422,
  },
});

export const acceptResult = endpoint({
  id: 'identification.accept-result',
  method: 'POST',
  path: '/cases/:recordId/identification/acceptance',
  summary: 'Take over one of the results as the one to work with',
  access: 'signed-in',
  input: z.object({ ...command, evaluation: EntryId, result: Code }),
  output: Receipt,
  refusals: {
    ...commandRefusals,
    'identification.result.nothing-evaluated': 409,
    'identification.result.facts-moved-on': 409,
    'identification.result.not-among-results': 422,
  },
});

export const overrideResult = endpoint({
  id: 'identification.override-result',
  method: 'POST',
  path: '/cases/:recordId/identification/override',
  summary: 'Work with another result, with a reason; a lower one waits for a supervisor',
  access: 'signed-in',
  input: z.object({ ...command, evaluation: EntryId, to: Code, reason: z.string().max(2000) }),
  output: ReceiptOrHeld,
  refusals: {
    ...commandRefusals,
    'identification.result.nothing-evaluated': 409,
    'identification.result.facts-moved-on': 409,
    'identification.result.unknown': 422,
    'identification.result.same': 409,
    'identification.result.below-floor': 422,
    'identification.result.own-approval': 403,
    'identification.result.supervisor-needed': 403,
    'identification.reason.missing': 422,
  },
});

export const changeStatus = endpoint({
  id: 'identification.change-status',
  method: 'POST',
  path: '/cases/:recordId/identification/status',
  summary: 'Take a step on the ladder of status; an authority’s step names it',
  access: 'signed-in',
  input: z.object({
    ...command,
    to: Status,
    authority: CompetentAuthority.nullable().default(null),
    reason: z.string().max(2000).default(''),
  }),
  output: ReceiptOrHeld,
  refusals: {
    ...commandRefusals,
    'identification.status.no-step': 409,
    'identification.status.authority-missing': 422,
    'identification.status.authority-not-asked': 422,
    'identification.status.decided-in-future': 422,
    'identification.status.supervisor-needed': 403,
    'identification.reason.missing': 422,
  },
});
