import { z } from 'zod';
import { accessRefusals } from '#capabilities/access/contract.ts';
import { endpoint } from '#kernel/endpoint.ts';
import { EntryId, RecordId } from '#kernel/ids.ts';
import { Instant } from '#kernel/instant.ts';
import { unknownCase } from './domain/operation-parts.ts';
import { Colleague } from './domain/views.ts';

const Held = z.object({
  entryId: EntryId,
  type: z.string(),
  by: Colleague,
  at: Instant,
  deviceTime: Instant,
  reason: z.string().describe('The code of the refusal it met.'),
  body: z.record(z.string(), z.unknown()),
});

export const listHeld = endpoint({
  id: 'cases.held',
  method: 'GET',
  path: '/cases/:recordId/held',
  summary: 'Entries that did not fit when they arrived: those that wait, and what became of others',
  access: 'signed-in',
  input: z.object({ recordId: RecordId }),
  output: z.object({
    held: z.array(Held).describe('Those that wait for a supervisor.'),
    settled: z.array(
      Held.extend({
        outcome: z.enum(['taken', 'set-aside']),
        settledBy: Colleague,
        settledAt: Instant,
        note: z.string().describe('Why, in the words of the supervisor.'),
      }),
    ),
  }),
  refusals: unknownCase,
});

export const settleHeld = endpoint({
  id: 'cases.settle-held',
  method: 'POST',
  path: '/cases/:recordId/held/:entryId',
  summary:
    'Take a held entry into the record as it is, or set it aside; it stays readable either way',
  access: 'signed-in',
  input: z.object({
    recordId: RecordId,
    entryId: EntryId,
    outcome: z.enum(['taken', 'set-aside']),
    reason: z.string().trim().min(3).max(2000),
  }),
  output: z.object({ outcome: z.enum(['taken', 'set-aside']) }),
  refusals: {
    ...unknownCase,
    ...accessRefusals,
    'cases.held.unknown': 404,
    'cases.held.still-refused': 409,
  },
});
