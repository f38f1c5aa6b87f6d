import { type AccessRefusal, type Actor, permit } from '#capabilities/access/contract.ts';
import { draft, type Made } from '#kernel/command.ts';
import type { DraftEntry } from '#kernel/entry.ts';
import { dayOf } from '#kernel/instant.ts';
import { accessOf, type OpenRecord, stateOf } from '#kernel/open-record.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { SensitivityClass } from '#kernel/sensitivity.ts';
import { attachmentSections, type AttachmentTold } from './attachment-sections.ts';
import { consentSection, type ConsentState } from './sections.ts';

export type AttachRefusal =
  | { readonly code: 'cases.attachment.consent-missing' }
  | { readonly code: 'cases.attachment.not-a-photo' }
  | { readonly code: 'cases.attachment.told-before' };

/** More of one class in one case are not looked through any more; the section is read as a whole. */
const MOST = 200;

/** CA-28 on an opened case: whoever may write a class adds a file to it. */
export function judgeAttachment(
  asked: { readonly actor: Actor; readonly record: OpenRecord; readonly made: Made },
  told: AttachmentTold & { readonly class: SensitivityClass },
): Result<
  readonly DraftEntry[],
  AttachRefusal | AccessRefusal | { readonly code: 'cases.attachment.too-many' }
> {
  const { actor, record, made } = asked;
  const { class: sensitivity, ...attachment } = told;
  const permitted = permit(actor, {
    action: 'write-section',
    record: accessOf(record),
    class: sensitivity,
  });
  if (!permitted.ok) return permitted;
  const before = stateOf(record, attachmentSections[sensitivity]) ?? [];
  if (before.length >= MOST) return refuse({ code: 'cases.attachment.too-many' });
  if (before.some(({ blobId }) => blobId === attachment.blobId))
    return refuse({ code: 'cases.attachment.told-before' });
  return addAttachment({ consent: stateOf(record, consentSection) ?? null }, made, told);
}

/** CA-29: a photo that is to be shown when the family is sought is kept only when that was agreed to. */
export function addAttachment(
  seen: { readonly consent: ConsentState },
  made: Made,
  { class: sensitivity, ...told }: AttachmentTold & { readonly class: SensitivityClass },
): Result<readonly DraftEntry[], AttachRefusal> {
  if (told.what === 'photo-for-tracing') {
    if (!told.mediaType.startsWith('image/'))
      return refuse({ code: 'cases.attachment.not-a-photo' });
    if (!mayTraceWithPhoto(seen.consent, made.now))
      return refuse({ code: 'cases.attachment.consent-missing' });
  }
  const body = { ...told, at: made.now };
  const type = 'cases.attachment-added';
  return accept([draft(made, attachmentSections[sensitivity], { type, body })]);
}

/** Silence is no consent, and neither is one that was to be asked for again by now. */
export function mayTraceWithPhoto(consent: ConsentState, now: Made['now']): boolean {
  if (!consent) return false;
  const { tracingPhoto, askAgainOn } = consent.answers;
  const isLate = typeof askAgainOn === 'string' && dayOf(now) > askAgainOn;
  // Two values that wait for a person are no consent.
  const isOpen = consent.siblings?.some(({ field }) => field === 'tracingPhoto') ?? false;
  return tracingPhoto === 'agreed' && !isLate && !isOpen;
}
