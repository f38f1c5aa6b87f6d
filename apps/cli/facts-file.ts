import { z } from 'zod';
import { AgeEvidence } from '#capabilities/identification/domain/age-at-event.ts';
import { checkStatements } from '#capabilities/identification/domain/check-statements.ts';
import { evaluate } from '#capabilities/identification/domain/evaluate.ts';
import type { Evaluation } from '#capabilities/identification/domain/evaluation.ts';
import { Statement } from '#capabilities/identification/domain/fact.ts';
import type { Ruleset } from '#capabilities/identification/domain/ruleset.ts';
import { CalendarDay } from '#kernel/calendar-day.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import { IMPORTED } from './identify-report.ts';

const MOST_STATEMENTS = 2000;

/** A hand-written set of facts about one event. */
export const FactsFile = z
  .strictObject({
    asOf: CalendarDay.optional().describe('The day of asking; today when left out.'),
    age: AgeEvidence.prefault({}).describe('All that is known about the age at the event.'),
    statements: z
      .array(
        Statement.extend({
          by: Statement.shape.by.optional().describe('Who recorded it; this file when left out.'),
          on: Statement.shape.on.optional().describe('When; the day of asking when left out.'),
        }),
      )
      .max(MOST_STATEMENTS),
  })
  .describe('Facts for `amparo identify --facts`');
export type FactsFile = z.infer<typeof FactsFile>;

export type FactsRefusal =
  | { readonly code: 'identify.facts.not-json' }
  | { readonly code: 'identify.facts.invalid'; readonly issues: readonly string[] }
  | { readonly code: 'identify.facts.refused'; readonly why: string; readonly fact: string }
  | { readonly code: 'identify.facts.in-future' };

/** Judges a hand-written set of facts. Facts or days that cannot be are refused, not passed over. */
export function judgeFactsText(
  text: string,
  ruleset: Ruleset,
  today: CalendarDay,
): Result<Evaluation, FactsRefusal> {
  const json = jsonOf(text);
  if (json === undefined) return refuse({ code: 'identify.facts.not-json' });
  const file = FactsFile.safeParse(json);
  if (!file.success) {
    const issues = file.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
    return refuse({ code: 'identify.facts.invalid', issues });
  }
  const asOf = file.data.asOf ?? today;
  if (asOf > today) return refuse({ code: 'identify.facts.in-future' });
  const statements = file.data.statements.map((statement): Statement => ({
    ...statement,
    by: statement.by ?? IMPORTED,
    on: statement.on ?? asOf,
  }));
  const checked = checkStatements(statements, ruleset, asOf);
  if (!checked.ok) {
    const { code: why, fact } = checked.refusal;
    return refuse({ code: 'identify.facts.refused', why, fact });
  }
  return accept(evaluate(checked.value, { age: file.data.age, asOf }, ruleset));
}

export function factsFileSchema(): unknown {
  return z.toJSONSchema(FactsFile, { io: 'input' });
}

function jsonOf(text: string): unknown {
  try {
    const json: unknown = JSON.parse(text);
    return json;
  } catch {
    return undefined;
  }
}
