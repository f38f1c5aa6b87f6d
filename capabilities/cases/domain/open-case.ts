import {
  type AccessRefusal,
  type AccessRequest,
  type Actor,
  permit,
} from '#capabilities/access/contract.ts';
import { clockMoves } from '#kernel/clock.ts';
import type { Filled, Made } from '#kernel/command.ts';
import type { DraftEntry } from '#kernel/entry.ts';
import type { FormPart } from '#kernel/form-answers.ts';
import type { RecordId, TeamId, WorkerId } from '#kernel/ids.ts';
import type { Card } from '#kernel/record-type.ts';
import { accept, type Result } from '#kernel/result.ts';
import { isSensitive } from '#kernel/sensitive-answers.ts';
import { startCard } from './case-card.ts';
import { caseCode } from './case-code.ts';
import type { CaseRules } from './case-rules.ts';
import { type ContactRefusal, makeFirstContact } from './first-contact.ts';

/** A case that is about to be opened, its form validated. */
export type Opening = {
  readonly recordId: RecordId;
  readonly team: TeamId;
  readonly part: FormPart;
  readonly filled: Filled;
  readonly made: Made;
};

/** Who opens a case, with what right, and who has it then. */
export type Opener = {
  readonly actor: Actor;
  readonly request: AccessRequest;
  /** CA-10: whoever opens a case for their own team has it; a child handed over waits for someone. */
  readonly worker: WorkerId | null;
};

/** The right to open a case in one's own team. */
export function mayOpen(team: TeamId): AccessRequest {
  return { action: 'register-child', team };
}

/** The right to hand a child over to any team that takes children on. */
export const MAY_HAND_OVER: AccessRequest = { action: 'hand-over-child' };

/**
 * Opens a case: the card that it starts with, before its entries, and the first contact. Sensitive
 * questions are put by trained people only.
 */
export function openCase(
  rules: Pick<CaseRules, 'clocks' | 'formOf'>,
  { actor, request, worker }: Opener,
  { recordId, team, part, filled, made }: Opening,
): Result<
  { readonly card: Card; readonly entries: readonly DraftEntry[] },
  AccessRefusal | ContactRefusal
> {
  const permitted = permit(actor, request);
  if (!permitted.ok) return permitted;
  const asked = isSensitive(rules, filled, null)
    ? permit(actor, { action: 'ask-sensitive-at-first-contact' })
    : permitted;
  if (!asked.ok) return asked;
  const entries = makeFirstContact(made, filled, part, (type, level) =>
    clockMoves(rules.clocks.values(), { type, at: made.now, level: level ?? 'high' }, {}),
  );
  if (!entries.ok) return entries;
  return accept({ card: startCard(caseCode(recordId), team, worker), entries: entries.value });
}
