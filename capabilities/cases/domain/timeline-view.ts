import type { Directory } from '#kernel/directory.ts';
import type { Entry } from '#kernel/entry.ts';
import type { TimelineEntry } from './views.ts';

/** An entry's body as a timeline, or a list of held entries, may show it: some answers only open on their own. */
export type Withheld = (
  type: string,
  body: Readonly<Record<string, unknown>>,
) => Readonly<Record<string, unknown>>;

/** Entries as a timeline shows them, in the order in which they are given. */
export function timelineView(
  entries: readonly Entry[],
  { named, withheld }: { readonly named: Directory; readonly withheld: Withheld },
): TimelineEntry[] {
  return entries.map(({ id, position, type, section, class: sensitivity, form, ...entry }) => ({
    id,
    position,
    type,
    section,
    class: sensitivity,
    form,
    by: named(entry.author),
    purpose: entry.purpose,
    at: entry.serverTime,
    deviceTime: entry.deviceTime,
    body: { ...withheld(type, entry.body) },
  }));
}
