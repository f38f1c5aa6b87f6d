import type { DraftEntry } from '#kernel/entry.ts';
import type { EntryId, WorkerId } from '#kernel/ids.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { IdentificationState } from './identification-section.ts';
import { draft, type Made } from './made.ts';
import { SHORTEST_REASON } from './record-facts.ts';
import type { Ruleset } from './ruleset.ts';
import { lastEvaluation } from './views.ts';

export type AcceptResult = { readonly evaluation: EntryId; readonly result: string };

export type AcceptRefusal =
  | { readonly code: 'identification.result.nothing-evaluated' }
  | { readonly code: 'identification.result.facts-moved-on' }
  | { readonly code: 'identification.result.not-among-results' };

/** `approvedBy` is a supervisor whom the caller has checked to be one. */
export type OverrideResult = {
  readonly evaluation: EntryId;
  readonly to: string;
  readonly reason: string;
  readonly approvedBy: WorkerId | null;
};

export type OverrideRefusal =
  | Exclude<AcceptRefusal, { readonly code: 'identification.result.not-among-results' }>
  | { readonly code: 'identification.result.unknown' }
  | { readonly code: 'identification.result.same' }
  | { readonly code: 'identification.reason.missing' }
  | { readonly code: 'identification.result.supervisor-needed' }
  | { readonly code: 'identification.result.own-approval' }
  | { readonly code: 'identification.result.below-floor'; readonly floor: string };

/** A person takes over one of the results; nothing follows from a result before that (ID-10). */
export function acceptResult(
  state: IdentificationState,
  made: Made,
  command: AcceptResult,
): Result<readonly DraftEntry[], AcceptRefusal> {
  const last = lastEvaluation(state);
  if (!last) return refuse({ code: 'identification.result.nothing-evaluated' });
  if (last.entry !== command.evaluation)
    return refuse({ code: 'identification.result.facts-moved-on' });
  if (!last.evaluation.results.includes(command.result))
    return refuse({ code: 'identification.result.not-among-results' });
  return accept([draft(made, 'identification.result-accepted', { ...command, at: made.now })]);
}

/**
 * A person works with another result than the leading one (ID-11). To raise it takes a reason. To
 * lower it takes a reason and a second person, and it never goes below the floor of the pack.
 */
export function overrideResult(
  state: IdentificationState,
  ruleset: Ruleset,
  made: Made,
  command: OverrideResult,
): Result<readonly DraftEntry[], OverrideRefusal> {
  const last = lastEvaluation(state);
  if (!last) return refuse({ code: 'identification.result.nothing-evaluated' });
  if (last.entry !== command.evaluation)
    return refuse({ code: 'identification.result.facts-moved-on' });
  const from = last.evaluation.results[0] ?? ruleset.results.lowest.result;
  const refusal = overrideRefusal(from, ruleset, made, command);
  if (refusal) return refuse(refusal);
  const { evaluation, to, approvedBy } = command;
  const body = { evaluation, from, to, reason: command.reason.trim(), approvedBy, at: made.now };
  return accept([draft(made, 'identification.result-overridden', body)]);
}

function overrideRefusal(
  from: string,
  { rankOf, results }: Ruleset,
  made: Made,
  { to, reason, approvedBy }: OverrideResult,
): OverrideRefusal | undefined {
  const rank = rankOf.get(to);
  if (rank === undefined) return { code: 'identification.result.unknown' };
  if (to === from) return { code: 'identification.result.same' };
  if (reason.trim().length < SHORTEST_REASON) return { code: 'identification.reason.missing' };
  // A result of an older ruleset that is gone counts as the highest: lowering it takes two.
  if (rank < (rankOf.get(from) ?? -1)) return undefined;
  if (rank > (rankOf.get(results.floor) ?? 0))
    return { code: 'identification.result.below-floor', floor: results.floor };
  if (approvedBy === null) return { code: 'identification.result.supervisor-needed' };
  return approvedBy === made.by ? { code: 'identification.result.own-approval' } : undefined;
}
