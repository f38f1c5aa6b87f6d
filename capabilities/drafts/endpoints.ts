import { z } from 'zod';
import { endpoint } from '#kernel/endpoint.ts';
import { RecordId } from '#kernel/ids.ts';
import { Instant } from '#kernel/instant.ts';
import { DraftKey } from './domain/draft-key.ts';

const key = DraftKey.describe('The form, and the record it is about: `registration.RECORD`.');
const typed = z
  .record(z.string().max(60), z.unknown())
  .describe('What stands in the fields, finished or not; only the form itself reads it.');
const unknownRecord = { 'drafts.record.unknown': 404 } as const;

export const keepDraft = endpoint({
  id: 'drafts.keep',
  method: 'PUT',
  path: '/drafts/:key',
  summary: 'Keep an unfinished form for its author',
  access: 'signed-in',
  input: z.object({
    key,
    typed,
    writer: z.uuid().describe('The window in which it is written.'),
    over: Instant.nullable().describe('When the draft that this window goes on with was kept.'),
  }),
  output: z.object({ keptAt: Instant }),
  refusals: {
    ...unknownRecord,
    'drafts.draft.elsewhere': 409,
    'drafts.draft.too-long': 413,
    'drafts.draft.too-many': 409,
  },
});

export const findDraft = endpoint({
  id: 'drafts.find',
  method: 'GET',
  path: '/drafts/:key',
  summary: 'One’s own unfinished form, if there is one',
  access: 'signed-in',
  input: z.object({ key }),
  output: z.object({ draft: z.object({ typed, keptAt: Instant }).nullable() }),
  refusals: {},
});

export const dropDraft = endpoint({
  id: 'drafts.drop',
  method: 'DELETE',
  path: '/drafts/:key',
  summary: 'End one’s own draft, because it was sent or is not wanted',
  access: 'signed-in',
  input: z.object({ key }),
  output: z.object({}),
  refusals: {},
});

export const listDrafts = endpoint({
  id: 'drafts.list',
  method: 'GET',
  path: '/drafts',
  summary: 'One’s own unfinished forms: which form, which case, when; never a word of them',
  access: 'signed-in',
  input: z.object({}),
  output: z.object({
    drafts: z.array(
      z.object({
        key,
        form: z.string(),
        recordId: RecordId.nullable(),
        code: z.string().nullable(),
        keptAt: Instant,
        goneAt: Instant,
      }),
    ),
  }),
  refusals: {},
});
