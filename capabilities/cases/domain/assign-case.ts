import { z } from 'zod';
import { type BasedOn, draft, isOutdated, type Made, type MovedOn } from '#kernel/command.ts';
import type { DraftEntry } from '#kernel/entry.ts';
import { WorkerId } from '#kernel/ids.ts';
import { Instant } from '#kernel/instant.ts';
import { section } from '#kernel/record-type.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';

/** Who has the case; null when it was taken back and nobody has it. */
export const WorkerAssigned = z.object({ worker: WorkerId.nullable(), at: Instant });

export type AssignmentState = { readonly worker: WorkerId | null; readonly by: WorkerId } | null;

export const assignmentSection = section<AssignmentState>({
  section: 'assignment',
  class: 'care',
  start: null,
  evolve: (state, entry) => {
    if (entry.type !== 'cases.worker-assigned') return state;
    const assigned = WorkerAssigned.safeParse(entry.body);
    return assigned.success ? { worker: assigned.data.worker, by: entry.author } : state;
  },
});

export type AssignRefusal =
  | MovedOn
  | { readonly code: 'cases.assignment.not-a-colleague' }
  | { readonly code: 'cases.assignment.unchanged' };

/**
 * CA-10: names the worker who has the case. `holder` is who has it now; `isColleague` whether the
 * worker to be named plans for children in the team that answers for the case.
 */
export function assignCase(
  seen: BasedOn & { readonly holder: WorkerId | null; readonly isColleague: boolean },
  made: Made,
  worker: WorkerId | null,
): Result<readonly DraftEntry[], AssignRefusal> {
  if (isOutdated(seen)) return refuse({ code: 'section.moved-on', current: seen.current });
  if (worker !== null && !seen.isColleague)
    return refuse({ code: 'cases.assignment.not-a-colleague' });
  if (worker === seen.holder) return refuse({ code: 'cases.assignment.unchanged' });
  const body = { worker, at: made.now };
  return accept([draft(made, assignmentSection, { type: 'cases.worker-assigned', body })]);
}
