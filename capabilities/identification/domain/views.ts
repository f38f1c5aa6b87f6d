import type { Statement } from './fact.ts';
import type { Decision, IdentificationState } from './identification-section.ts';
import type { Status } from './status.ts';

/** The statements that count: those recorded in error do not. */
export function countingStatements(state: IdentificationState): readonly Statement[] {
  return state.statements.flatMap(({ correctedIn, entry: _entry, ...statement }) =>
    correctedIn === null ? [statement] : [],
  );
}

export function lastEvaluation(
  state: IdentificationState,
): IdentificationState['evaluations'][number] | undefined {
  return state.evaluations.at(-1);
}

export function statusOf(state: IdentificationState): Status | null {
  return state.steps.at(-1)?.to ?? null;
}

/** The decision about the last evaluation; a decision about an older one no longer holds. */
export function standingDecision(state: IdentificationState): Decision | undefined {
  const last = lastEvaluation(state);
  return state.decisions.findLast(({ evaluation }) => evaluation === last?.entry);
}

/** The result that people work with: the decided one, else the one that leads the evaluation. */
export function workingResult(state: IdentificationState): string | undefined {
  return standingDecision(state)?.result ?? lastEvaluation(state)?.evaluation.results[0];
}

const TREATED_AS_TRAFFICKED: ReadonlySet<string> = new Set([
  'presumed-child-victim-of-trafficking',
  'sale-of-child',
  'exploited-trafficking-not-excluded',
  'child-associated-with-armed-force-or-group',
]);

/** Whether the child is protected as one who is trafficked: by status, or by the rules themselves. */
export function isPresumedTrafficked(state: IdentificationState): boolean {
  const status = statusOf(state);
  if (status === 'presumed' || status === 'formally-identified') return true;
  const results = lastEvaluation(state)?.evaluation.results ?? [];
  return results.some((result) => TREATED_AS_TRAFFICKED.has(result));
}
