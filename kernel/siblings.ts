import { z } from 'zod';
import { FieldId } from './form.ts';
import type { Answers } from './form-answers.ts';
import { EntryId, WorkerId } from './ids.ts';
import { Instant } from './instant.ts';
import type { FoldedEntry, SectionDefinition } from './record-type.ts';

const AnswersMap = z.record(z.string(), z.unknown());

/** Who said something, in which entry, and when by their own clock (never later than it arrived). */
export const Voice = z.object({ by: WorkerId, at: Instant, entryId: EntryId });
export type Voice = z.infer<typeof Voice>;

/**
 * Two or more answers to one question, written by people who did not know of each other. They stand
 * beside each other until a person resolves them with a reason. `value` is null for no answer;
 * `hanging` holds the answers that are asked only after this one.
 */
export const Sibling = z.object({
  field: FieldId,
  values: z.array(Voice.extend({ value: z.unknown(), hanging: AnswersMap })).min(2),
});
export type Sibling = z.infer<typeof Sibling>;
export type SiblingValue = Sibling['values'][number];

/** Which question is decided by this writing, and why so. The answer stands in the form itself. */
export const Resolution = z.strictObject({
  field: FieldId,
  reason: z.string().trim().min(3).max(2000),
});
export type Resolution = z.infer<typeof Resolution>;

/** What the body of an entry says of siblings, beside its answers. */
const SiblingsBody = z.object({
  siblings: z.array(Sibling).optional(),
  resolved: z.array(Resolution).optional(),
});

/** The state of a section whose answers may have siblings. */
export type WithSiblings = {
  readonly answers: Answers;
  readonly siblings?: readonly Sibling[] | undefined;
};

/**
 * The same section, which keeps siblings: an entry that was merged brings them all; one that says
 * nothing of them leaves them standing, for nobody decides by not knowing.
 */
export function keepsSiblings<State extends WithSiblings>(
  definition: SectionDefinition<State | null>,
): SectionDefinition<State | null> {
  return {
    ...definition,
    evolve: (state, entry) => {
      const next = definition.evolve(state, entry);
      if (next === null || next === state) return next;
      const siblings = siblingsAfter(next.siblings ?? state?.siblings ?? [], entry);
      return siblings.length === 0 && next.siblings === undefined ? next : { ...next, siblings };
    },
  };
}

function siblingsAfter(before: readonly Sibling[], entry: FoldedEntry): readonly Sibling[] {
  const body = SiblingsBody.safeParse(entry.body);
  if (!body.success) return before;
  const resolved = new Set(body.data.resolved?.map(({ field }) => field));
  return body.data.siblings ?? before.filter(({ field }) => !resolved.has(field));
}

const Answered = z.looseObject({
  answers: AnswersMap,
  siblings: z.array(Sibling).optional(),
});

/** The answers and siblings of a state; undefined for a section that holds none. */
export function answeredIn(state: unknown): z.infer<typeof Answered> | undefined {
  return Answered.safeParse(state).data;
}

/** The questions in which an entry stands beside another. */
export function conflictsIn(
  body: Readonly<Record<string, unknown>>,
  entryId: EntryId,
): readonly string[] {
  const siblings = SiblingsBody.safeParse(body).data?.siblings ?? [];
  return siblings
    .filter(({ values }) => values.some((one) => one.entryId === entryId))
    .map(({ field }) => field);
}
