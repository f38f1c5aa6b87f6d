import { z } from 'zod';
import { accessRefusals } from '#capabilities/access/contract.ts';
import { endpoint } from '#kernel/endpoint.ts';
import { EntryId, RecordId } from '#kernel/ids.ts';
import { Instant } from '#kernel/instant.ts';
import { SensitivityClass } from '#kernel/sensitivity.ts';
import { AttachmentTold } from './domain/attachment-sections.ts';
import { AttachmentsView } from './domain/attachments-view.ts';
import { unknownCase } from './domain/operation-parts.ts';
import { ReceiptView } from './domain/views.ts';

export const addAttachment = endpoint({
  id: 'cases.add-attachment',
  method: 'POST',
  path: '/cases/:recordId/attachments',
  summary: 'Tell of a photo or paper; the file itself follows in parts, see `blobs.begin`',
  access: 'signed-in',
  input: z.object({
    recordId: RecordId,
    entryId: EntryId,
    deviceTime: Instant,
    class: SensitivityClass,
    ...AttachmentTold.shape,
  }),
  output: ReceiptView,
  refusals: {
    ...unknownCase,
    ...accessRefusals,
    'cases.attachment.consent-missing': 422,
    'cases.attachment.not-a-photo': 422,
    'cases.attachment.told-before': 409,
    'cases.attachment.too-many': 409,
    'journal.entry.id-taken': 409,
    'journal.record.moved-on': 409,
  },
});

export const listAttachments = endpoint({
  id: 'cases.attachments',
  method: 'GET',
  path: '/cases/:recordId/attachments',
  summary: 'Photos and papers of a case, as far as the reader may see them',
  access: 'signed-in',
  input: z.object({ recordId: RecordId }),
  output: AttachmentsView,
  refusals: unknownCase,
});
