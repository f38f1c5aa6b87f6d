import type { DraftEntry } from '#kernel/entry.ts';
import type { EntryId, WorkerId } from '#kernel/ids.ts';
import type { Instant } from '#kernel/instant.ts';
import type { IdentificationEntryType } from './entries.ts';
import { identificationSection } from './identification-section.ts';

/** What every command brings along: who, when by their clock, when by ours, and the id of its entry. */
export type Made = {
  readonly entryId: EntryId;
  readonly deviceTime: Instant;
  readonly now: Instant;
  readonly by: WorkerId;
};

/** A command after which the rules are applied anew also brings the id of that entry. */
export type MadeTwo = Made & { readonly evaluationId: EntryId };

export type FormUsed = { readonly id: string; readonly version: number };

export function draft(
  made: Pick<Made, 'entryId' | 'deviceTime'>,
  type: IdentificationEntryType,
  body: Record<string, unknown>,
  form: FormUsed | null = null,
): DraftEntry {
  const { section, class: sensitivity } = identificationSection;
  return {
    id: made.entryId,
    type,
    section,
    class: sensitivity,
    form,
    deviceTime: made.deviceTime,
    body,
  };
}
