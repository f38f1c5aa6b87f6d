import { type AccessRefusal, type Actor, permit } from '#capabilities/access/contract.ts';
import type { CalendarDay } from '#kernel/calendar-day.ts';
import { draft, type Made } from '#kernel/command.ts';
import type { DraftEntry } from '#kernel/entry.ts';
import type { WorkerId } from '#kernel/ids.ts';
import { dayOf } from '#kernel/instant.ts';
import { accessOf, type OpenRecord, stateOf } from '#kernel/open-record.ts';
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

export type OwnerRefusal = { readonly code: 'protection.measure.owner-unknown' };

/** Who notes something of a measure, and on which opened case. */
type Asked = { readonly actor: Actor; readonly record: OpenRecord; readonly made: Made };

/** PR-12 on an opened case: what stands in the way of a measure, or that nothing does any more. */
export function judgeBlocking(
  asked: Asked,
  { measure, blocked }: { readonly measure: Measure; readonly blocked: Blocking | null },
): Result<readonly DraftEntry[], BlockRefusal | AccessRefusal> {
  const permitted = mayNote(asked);
  if (!permitted.ok) return permitted;
  const notes = stateOf(asked.record, measuresSection) ?? {};
  return blockMeasure(notes, asked.made, measure, blocked);
}

/**
 * PR-12 on an opened case: a measure is taken on by somebody of the team that answers for the child.
 * `isOfTeam` says so of the owner named; where nobody is, it does not matter.
 */
export function judgeOwner(
  asked: Asked,
  { measure, owner }: { readonly measure: Measure; readonly owner: WorkerId | null },
  isOfTeam: boolean,
): Result<readonly DraftEntry[], OwnerRefusal | AccessRefusal> {
  const permitted = mayNote(asked);
  if (!permitted.ok) return permitted;
  if (owner !== null && !isOfTeam) return refuse({ code: 'protection.measure.owner-unknown' });
  return setMeasureOwner(asked.made, measure, owner);
}

/** Whoever may write class `care` of the case notes something of its measures. */
function mayNote({ actor, record }: Asked): Result<true, AccessRefusal> {
  return permit(actor, {
    action: 'write-section',
    record: accessOf(record),
    class: measuresSection.class,
  });
}

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
