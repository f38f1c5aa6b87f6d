import { expect, test } from 'vitest';
import type { AgeEvidence } from './age-at-event.ts';
import { smallRuleset } from './example-pack.ts';
import { ageStated, aMade } from './examples.ts';
import { identificationSection } from './identification-section.ts';
import { recordFacts } from './record-facts.ts';

const ruleset = smallRuleset();
const { age } = ageStated(13, 13);
const born = (year: number) => ({ precision: 'year', year, basis: 'child' }) as const;
const on = (day: string) => ({ precision: 'day', day, basis: 'child' }) as AgeEvidence['event'];

function tell(births: AgeEvidence['births'], event: AgeEvidence['event']): string {
  const stated = { ...age, births, event };
  const told = recordFacts(identificationSection.start, ruleset, aMade(), {
    facts: [],
    age: stated,
  });
  return told.ok ? 'taken' : told.refusal.code;
}

test('[R-AGE-4] an event before every birth that is known is refused; one that may fit is not', () => {
  expect(tell([born(2014)], on('2013-12-31'))).toBe('identification.age.event-before-birth');
  expect(tell([born(2014), born(2012)], on('2013-12-31'))).toBe('taken');
  expect(tell([born(2014)], on('2014-01-01'))).toBe('taken');
  expect(tell([], on('1999-01-01'))).toBe('taken');
  expect(tell([born(2014)], { precision: 'unknown' })).toBe('taken');
});

test('[R-AGE-4] a birth that is registered later is not lost, whatever was said of the event', () => {
  const state = {
    ...identificationSection.start,
    age: { ...age, event: on('2013-12-31') },
  };
  const later = { facts: [], age: { ...state.age, births: [born(2014)] } };
  expect(recordFacts(state, ruleset, aMade(), later).ok).toBe(true);
});
