import { type CalendarDay, plusDays } from '#kernel/calendar-day.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { Statement } from './fact.ts';
import { fits } from './frame.ts';
import type { Ruleset } from './ruleset.ts';

export type StatementRefusal =
  | { readonly code: 'identification.fact.unknown'; readonly fact: string }
  | { readonly code: 'identification.fact.wrong-kind'; readonly fact: string }
  | { readonly code: 'identification.fact.in-future'; readonly fact: string };

/**
 * Whether statements can be used with this ruleset: every fact is in its dictionary, its value is of
 * the fact's kind, and none was recorded after `today` (a day of grace for time zones).
 */
export function checkStatements<Checked extends Statement>(
  statements: readonly Checked[],
  ruleset: Ruleset,
  today: CalendarDay,
): Result<readonly Checked[], StatementRefusal> {
  const latest = plusDays(today, 1);
  for (const { fact, value, on } of statements) {
    const slot = ruleset.facts.get(fact);
    if (!slot) return refuse({ code: 'identification.fact.unknown', fact });
    if (!fits(slot, value)) return refuse({ code: 'identification.fact.wrong-kind', fact });
    if (on > latest) return refuse({ code: 'identification.fact.in-future', fact });
  }
  return accept(statements);
}
