import { draft as draftIn, type FormUsed, type Made } from '#kernel/command.ts';
import type { DraftEntry } from '#kernel/entry.ts';
import type { EntryId } from '#kernel/ids.ts';
import type { IdentificationEntryType } from './entries.ts';
import { identificationSection } from './identification-section.ts';

export type { FormUsed, Made } from '#kernel/command.ts';

/** A command after which the rules are applied anew also brings the id of that entry. */
export type MadeTwo = Made & { readonly evaluationId: EntryId };

export function draft(
  made: Pick<Made, 'entryId' | 'deviceTime'>,
  type: IdentificationEntryType,
  body: Record<string, unknown>,
  form: FormUsed | null = null,
): DraftEntry {
  return draftIn(made, identificationSection, { type, form, body });
}
