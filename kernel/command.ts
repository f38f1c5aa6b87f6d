import type { DraftEntry } from './entry.ts';
import type { EntryId, WorkerId } from './ids.ts';
import type { Instant } from './instant.ts';
import type { SensitivityClass } from './sensitivity.ts';

/** What every command brings along: who, when by their clock, when by ours, and the id of its entry. */
export type Made = {
  readonly entryId: EntryId;
  readonly deviceTime: Instant;
  readonly now: Instant;
  readonly by: WorkerId;
};

export type FormUsed = { readonly id: string; readonly version: number };

/** Answers to a form that were validated against it. */
export type Filled = {
  readonly form: FormUsed;
  readonly answers: Readonly<Record<string, unknown>>;
};

/** The version of a section that the author saw: the position of its last entry, 0 for an empty one. */
export type BasedOn = { readonly basedOn: number; readonly current: number };

/** Someone else wrote the section since its author looked. */
export type MovedOn = { readonly code: 'section.moved-on'; readonly current: number };

export function isOutdated({ basedOn, current }: BasedOn): boolean {
  return basedOn !== current;
}

/** The entry of a command in a section. `body` is what its fold reads; `form` the form it was written with. */
export function draft(
  made: Pick<Made, 'entryId' | 'deviceTime'>,
  part: { readonly section: string; readonly class: SensitivityClass },
  said: {
    readonly type: string;
    readonly form?: FormUsed | null;
    readonly body: Record<string, unknown>;
  },
): DraftEntry {
  return {
    id: made.entryId,
    type: said.type,
    section: part.section,
    class: part.class,
    form: said.form ?? null,
    deviceTime: made.deviceTime,
    body: said.body,
  };
}
