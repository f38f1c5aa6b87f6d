import { isDeepStrictEqual } from 'node:util';
import type { IsSame } from '#platform/journal/change-record.ts';
import type { StatedAge } from '../domain/age-at-event.ts';
import { FactsRecorded } from '../domain/entries.ts';
import type { StatedFact } from '../domain/record-facts.ts';
import type { DateAsKnown } from '#kernel/date-as-known.ts';

/** What was said besides the facts: when it happened, and the answers as they were given. */
type Said = {
  readonly answers?: Readonly<Record<string, unknown>>;
  readonly event?: DateAsKnown | undefined;
  readonly ageAtEvent?: StatedAge | undefined;
};

/**
 * Whether an entry records these very facts. Its statements also carry who and when, and its age
 * also what was known before: both are left aside, for the server adds them.
 */
export function statesFacts(facts: readonly StatedFact[], said: Said = {}): IsSame {
  return ({ type, body }) => {
    if (type !== 'identification.facts-recorded') return false;
    const recorded = FactsRecorded.parse(body);
    const stated = recorded.statements.map(({ fact, value, evidence }) => ({
      fact,
      value,
      evidence,
    }));
    const sent = facts.map(({ fact, value, evidence }) => ({ fact, value, evidence }));
    const isSameWords = !said.answers || isDeepStrictEqual(recorded.answers, said.answers);
    return isDeepStrictEqual(stated, sent) && isSameWords && tellsAge(recorded.age, said);
  };
}

function tellsAge(age: FactsRecorded['age'], { event, ageAtEvent }: Said): boolean {
  if (!event && !ageAtEvent) return age === null;
  const isSameEvent = !event || isDeepStrictEqual(age?.event, event);
  const isSameAge = !ageAtEvent || isDeepStrictEqual(age?.agesAtEvent.at(-1), ageAtEvent);
  return age !== null && isSameEvent && isSameAge;
}
