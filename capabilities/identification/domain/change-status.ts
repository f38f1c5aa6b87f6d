import { CalendarDay, plusDays } from '#kernel/calendar-day.ts';
import type { DraftEntry } from '#kernel/entry.ts';
import type { WorkerId } from '#kernel/ids.ts';
import { dayOf } from '#kernel/instant.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { IdentificationState } from './identification-section.ts';
import { draft, type Made } from './made.ts';
import { SHORTEST_REASON } from './record-facts.ts';
import { type CompetentAuthority, isStep, needsAuthority, type Status } from './status.ts';
import { statusOf } from './views.ts';

export type ChangeStatus = {
  readonly to: Status;
  readonly authority: CompetentAuthority | null;
  readonly reason: string;
  /** A supervisor whom the caller has checked to be one. */
  readonly approvedBy: WorkerId | null;
};

export type StatusRefusal =
  | { readonly code: 'identification.status.no-step'; readonly from: Status | null }
  | { readonly code: 'identification.status.authority-missing' }
  | { readonly code: 'identification.status.authority-not-asked' }
  | { readonly code: 'identification.status.decided-in-future' }
  | { readonly code: 'identification.reason.missing' }
  | { readonly code: 'identification.status.supervisor-needed' };

/**
 * A step on the ladder of status (ID-7). A person takes it, never a rule. Only a competent
 * authority, named and dated, identifies formally or does not confirm.
 */
export function changeStatus(
  state: IdentificationState,
  made: Made,
  command: ChangeStatus,
): Result<readonly DraftEntry[], StatusRefusal> {
  const from = statusOf(state);
  if (!isStep(from, command.to)) return refuse({ code: 'identification.status.no-step', from });
  const refusal = authorityRefusal(made, command) ?? withdrawalRefusal(made, command);
  if (refusal) return refuse(refusal);
  const { to, authority, approvedBy } = command;
  const body = { from, to, authority, reason: command.reason.trim(), approvedBy, at: made.now };
  return accept([draft(made, 'identification.status-changed', body)]);
}

function authorityRefusal(made: Made, { to, authority }: ChangeStatus): StatusRefusal | undefined {
  if (!needsAuthority(to))
    return authority ? { code: 'identification.status.authority-not-asked' } : undefined;
  if (!authority) return { code: 'identification.status.authority-missing' };
  const latest = plusDays(CalendarDay.parse(dayOf(made.now)), 1);
  return authority.decidedOn > latest
    ? { code: 'identification.status.decided-in-future' }
    : undefined;
}

function withdrawalRefusal(
  made: Made,
  { to, reason, approvedBy }: ChangeStatus,
): StatusRefusal | undefined {
  const needsReason = to === 'withdrawn-in-error' || to === 'not-confirmed';
  if (needsReason && reason.trim().length < SHORTEST_REASON)
    return { code: 'identification.reason.missing' };
  if (to !== 'withdrawn-in-error') return undefined;
  return approvedBy === null || approvedBy === made.by
    ? { code: 'identification.status.supervisor-needed' }
    : undefined;
}
