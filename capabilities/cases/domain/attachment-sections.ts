import { z } from 'zod';
import { EntryId, WorkerId } from '#kernel/ids.ts';
import { Instant } from '#kernel/instant.ts';
import { section, type SectionDefinition } from '#kernel/record-type.ts';
import { SensitivityClass } from '#kernel/sensitivity.ts';
import { BlobId, MediaType, MOST_BLOB_BYTES } from '#kernel/blob.ts';

/** What a photo or paper is. One for tracing is meant to be shown to others, and needs its own consent. */
export const AttachmentKind = z.enum([
  'photo-of-document',
  'photo-for-tracing',
  'drawing',
  'letter',
  'other',
]);
export type AttachmentKind = z.infer<typeof AttachmentKind>;

/** What an entry tells of a file; the file itself travels apart, and may come later. */
export const AttachmentTold = z.object({
  blobId: BlobId,
  mediaType: MediaType,
  bytes: z.number().int().positive().max(MOST_BLOB_BYTES),
  what: AttachmentKind,
  note: z.string().trim().max(500),
});
export type AttachmentTold = z.infer<typeof AttachmentTold>;

const Added = AttachmentTold.extend({ at: Instant });
export const Attachment = Added.extend({ entryId: EntryId, by: WorkerId });
export type Attachment = z.infer<typeof Attachment>;
type Attachments = readonly Attachment[];

/** One section for each class: whoever adds a file says which readers it is for. */
export const attachmentSections: Readonly<
  Record<SensitivityClass, SectionDefinition<Attachments>>
> = {
  identity: attachmentsOf('identity'),
  care: attachmentsOf('care'),
  health: attachmentsOf('health'),
  justice: attachmentsOf('justice'),
  critical: attachmentsOf('critical'),
};

/** The same, in the order of a record type. */
export const everyAttachmentSection = SensitivityClass.options.map(
  (one) => attachmentSections[one],
);

function attachmentsOf(sensitivity: SensitivityClass): SectionDefinition<Attachments> {
  return section<Attachments>({
    section: `attachments-${sensitivity}`,
    class: sensitivity,
    start: [],
    evolve: (state, entry) => {
      if (entry.type !== 'cases.attachment-added') return state;
      const added = Added.safeParse(entry.body);
      if (!added.success) return state;
      return [...state, { ...added.data, entryId: entry.id, by: entry.author }];
    },
  });
}
