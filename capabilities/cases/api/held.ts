import { permit } from '#capabilities/access/contract.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { Call } from '#platform/http/call.ts';
import type { Handler } from '#platform/http/route.ts';
import {
  type HeldEntry,
  listHeldEntries,
  listSettledEntries,
  settleHeldEntry,
} from '#platform/journal/held-entries.ts';
import type { InputOf } from '#kernel/endpoint.ts';
import { accessOf } from '#kernel/open-record.ts';
import type { listHeld, settleHeld } from '../endpoints.ts';
import type { Directory } from '#kernel/directory.ts';
import { authorOf, directoryOf } from '#platform/commands/command-desk.ts';
import { type CaseDesk, openCaseFor } from './case-desk.ts';

export function listHeldHandler(desk: CaseDesk): Handler<typeof listHeld> {
  return async ({ recordId }, call) => {
    const found = await desk.database.transaction(authorOf(call), async (tx) => {
      const record = await openCaseFor(desk, tx, { recordId, action: 'cases.held-read' });
      if (!record) return undefined;
      const waiting = await listHeldEntries(tx, desk.holdingKey, recordId);
      const settled = await listSettledEntries(tx, desk.holdingKey, recordId);
      const people = [...waiting, ...settled].map((one) => one.author);
      const supervisors = settled.map((one) => one.settledBy);
      const named = await directoryOf(desk, tx, [...people, ...supervisors]);
      return {
        held: waiting.map((one) => heldView(desk, one, named)),
        settled: settled.map((one) => ({
          ...heldView(desk, one, named),
          outcome: one.outcome,
          settledBy: named(one.settledBy),
          settledAt: one.settledAt,
          note: one.note,
        })),
      };
    });
    return found ? accept(found) : refuse({ code: 'cases.case.unknown' });
  };
}

function heldView(
  { withheld }: Pick<CaseDesk, 'withheld'>,
  { entry, author, heldAt, reason }: HeldEntry,
  named: Directory,
) {
  const { id: entryId, type, deviceTime } = entry;
  const body = { ...withheld(type, entry.body) };
  return { entryId, type, by: named(author), at: heldAt, deviceTime, reason, body };
}

/**
 * CA-8: a supervisor takes held work in as it was written (it is judged again, now under the
 * supervisor's name) or sets it aside. Either way it stays readable.
 */
export function settleHeldHandler(desk: CaseDesk): Handler<typeof settleHeld> {
  return async (input, call) => {
    const found = await findHeld(desk, input, call);
    if (!found.ok) return found;
    if (input.outcome === 'taken') {
      const taken = await takeIn(desk, input, call, found.value);
      if (!taken.ok)
        return refuse({ code: 'cases.held.still-refused', because: taken.refusal.code });
    }
    const settled = await desk.database.transaction(authorOf(call), (tx) =>
      settleHeldEntry(tx, desk.holdingKey, {
        recordId: input.recordId,
        entryId: input.entryId,
        by: authorOf(call),
        outcome: input.outcome,
        note: input.reason,
      }),
    );
    return settled ? accept({ outcome: input.outcome }) : refuse({ code: 'cases.held.unknown' });
  };
}

type Settling = InputOf<typeof settleHeld>;
type Found = { readonly held: HeldEntry; readonly positions: ReadonlyMap<string, number> };

async function findHeld(desk: CaseDesk, input: Settling, call: Call) {
  const author = authorOf(call);
  return desk.database.attempt(author, async (tx) => {
    const record = await openCaseFor(desk, tx, {
      recordId: input.recordId,
      action: 'cases.held-read',
    });
    if (!record) return refuse({ code: 'cases.case.unknown' });
    const waiting = await listHeldEntries(tx, desk.holdingKey, input.recordId);
    const held = waiting.find((one) => one.entry.id === input.entryId);
    if (!held) return refuse({ code: 'cases.held.unknown' });
    const request = {
      action: 'settle-held',
      record: accessOf(record),
      author: held.author,
    } as const;
    const permitted = permit(await desk.actorOf(tx, author), request);
    if (!permitted.ok) return permitted;
    const positions = new Map(
      [...record.states].map(([section, state]) => [section, state.position]),
    );
    return accept<Found>({ held, positions });
  });
}

async function takeIn(
  desk: CaseDesk,
  input: Settling,
  call: Call,
  { held, positions }: Found,
): Promise<Result<unknown>> {
  const basedOn = positions.get(held.entry.section) ?? 0;
  for (const take of desk.takeHeld) {
    const taken = await take(input.recordId, held, call, basedOn);
    if (taken) return taken;
  }
  throw new Error(`Nothing takes in a held ${held.entry.type}`);
}
