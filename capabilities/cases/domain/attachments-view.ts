import { z } from 'zod';
import type { Directory } from '#kernel/directory.ts';
import { EntryId } from '#kernel/ids.ts';
import { Instant } from '#kernel/instant.ts';
import { accessOf, type OpenRecord, stateOf } from '#kernel/open-record.ts';
import { SensitivityClass } from '#kernel/sensitivity.ts';
import { type Actor, permit } from '#capabilities/access/contract.ts';
import { BlobId, MediaType } from '#kernel/blob.ts';
import { mayTraceWithPhoto } from './add-attachment.ts';
import { AttachmentKind, attachmentSections } from './attachment-sections.ts';
import { consentSection } from './sections.ts';
import { Colleague } from './views.ts';

export const AttachmentView = z.object({
  entryId: EntryId,
  blobId: BlobId,
  class: SensitivityClass,
  mediaType: MediaType,
  bytes: z.number().int(),
  what: AttachmentKind,
  note: z.string(),
  by: Colleague,
  at: Instant,
  isHere: z
    .boolean()
    .nullable()
    .describe('Whether the whole file has arrived; null where only the server knows.'),
  mayBeShown: z
    .boolean()
    .nullable()
    .describe('Of a photo for tracing: whether consent stands; null for others and other readers.'),
});
export type AttachmentView = z.infer<typeof AttachmentView>;

export const AttachmentsView = z.object({
  attachments: z.array(AttachmentView).describe('Newest first.'),
  writable: z.array(SensitivityClass).describe('The classes that the reader may add files to.'),
  mayTraceWithPhoto: z.boolean(),
});
export type AttachmentsView = z.infer<typeof AttachmentsView>;

type Seen = {
  readonly actor: Actor;
  readonly named: Directory;
  readonly now: Instant;
  /** Ids of the files that have arrived; undefined on a device, which cannot know. */
  readonly arrived?: ReadonlySet<string>;
};

/** CA-28, CA-30: the files of a case, as far as its reader may see their classes. */
export function attachmentsView(record: OpenRecord, seen: Seen): AttachmentsView {
  const consent = stateOf(record, consentSection);
  const mayTrace = mayTraceWithPhoto(consent ?? null, seen.now);
  const attachments = attachmentsIn(record).map(({ by, ...one }) => ({
    ...one,
    by: seen.named(by),
    isHere: seen.arrived ? seen.arrived.has(one.blobId) : null,
    mayBeShown: one.what === 'photo-for-tracing' && consent !== undefined ? mayTrace : null,
  }));
  const writable = SensitivityClass.options.filter(
    (one) =>
      permit(seen.actor, { action: 'write-section', record: accessOf(record), class: one }).ok,
  );
  return { attachments, writable, mayTraceWithPhoto: mayTrace };
}

/** Files of every class that the reader has, newest first. */
export function attachmentsIn(record: OpenRecord) {
  return SensitivityClass.options
    .flatMap((one) =>
      (stateOf(record, attachmentSections[one]) ?? []).map((held) => ({ ...held, class: one })),
    )
    .toSorted((one, two) => (one.at < two.at ? 1 : -1));
}
