import { type ClockMoves, type Clocks, firstDue } from './clock.ts';
import type { Entry } from './entry.ts';
import type { TeamId, WorkerId } from './ids.ts';
import type { Instant } from './instant.ts';
import type { SensitivityClass } from './sensitivity.ts';

/**
 * What a fold may look at. Position and server time are given by the database only when the entry
 * is taken; a state that used them would differ between the device that made the entry and a refold.
 */
export type FoldedEntry = Omit<Entry, 'position' | 'serverTime'>;

/**
 * A section of a record: one class, one fold. `evolve` is total: an entry it does not know
 * (written by a newer version) leaves the state as it is. State is plain JSON.
 */
export type SectionDefinition<State = unknown> = {
  readonly section: string;
  readonly class: SensitivityClass;
  readonly start: State;
  readonly evolve: (state: State, entry: FoldedEntry) => State;
};

/** Keeps the state's type while a record type is written; the record type itself forgets it. */
export function section<State>(definition: SectionDefinition<State>): SectionDefinition<State> {
  return definition;
}

export type Codes = Readonly<Record<string, string | number | boolean | null>>;

/**
 * What list pages show of a record, kept in clear and therefore never identifying: no name, no
 * place finer than a district, no free text. `parts` holds the codes of each class; a reader gets
 * only the parts of classes granted.
 */
export type Card = {
  readonly code: string;
  readonly team: TeamId;
  readonly worker: WorkerId | null;
  readonly isOpen: boolean;
  /** The clock that runs out first; null when none runs. */
  readonly dueAt: Instant | null;
  readonly clocks: Clocks;
  readonly parts: Readonly<Partial<Record<SensitivityClass, Codes>>>;
};

/** The card after an entry moved its clocks. */
export function moveClocks(card: Card, moves: ClockMoves): Card {
  const clocks = { ...card.clocks, ...moves };
  return { ...card, clocks, dueAt: firstDue(clocks)?.at ?? null };
}

/**
 * A kind of record. `evolveCard` may change the base of the card and the part of the entry's own
 * class; whoever writes one class may not be able to read another.
 * Raise `foldVersion` whenever a fold changes: older states are then folded anew from entries.
 */
export type RecordType = {
  readonly type: string;
  readonly foldVersion: number;
  readonly sections: readonly AnySection[];
  readonly evolveCard: (card: Card, entry: FoldedEntry) => Card;
};

/** A section of unknown state: only the journal handles it, and gives back the state it was given. */
// eslint-disable-next-line typescript/no-explicit-any -- existential type: TypeScript has no other spelling
export type AnySection = SectionDefinition<any>;

/** Folds entries, oldest first, from a state onwards. */
export function fold<State>(
  definition: Pick<SectionDefinition<State>, 'evolve'>,
  state: State,
  entries: Iterable<FoldedEntry>,
): State {
  let folded = state;
  for (const entry of entries) folded = definition.evolve(folded, entry);
  return folded;
}
