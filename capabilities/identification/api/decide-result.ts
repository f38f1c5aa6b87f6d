import type { DraftEntry } from '#kernel/entry.ts';
import { accept, type Refusal, refuse, type Result } from '#kernel/result.ts';
import type { InputOf } from '#kernel/endpoint.ts';
import type { Call } from '#platform/http/call.ts';
import type { Handler } from '#platform/http/route.ts';
import { says } from '#platform/journal/change-record.ts';
import { holdEntry } from '#platform/journal/held-entries.ts';
import type { IdentificationEntryType } from '../domain/entries.ts';
import {
  acceptResultCommand,
  type Approval,
  changeStatusCommand,
  correctStatementCommand,
  overrideResultCommand,
} from '../domain/identification-commands.ts';
import { draft } from '../domain/made.ts';
import type * as endpoints from '../endpoints.ts';
import type { Commanded } from '#platform/commands/change-section.ts';
import { authorOf, type ReceiptView } from '#platform/commands/command-desk.ts';
import { command, type CommandRefusal, type IdentificationDesk } from './identification-desk.ts';

export function acceptResultHandler(
  desk: IdentificationDesk,
): Handler<typeof endpoints.acceptResult> {
  return ({ evaluation, result, ...input }, call) =>
    command(desk, input, call, {
      isSame: says('identification.result-accepted', { evaluation, result }),
      decide: acceptResultCommand({ evaluation, result }),
    });
}

export function correctStatementHandler(
  desk: IdentificationDesk,
): Handler<typeof endpoints.correctStatement> {
  return ({ entry, fact, reason, ...input }, call) =>
    command(desk, input, call, {
      isSame: says('identification.statement-corrected', { entry, fact, reason: reason.trim() }),
      decide: correctStatementCommand(desk, { entry, fact, reason }),
    });
}

/** A lower result needs a second person (ID-11): the proposal is held for the supervisor. */
export function overrideResultHandler(
  desk: IdentificationDesk,
): Handler<typeof endpoints.overrideResult> {
  return async (input, call) => {
    const decided = await command(desk, input, call, overriding(desk, input, null));
    return heldWhenTwoAreNeeded(desk, 'identification.result-overridden', input, call, decided);
  };
}

/** So does taking back a status that was given in error (ID-7). */
export function changeStatusHandler(
  desk: IdentificationDesk,
): Handler<typeof endpoints.changeStatus> {
  return async (input, call) => {
    const decided = await command(desk, input, call, changing(input, null));
    return heldWhenTwoAreNeeded(desk, 'identification.status-changed', input, call, decided);
  };
}

type Override = Pick<InputOf<typeof endpoints.overrideResult>, 'evaluation' | 'to' | 'reason'>;
type Step = Pick<InputOf<typeof endpoints.changeStatus>, 'to' | 'authority' | 'reason'>;

export function overriding(
  desk: IdentificationDesk,
  { evaluation, to, reason }: Override,
  approval: Approval,
) {
  return {
    isSame: says('identification.result-overridden', { evaluation, to, reason: reason.trim() }),
    decide: overrideResultCommand(desk, { evaluation, to, reason }, approval),
  };
}

export function changing({ to, authority, reason }: Step, approval: Approval) {
  return {
    isSame: says('identification.status-changed', { to, authority, reason: reason.trim() }),
    decide: changeStatusCommand({ to, authority, reason }, approval),
  };
}

const NEEDS_TWO = [
  'identification.result.supervisor-needed',
  'identification.status.supervisor-needed',
];

async function heldWhenTwoAreNeeded<Why extends Refusal>(
  desk: IdentificationDesk,
  type: IdentificationEntryType,
  input: Commanded & Readonly<Record<string, unknown>>,
  call: Call,
  decided: Result<ReceiptView, Why | CommandRefusal>,
): Promise<Result<{ receipt: ReceiptView | null; held: string | null }, Why | CommandRefusal>> {
  if (decided.ok) return accept({ receipt: decided.value, held: null });
  const reason = decided.refusal.code;
  if (!NEEDS_TWO.includes(reason)) return decided;
  const { recordId, entryId, deviceTime, ...proposal } = input;
  const entry: DraftEntry = draft({ entryId, deviceTime }, type, proposal);
  const author = authorOf(call);
  const isHeld = await desk.database.transaction(author, (tx) =>
    holdEntry(tx, desk.holdingKey, { recordId, author, entry, reason }),
  );
  if (!isHeld) return refuse({ code: 'journal.entry.id-taken' });
  return accept({ receipt: null, held: reason });
}
