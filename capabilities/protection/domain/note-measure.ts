import type { CalendarDay } from '#kernel/calendar-day.ts';
import { draft, type Made } from '#kernel/command.ts';
import type { DraftEntry } from '#kernel/entry.ts';
import type { WorkerId } from '#kernel/ids.ts';
import { dayOf } from '#kernel/instant.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { Hindrance, Measure } from './measure.ts';
import { type MeasureNotes, measuresSection } from './sections.ts';

export type BlockRefusal =
  | { readonly code: 'protection.measure.until-in-past' }
  | { readonly code: 'protection.measure.words-missing' }
  | { readonly code: 'protection.measure.not-blocked' };

/** What stands in the way of a measure; null when nothing does any more. */
export type Blocking = {
  readonly reason: Hindrance;
  readonly words: string;
  readonly until: CalendarDay | null;
};

/** PR-12: says why a measure cannot go on, or that it can again. */
export function blockMeasure(
  notes: MeasureNotes,
  made: Made,
  measure: Measure,
  blocking: Blocking | null,
): Result<readonly DraftEntry[], BlockRefusal> {
  if (!blocking) {
    if (!notes[measure]?.blocked) return refuse({ code: 'protection.measure.not-blocked' });
    return noted(made, 'protection.measure-freed', { measure });
  }
  if (blocking.reason === 'other' && blocking.words === '')
    return refuse({ code: 'protection.measure.words-missing' });
  if (blocking.until !== null && blocking.until < dayOf(made.now))
    return refuse({ code: 'protection.measure.until-in-past' });
  return noted(made, 'protection.measure-blocked', { measure, ...blocking });
}

/** PR-12: who takes a measure on; null when nobody does any more. */
export function setMeasureOwner(
  made: Made,
  measure: Measure,
  owner: WorkerId | null,
): Result<readonly DraftEntry[], never> {
  return noted(made, 'protection.measure-owner-set', { measure, owner });
}

function noted(
  made: Made,
  type: string,
  said: Record<string, unknown>,
): Result<readonly DraftEntry[], never> {
  return accept([draft(made, measuresSection, { type, body: { ...said, at: made.now } })]);
}
