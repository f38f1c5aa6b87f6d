import { z } from 'zod';
import { accessRefusals } from '#capabilities/access/contract.ts';
import { endpoint } from '#kernel/endpoint.ts';
import { FormPart } from '#kernel/form-answers.ts';
import { EntryId, RecordId, TeamId } from '#kernel/ids.ts';
import { Instant } from '#kernel/instant.ts';
import { ConsentGiver, ConsentPurpose } from './domain/sections.ts';
import { ReceiptView } from './domain/views.ts';
import {
  Answers,
  command,
  HeldOrReceipt,
  sectionCommand,
  sectionRefusals,
} from './domain/operation-parts.ts';

const part = FormPart.default('whole').describe(
  '`quick`: safety and whom to call; the team completes the rest.',
);

export const openCase = endpoint({
  id: 'cases.open',
  method: 'POST',
  path: '/cases',
  summary: 'Open a case with a first contact',
  access: 'signed-in',
  input: z.object({ ...command, recordId: RecordId, team: TeamId, part, answers: Answers }),
  output: z.object({ recordId: RecordId, code: z.string(), receipt: ReceiptView }),
  refusals: {
    ...accessRefusals,
    'form.version.unknown': 422,
    'form.answers.invalid': 422,
    'cases.contact.in-future': 422,
    'cases.contact.violence-in-future': 422,
    'journal.entry.id-taken': 409,
  },
});

export const handOverChild = endpoint({
  id: 'cases.hand-over',
  method: 'POST',
  path: '/handovers',
  summary:
    'Hand a child over to the team that protects; the sender keeps a receipt and sees nothing more',
  access: 'signed-in',
  input: z.object({ ...command, recordId: RecordId, team: TeamId, part, answers: Answers }),
  output: z.object({ code: z.string(), receipt: ReceiptView, team: z.string() }),
  refusals: {
    ...accessRefusals,
    'cases.handover.team-unknown': 404,
    'form.version.unknown': 422,
    'form.answers.invalid': 422,
    'cases.contact.in-future': 422,
    'cases.contact.violence-in-future': 422,
    'journal.entry.id-taken': 409,
  },
});

export const listReceivingTeams = endpoint({
  id: 'cases.receiving-teams',
  method: 'GET',
  path: '/handovers/teams',
  summary: 'Teams that take children on',
  access: 'signed-in',
  input: z.object({}),
  output: z.object({
    teams: z.array(
      z.object({
        id: TeamId,
        name: z.string(),
        agency: z.string(),
        phone: z.string().nullable(),
      }),
    ),
  }),
  refusals: {},
});

export const completeFirstContact = endpoint({
  id: 'cases.complete-first-contact',
  method: 'POST',
  path: '/cases/:recordId/first-contact',
  summary: 'Complete a first contact that was saved in haste, or correct it',
  access: 'signed-in',
  input: z.object({ ...sectionCommand, answers: Answers }),
  output: HeldOrReceipt,
  refusals: {
    ...sectionRefusals,
    'cases.contact.in-future': 422,
    'cases.contact.violence-in-future': 422,
  },
});

const {
  'form.version.unknown': _version,
  'form.answers.invalid': _answers,
  'section.conflict.none': _conflict,
  'section.moved-on': _movedOn,
  ...refusals
} = sectionRefusals;

export const withdrawConsent = endpoint({
  id: 'cases.withdraw-consent',
  method: 'POST',
  path: '/cases/:recordId/consent/withdrawal',
  summary: 'Take back one agreement; the others stay',
  access: 'signed-in',
  input: z.object({
    recordId: RecordId,
    entryId: EntryId,
    deviceTime: Instant,
    basedOn: z.number().int().nonnegative(),
    purpose: ConsentPurpose,
    who: ConsentGiver,
    told: z.string().trim().min(3).max(2000).describe('What the child was told will follow.'),
  }),
  output: ReceiptView,
  refusals: {
    ...refusals,
    'cases.consent.none-to-withdraw': 409,
    'cases.consent.giver-may-exploit': 422,
  },
});
