import type { RecordId } from './ids.ts';
import type { Card, RecordType, SectionDefinition } from './record-type.ts';
import type { SensitivityClass } from './sensitivity.ts';

/** The folded state of a section and the position of the last entry that it holds. */
export type SectionState = { readonly state: unknown; readonly position: number };

/**
 * A record as far as its reader may see it, wherever it was opened: on the server, or on a device
 * that carries it. Sections without a grant are not here.
 */
export type OpenRecord = {
  readonly recordId: RecordId;
  readonly recordType: RecordType;
  readonly position: number;
  readonly card: Card;
  readonly readable: ReadonlySet<SensitivityClass>;
  readonly writable: ReadonlySet<SensitivityClass>;
  readonly states: ReadonlyMap<string, SectionState>;
};

/** The state of a section, or undefined when the reader has no grant for its class. */
export function stateOf<State>(
  record: Pick<OpenRecord, 'readable' | 'states'>,
  definition: SectionDefinition<State>,
): State | undefined {
  if (!record.readable.has(definition.class)) return undefined;
  const held = record.states.get(definition.section);
  // eslint-disable-next-line typescript/no-unsafe-type-assertion -- written by this very fold, sealed since
  return held ? (held.state as State) : definition.start;
}

/** The access facts of a record in the words of the policy module. */
export function accessOf(record: Pick<OpenRecord, 'card' | 'readable' | 'writable'>) {
  return { team: record.card.team, readable: record.readable, writable: record.writable };
}
