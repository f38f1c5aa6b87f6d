import { z } from 'zod';
import { WorkerId } from '#kernel/ids.ts';
import { Instant } from '#kernel/instant.ts';
import { type FoldedEntry, section } from '#kernel/record-type.ts';
import type { SensitivityClass } from '#kernel/sensitivity.ts';
import { keepsSiblings, type WithSiblings } from '#kernel/siblings.ts';
import { Measure, MeasureBlocked, MeasureFreed, MeasureOwnerSet } from './measure.ts';

/** Answers to a form, with who wrote them and when. The newest is what holds; older ones stay in the journal. */
export const Written = z.object({ answers: z.record(z.string(), z.unknown()), at: Instant });
export type WrittenBy = z.infer<typeof Written> &
  Pick<WithSiblings, 'siblings'> & { readonly by: WorkerId };

export const guardianSection = answersSection('guardian', 'care', 'protection.guardian-recorded');
export const safePlaceSection = answersSection(
  'safe-place',
  'critical',
  'protection.safe-place-recorded',
);
export const healthSection = answersSection('health', 'health', 'protection.health-recorded');
export const justiceSection = answersSection('justice', 'justice', 'protection.justice-recorded');
export const assessmentSection = answersSection(
  'assessment',
  'care',
  'protection.assessment-recorded',
);

const Blocked = MeasureBlocked.omit({ measure: true }).extend({ by: WorkerId });

/** What people said of the measures: who takes one on, and what stands in its way. */
export const MeasureNotes = z.partialRecord(
  Measure,
  z.object({ owner: WorkerId.nullable(), blocked: Blocked.nullable() }),
);
export type MeasureNotes = Readonly<z.infer<typeof MeasureNotes>>;

export const measuresSection = section<MeasureNotes>({
  section: 'measures',
  class: 'care',
  start: {},
  evolve: (state, entry) => {
    const owned = bodyOf(entry, 'protection.measure-owner-set', MeasureOwnerSet);
    if (owned) return noted(state, owned.measure, { owner: owned.owner });
    const blocked = bodyOf(entry, 'protection.measure-blocked', MeasureBlocked);
    if (blocked) {
      const { measure, ...what } = blocked;
      return noted(state, measure, { blocked: { ...what, by: entry.author } });
    }
    const freed = bodyOf(entry, 'protection.measure-freed', MeasureFreed);
    return freed ? noted(state, freed.measure, { blocked: null }) : state;
  },
});

/** Every part that this slice writes into a case. */
export const protectionSections = [
  guardianSection,
  safePlaceSection,
  healthSection,
  justiceSection,
  assessmentSection,
  measuresSection,
];

type Note = NonNullable<MeasureNotes[Measure]>;

function noted(state: MeasureNotes, measure: Measure, note: Partial<Note>): MeasureNotes {
  const before = state[measure] ?? { owner: null, blocked: null };
  return { ...state, [measure]: { ...before, ...note } };
}

function answersSection(name: string, sensitivity: SensitivityClass, type: string) {
  return keepsSiblings<WrittenBy>({
    section: name,
    class: sensitivity,
    start: null,
    evolve: (state, entry) => {
      const written = bodyOf(entry, type, Written);
      return written ? { ...written, by: entry.author } : state;
    },
  });
}

/** The body of an entry of this type; undefined for other types and for shapes of a newer version. */
function bodyOf<Schema extends z.ZodType>(
  entry: FoldedEntry,
  type: string,
  schema: Schema,
): z.infer<Schema> | undefined {
  if (entry.type !== type) return undefined;
  const parsed = schema.safeParse(entry.body);
  return parsed.success ? parsed.data : undefined;
}
