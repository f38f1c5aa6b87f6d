import { describe, expect, test } from 'vitest';
import { CalendarDay, plusDays } from '#kernel/calendar-day.ts';
import { checkStatements } from './check-statements.ts';
import { smallRuleset } from './example-pack.ts';
import { sela } from './examples.ts';
import type { Statement } from './fact.ts';

const today = CalendarDay.parse('2026-11-24');
const ruleset = smallRuleset();
const [known] = [...ruleset.facts.keys()];

function stated(over: Partial<Statement>): Statement {
  const fact = known ?? '';
  return { fact, value: 'yes', evidence: 'observed', by: sela, on: today, ...over };
}

const judge = (over: Partial<Statement>) => checkStatements([stated(over)], ruleset, today);

describe('a statement', () => {
  test('of a fact that the rules do not know is refused by name', () => {
    expect(judge({ fact: 'shoe-size' })).toMatchObject({
      refusal: { code: 'identification.fact.unknown', fact: 'shoe-size' },
    });
  });

  test('of hours where yes or no is asked is refused', () => {
    expect(judge({ value: 12 })).toMatchObject({
      refusal: { code: 'identification.fact.wrong-kind' },
    });
  });

  test('[CA-5] recorded on a day to come is refused, with a day of grace for where it is tomorrow already', () => {
    expect(judge({ on: plusDays(today, 1) }).ok).toBe(true);
    expect(judge({ on: plusDays(today, 2) })).toMatchObject({
      refusal: { code: 'identification.fact.in-future' },
    });
  });
});
