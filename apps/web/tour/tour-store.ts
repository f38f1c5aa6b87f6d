import { useSyncExternalStore } from 'react';
import { z } from 'zod';
import { TOUR_STEPS } from './tour-steps.ts';

/** How far someone is on the tour. Holds nothing about a person, so it may stay on the device. */
export const TourProgress = z.object({
  /** The step that is shown. */
  at: z.string(),
  done: z.array(z.string()),
  /** Whether the tour goes along over the other screens. */
  isWalking: z.boolean(),
  /** The invitation is not wanted any more. */
  isHidden: z.boolean(),
  /** The case that was opened last on the tour: an invented one, by its id. */
  recordId: z.string().nullable(),
});
export type TourProgress = z.infer<typeof TourProgress>;

const PLACE = 'amparo.tour';
const [FIRST] = TOUR_STEPS;
const BEGINNING: TourProgress = {
  at: FIRST.id,
  done: [],
  isWalking: false,
  isHidden: false,
  recordId: null,
};

export type TourStore = {
  readonly snapshot: () => TourProgress;
  readonly subscribe: (changed: () => void) => () => void;
  /** Opens a step and goes along from here on. */
  readonly walk: (step: string) => void;
  /** Ticks a step off; the next one that is open comes up. */
  readonly finish: (step: string) => void;
  readonly leave: () => void;
  readonly beginAgain: () => void;
  readonly hide: () => void;
  readonly remember: (recordId: string) => void;
};

/** Keeps the progress on the device; a browser that keeps nothing forgets it with the page. */
export function createTourStore(storage: () => Pick<Storage, 'getItem' | 'setItem'>): TourStore {
  let held = read(storage);
  const watchers = new Set<() => void>();
  const change = (next: Partial<TourProgress>) => {
    held = { ...held, ...next };
    try {
      storage().setItem(PLACE, JSON.stringify(held));
    } catch {
      // It stays in memory for as long as the page is open.
    }
    for (const changed of watchers) changed();
  };
  return {
    snapshot: () => held,
    subscribe: (changed) => {
      watchers.add(changed);
      return () => watchers.delete(changed);
    },
    walk: (step) => change({ at: step, isWalking: true, isHidden: false }),
    finish: (step) => {
      const done = [...new Set([...held.done, step])];
      change({ done, at: nextAfter(step, done) });
    },
    leave: () => change({ isWalking: false }),
    beginAgain: () => change({ ...BEGINNING, isHidden: held.isHidden }),
    hide: () => change({ isHidden: true, isWalking: false }),
    remember: (recordId) => {
      if (held.recordId !== recordId) change({ recordId });
    },
  };
}

function read(storage: () => Pick<Storage, 'getItem'>): TourProgress {
  try {
    const kept = TourProgress.safeParse(JSON.parse(storage().getItem(PLACE) ?? ''));
    if (kept.success && isStep(kept.data.at))
      // A step that a newer version no longer has is not counted.
      return { ...kept.data, done: kept.data.done.filter(isStep) };
  } catch {
    // Nothing kept, or something else: the tour begins.
  }
  return BEGINNING;
}

function isStep(id: string): boolean {
  return TOUR_STEPS.some((step) => step.id === id);
}

/** The first step after this one that is not done; else the first at all; else this one. */
function nextAfter(step: string, done: readonly string[]): string {
  const index = TOUR_STEPS.findIndex(({ id }) => id === step);
  const order = [...TOUR_STEPS.slice(index + 1), ...TOUR_STEPS.slice(0, index)];
  return order.find(({ id }) => !done.includes(id))?.id ?? step;
}

/** The tour of this browser. */
export const tour = createTourStore(() => localStorage);

export function useTourProgress(): TourProgress {
  return useSyncExternalStore(tour.subscribe, tour.snapshot);
}
