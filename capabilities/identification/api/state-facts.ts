import type { Commanded } from '#platform/commands/change-section.ts';
import type { Call } from '#platform/http/call.ts';
import { recordFacts, type StatedFact } from '../domain/record-facts.ts';
import { statesFacts } from './states-facts.ts';
import { command, type IdentificationDesk } from './identification-desk.ts';

/**
 * Records facts by their codes, without a form: for facts that come from another system or from
 * the invented people of an evaluation. Judged as those of a form are.
 */
export function stateFacts(
  desk: IdentificationDesk,
  input: Commanded & { readonly facts: readonly StatedFact[] },
  call: Call,
) {
  return command(desk, input, call, {
    isSame: statesFacts(input.facts),
    decide: ({ state, made }) =>
      recordFacts(state, desk.ruleset, made, { facts: input.facts, age: null }),
  });
}
