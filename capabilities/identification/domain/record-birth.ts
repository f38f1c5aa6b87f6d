import type { DateAsKnown } from '#kernel/date-as-known.ts';
import type { DraftEntry } from '#kernel/entry.ts';
import type { Ternary } from '#kernel/ternary.ts';
import type { IdentificationState } from './identification-section.ts';
import type { MadeTwo } from './made.ts';
import { recordFacts } from './record-facts.ts';
import type { Ruleset } from './ruleset.ts';
import { countingStatements } from './views.ts';

/**
 * ID-19: takes over what registration knows of the birth, no finer than the month, and applies the
 * rules anew. Who judges an age has no need of the day; a month of doubt is resolved to the child.
 * Nothing is recorded when nothing new is known.
 */
export function recordBirth(
  state: IdentificationState,
  ruleset: Ruleset,
  made: MadeTwo,
  birth: DateAsKnown,
): readonly DraftEntry[] {
  const known = toTheMonth(birth);
  if (known.precision === 'unknown' || isLastKnown(state, known)) return [];
  const age = { ...state.age, births: [known] };
  const recorded = recordFacts(state, ruleset, made, { facts: [], age });
  return recorded.ok ? recorded.value : [];
}

/** ID-5: whether a parent is said to exploit the child: a yes by anyone stands. */
export function parentMayExploit(state: IdentificationState): Ternary {
  const said = countingStatements(state).filter(({ fact }) => fact === 'parent-alleged-exploiter');
  if (said.some(({ value }) => value === 'yes')) return 'yes';
  return said.some(({ value }) => value === 'no') ? 'no' : 'unknown';
}

function toTheMonth(birth: DateAsKnown): DateAsKnown {
  if (birth.precision !== 'day') return birth;
  const [year, month] = [Number(birth.day.slice(0, 4)), Number(birth.day.slice(5, 7))];
  return { precision: 'month', year, month, basis: birth.basis };
}

function isLastKnown(state: IdentificationState, birth: DateAsKnown): boolean {
  return JSON.stringify(state.age.births) === JSON.stringify([birth]);
}
