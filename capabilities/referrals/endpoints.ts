import { z } from 'zod';
import { accessRefusals } from '#capabilities/access/contract.ts';
import { CalendarDay } from '#kernel/calendar-day.ts';
import { endpoint } from '#kernel/endpoint.ts';
import { EntryId, RecordId, TeamId } from '#kernel/ids.ts';
import { Instant } from '#kernel/instant.ts';
import { Purpose } from '#kernel/sensitivity.ts';
import { Message } from './domain/message.ts';
import { ReferralId, Reply } from './domain/referral-sections.ts';
import { KnownOfChild, ReceivedCard, ReferralView, ServiceView } from './domain/views.ts';

const command = {
  recordId: RecordId,
  entryId: EntryId.describe('Made by the sender: sending twice changes once.'),
  deviceTime: Instant,
};
const ofReferral = { ...command, referralId: ReferralId };

const Receipt = z.object({
  entryId: EntryId,
  position: z.number().int(),
  at: Instant,
  replayed: z.boolean(),
});

const unknownCase = { 'referrals.case.unknown': 404 } as const;
const commandRefusals = {
  ...unknownCase,
  ...accessRefusals,
  'journal.entry.id-taken': 409,
  'journal.record.moved-on': 409,
} as const;
const ofReferralRefusals = {
  ...commandRefusals,
  'referrals.referral.unknown': 404,
  'referrals.referral.closed': 409,
  'referrals.code.unknown': 422,
} as const;

export const listServices = endpoint({
  id: 'referrals.services',
  method: 'GET',
  path: '/services',
  summary: 'Who can help: services of the country, whether they work here, what they need to know',
  access: 'signed-in',
  input: z.strictObject({}),
  output: z.object({ services: z.array(ServiceView) }),
  refusals: {},
});

export const readReferrals = endpoint({
  id: 'referrals.read',
  method: 'GET',
  path: '/cases/:recordId/referrals',
  summary: 'The referrals of a child that the reader may see, and what a further one would rest on',
  access: 'signed-in',
  input: z.strictObject({ recordId: RecordId }),
  output: z.object({
    code: z.string(),
    referrals: z.array(ReferralView),
    known: KnownOfChild.nullable().describe('For whoever may refer; null for all others.'),
  }),
  refusals: unknownCase,
});

export const referChild = endpoint({
  id: 'referrals.refer',
  method: 'POST',
  path: '/cases/:recordId/referrals',
  summary: 'Ask a service to help; a team here is let in by the same act',
  access: 'signed-in',
  input: z.strictObject({
    ...command,
    service: z.string().max(100),
    formVersion: z.number().int().positive(),
    answers: z.record(z.string(), z.unknown()),
    seen: Message.describe(
      'The message as it stood before the sender’s eyes; another is not sent.',
    ),
  }),
  output: z.object({
    referralId: ReferralId,
    receipt: Receipt,
    opened: z
      .object({ team: z.string(), until: Instant })
      .nullable()
      .describe('Null for a service outside: it is told by hand.'),
  }),
  refusals: {
    ...commandRefusals,
    'form.version.unknown': 422,
    'form.answers.invalid': 422,
    'referrals.service.unknown': 404,
    'referrals.service.asked-before': 409,
    'referrals.message.changed': 409,
    'referrals.consent.not-asked': 422,
    'referrals.consent.refused': 422,
    'referrals.consent.not-named': 422,
    'referrals.consent.nobody-safe': 422,
    'referrals.consent.withdrawn': 422,
    'referrals.consent.ask-again': 422,
  },
});

export const answerReferral = endpoint({
  id: 'referrals.answer',
  method: 'POST',
  path: '/cases/:recordId/referrals/:referralId/answers',
  summary: 'Write down what the service says: received, accepted, declined, first seen, completed',
  access: 'signed-in',
  input: z.strictObject({
    ...ofReferral,
    reply: Reply,
    note: z.string().trim().max(2000).default(''),
  }),
  output: z.object({ receipt: Receipt }),
  refusals: {
    ...ofReferralRefusals,
    'referrals.answer.not-yours': 403,
    'referrals.answer.said-before': 409,
    'referrals.answer.too-late-to-decline': 409,
    'referrals.answer.day-impossible': 422,
  },
});

export const handOverReferral = endpoint({
  id: 'referrals.hand-over',
  method: 'POST',
  path: '/cases/:recordId/referrals/:referralId/hand-over',
  summary: 'Write down how a service outside was told, and when',
  access: 'signed-in',
  input: z.strictObject({ ...ofReferral, way: z.string().max(60), on: CalendarDay }),
  output: z.object({ receipt: Receipt }),
  refusals: {
    ...ofReferralRefusals,
    'referrals.hand-over.team-here': 409,
    'referrals.hand-over.day-impossible': 422,
  },
});

export const withdrawReferral = endpoint({
  id: 'referrals.withdraw',
  method: 'POST',
  path: '/cases/:recordId/referrals/:referralId/withdrawal',
  summary: 'Recall a referral; a team that was let in is shut out by the same act',
  access: 'signed-in',
  input: z.strictObject({ ...ofReferral, reason: z.string().max(60) }),
  output: z.object({ receipt: Receipt }),
  refusals: ofReferralRefusals,
});

export const listReceived = endpoint({
  id: 'referrals.received',
  method: 'GET',
  path: '/referrals/received',
  summary:
    'Open referrals to a team, those that wait for a reply first; under the purpose of the team',
  access: 'signed-in',
  input: z.strictObject({
    team: TeamId,
    after: z.string().max(120).optional().describe('The cursor that the page before gave.'),
    limit: z.number().int().min(1).max(100).default(20),
  }),
  output: z.object({
    referrals: z.array(ReceivedCard),
    purpose: Purpose,
    next: z.string().nullable(),
  }),
  refusals: { 'referrals.list.cursor-unreadable': 400 },
});
