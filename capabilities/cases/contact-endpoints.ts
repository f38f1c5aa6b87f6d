import { z } from 'zod';
import { endpoint } from '#kernel/endpoint.ts';
import { EntryId, RecordId } from '#kernel/ids.ts';
import { Instant } from '#kernel/instant.ts';
import { ConsentGiver, ConsentPurpose } from './domain/sections.ts';
import { ReceiptView } from './domain/views.ts';
import { Answers, HeldOrReceipt, sectionCommand, sectionRefusals } from './domain/operation-parts.ts';

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
