import { z } from 'zod';
import type { Directory } from './directory.ts';
import { FieldId } from './form.ts';
import { WorkerId } from './ids.ts';
import { Instant } from './instant.ts';
import type { Sibling } from './siblings.ts';

/** Two or more answers to one question, as they are shown to whoever may read the section. */
export const SiblingView = z.object({
  field: FieldId,
  values: z.array(
    z.object({
      value: z.unknown().describe('Null for no answer.'),
      hanging: z
        .record(z.string(), z.unknown())
        .describe('Answers that are asked only after this one.'),
      by: z.object({ id: WorkerId, name: z.string() }),
      at: Instant.describe('When it was written, by the clock of its author.'),
      isWithheld: z.boolean().describe('It is shown by an operation of its own.'),
    }),
  ),
});
export type SiblingView = z.infer<typeof SiblingView>;

/**
 * Siblings with the names of their authors; undefined where there are none. The answers to `withheld`
 * questions are left out.
 */
export function siblingsShown(
  siblings: readonly Sibling[] | undefined,
  named: Directory,
  withheld: readonly string[] = [],
): SiblingView[] | undefined {
  if (!siblings || siblings.length === 0) return undefined;
  return siblings.map(({ field, values }) => ({
    field,
    values: values.map(({ value, hanging, by, at }) => {
      const isWithheld = withheld.includes(field) && value !== null;
      return {
        value: isWithheld ? null : value,
        hanging: without(hanging, withheld),
        by: named(by),
        at,
        isWithheld,
      };
    }),
  }));
}

/** Everyone who said one of them. */
export function peopleInSiblings(siblings: readonly Sibling[] | undefined): readonly WorkerId[] {
  return (siblings ?? []).flatMap(({ values }) => values.map(({ by }) => by));
}

function without(answers: Readonly<Record<string, unknown>>, fields: readonly string[]) {
  return Object.fromEntries(Object.entries(answers).filter(([field]) => !fields.includes(field)));
}
