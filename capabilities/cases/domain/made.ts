import type { DraftEntry } from '#kernel/entry.ts';
import type { EntryId, WorkerId } from '#kernel/ids.ts';
import type { Instant } from '#kernel/instant.ts';
import type { SensitivityClass } from '#kernel/sensitivity.ts';

/** What every command brings along: who, when by their clock, when by ours, and the id of its entry. */
export type Made = {
  readonly entryId: EntryId;
  readonly deviceTime: Instant;
  readonly now: Instant;
  readonly by: WorkerId;
};

/** Answers to a form that were validated against it. */
export type Filled = {
  readonly form: { readonly id: string; readonly version: number };
  readonly answers: Readonly<Record<string, unknown>>;
};

/** The version of a section that the author saw: the position of its last entry, 0 for an empty one. */
export type BasedOn = { readonly basedOn: number; readonly current: number };

export type MovedOn = { readonly code: 'cases.section.moved-on'; readonly current: number };

export function isOutdated({ basedOn, current }: BasedOn): boolean {
  return basedOn !== current;
}

export function draft(
  made: Made,
  part: { readonly section: string; readonly class: SensitivityClass },
  said: {
    readonly type: string;
    readonly form?: Filled['form'];
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
