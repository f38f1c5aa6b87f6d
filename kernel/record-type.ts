import type { Entry } from './entry.ts';
import type { SensitivityClass } from './sensitivity.ts';

/**
 * A section of a record: one class, one fold. `evolve` is total: an entry it does not know
 * (written by a newer version) leaves the state as it is.
 */
export type SectionDefinition<State = unknown> = {
  readonly section: string;
  readonly class: SensitivityClass;
  readonly start: State;
  readonly evolve: (state: State, entry: Entry) => State;
};

/** Keeps the state's type while a record type is written; the record type itself forgets it. */
export function section<State>(definition: SectionDefinition<State>): SectionDefinition<State> {
  return definition;
}

/**
 * A kind of record. `card` folds entries into the few non-identifying values that list pages show;
 * it is kept in clear, so it must never take a name, a place finer than a district, or free text.
 */
export type RecordType<Card = unknown> = {
  readonly type: string;
  readonly sections: readonly AnySection[];
  readonly card: { readonly start: Card; readonly evolve: (card: Card, entry: Entry) => Card };
};

// A section of unknown state: only the journal handles it, and gives back the state it was given.
// eslint-disable-next-line typescript/no-explicit-any -- existential type: TypeScript has no other spelling
export type AnySection = SectionDefinition<any>;

/** Folds entries, oldest first, from a state onwards. */
export function fold<State>(
  definition: Pick<SectionDefinition<State>, 'evolve'>,
  state: State,
  entries: Iterable<Entry>,
): State {
  let folded = state;
  for (const entry of entries) folded = definition.evolve(folded, entry);
  return folded;
}
