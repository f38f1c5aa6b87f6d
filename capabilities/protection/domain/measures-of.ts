import type { CalendarDay } from '#kernel/calendar-day.ts';
import type { WorkerId } from '#kernel/ids.ts';
import type { Instant } from '#kernel/instant.ts';
import { Measure } from './measure.ts';
import type { PartName, PartProgress, Parts, Progress } from './measure-parts.ts';
import type { MeasureNotes } from './sections.ts';

/** What each measure is made of, and the clocks of the pack that say when it is due. */
export const MEASURE_PARTS: Readonly<
  Record<Measure, { readonly parts: readonly PartName[]; readonly clocks: readonly string[] }>
> = {
  identification: { parts: ['questions'], clocks: [] },
  guardian: { parts: ['guardian'], clocks: ['guardian'] },
  registration: { parts: ['registration', 'risk'], clocks: ['first-action'] },
  coordination: {
    parts: ['referral'],
    clocks: ['referral-reply-health', 'referral-reply-justice', 'referral-reply-care'],
  },
  'interim-care': {
    parts: ['safe-place', 'health'],
    clocks: ['medical-care', 'safe-place-review', 'health-appointment'],
  },
  status: { parts: ['status-advice'], clocks: [] },
  assessment: { parts: ['assessment', 'lasting-solution'], clocks: ['assessment'] },
  implementation: { parts: ['plan'], clocks: ['plan', 'mended-plan', 'approval', 'review'] },
  justice: { parts: ['justice'], clocks: ['hearing'] },
  safety: { parts: ['proceedings'], clocks: [] },
  training: { parts: ['training'], clocks: [] },
};

export type MeasureState = Progress | 'blocked' | 'not-for-you';

export type Due = { readonly clock: string; readonly at: Instant; readonly confirmed: boolean };

export type MeasureShown = {
  readonly measure: Measure;
  readonly state: MeasureState;
  /** Something of it is not for this reader, so that it is never called done. */
  readonly isPartly: boolean;
  /** What of it is not done yet, as far as the reader may know. */
  readonly missing: readonly PartName[];
  readonly by: WorkerId | null;
  readonly at: Instant | null;
  readonly due: Due | null;
  readonly to: string | null;
  readonly owner: WorkerId | null;
  readonly blocked: NonNullable<MeasureNotes[Measure]>['blocked'];
};

/** A case as its reader has it. `notes` is null for a reader without class care. */
export type MeasuresView = {
  readonly parts: Parts;
  readonly notes: MeasureNotes | null;
  readonly due: readonly Due[];
};

/**
 * PR-11: the eleven measures, from what is recorded. A measure is done when all of it is, and the
 * reader can see all of it; what is not for the reader is said to be so, and not guessed.
 */
export function measuresOf(view: MeasuresView, today: CalendarDay): readonly MeasureShown[] {
  return Measure.options.map((measure) => measureOf(measure, view, today));
}

type Named = readonly [PartName, PartProgress];

function measureOf(measure: Measure, view: MeasuresView, today: CalendarDay): MeasureShown {
  const { parts, clocks } = MEASURE_PARTS[measure];
  const seen = parts.flatMap((name): readonly Named[] => {
    const found = view.parts[name];
    return found ? [[name, found]] : [];
  });
  const isPartly = seen.length < parts.length;
  const missing = seen.filter(([, one]) => one.progress !== 'done');
  const progress = progressOf(seen, isPartly);
  const note = view.notes?.[measure];
  const blocked = stillBlocked(note?.blocked ?? null, progress, today);
  return {
    measure,
    state: blocked ? 'blocked' : progress,
    isPartly: isPartly && seen.length > 0,
    missing: missing.map(([name]) => name),
    ...lastWritten(seen),
    due: view.due.find(({ clock }) => clocks.includes(clock)) ?? null,
    to: firstWay(missing) ?? firstWay(seen) ?? null,
    owner: note?.owner ?? null,
    blocked,
  };
}

function firstWay(parts: readonly Named[]): string | undefined {
  return parts.map(([, one]) => one.to).find((to) => to !== null);
}

function progressOf(seen: readonly Named[], isPartly: boolean): Progress | 'not-for-you' {
  if (seen.length === 0) return 'not-for-you';
  const all = seen.map(([, one]) => one.progress);
  if (all.every((one) => one === 'open')) return 'open';
  return all.every((one) => one === 'done') && !isPartly ? 'done' : 'begun';
}

/** What stood in the way does so until its day has passed, or the measure is done. */
function stillBlocked(
  blocked: MeasureShown['blocked'],
  progress: Progress | 'not-for-you',
  today: CalendarDay,
): MeasureShown['blocked'] {
  if (!blocked || progress === 'done') return null;
  return blocked.until !== null && blocked.until < today ? null : blocked;
}

function lastWritten(seen: readonly Named[]): Pick<MeasureShown, 'by' | 'at'> {
  const [last] = seen
    .map(([, { by, at }]) => ({ by, at }))
    .filter((one) => one.at !== null)
    .toSorted((one, other) => ((one.at ?? '') < (other.at ?? '') ? 1 : -1));
  return last ?? { by: null, at: null };
}
