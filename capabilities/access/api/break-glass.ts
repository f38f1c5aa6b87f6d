import type { InputOf, OutputOf } from '#kernel/endpoint.ts';
import { GrantId, RecordId } from '#kernel/ids.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import { SensitivityClass } from '#kernel/sensitivity.ts';
import type { Call } from '#platform/http/call.ts';
import type { SqlTransaction } from '#platform/database/open-database.ts';
import { authorOf, receiptView } from '#platform/commands/command-desk.ts';
import type { Handler } from '#platform/http/route.ts';
import { writeAuditLine } from '#platform/journal/audit-line.ts';
import { type AccessRefusal, permit } from '../domain/policy.ts';
import type { breakGlass, breakGlassByCode } from '../record-endpoints.ts';
import {
  breakGlassAtFloor,
  entryStands,
  glassBrokenUntil,
  recordByCode,
} from '../storage/break-glass.ts';
import { loadActor } from '../storage/load-actor.ts';
import { type RecordDesk, type RecordRefusal, writeAccessEntry } from './record-desk.ts';

type Breaking = InputOf<typeof breakGlass>;
type Broken = OutputOf<typeof breakGlass>;
type BreakRefusal = AccessRefusal | RecordRefusal;

export function breakGlassHandler(desk: RecordDesk): Handler<typeof breakGlass> {
  return (input, call) => breakIt(desk, input, call);
}

export function breakGlassByCodeHandler(desk: RecordDesk): Handler<typeof breakGlassByCode> {
  return async ({ code: typed, ...input }, call) => {
    const author = authorOf(call);
    const code = desk.readCode(typed);
    const found = await desk.database.transaction(author, async (tx) =>
      code === undefined ? undefined : recordByCode(tx, code),
    );
    // A code that nobody has is judged like one that somebody has, and answered alike (AC-10).
    const recordId = found ?? RecordId.parse(call.mintId());
    return breakIt(desk, { ...input, recordId }, call);
  };
}

/**
 * AC-3: a grant to oneself with a reason, for at most a day, told to the supervisors, and written
 * into the history of the record. An attempt that finds nothing leaves a line all the same.
 */
async function breakIt(
  desk: RecordDesk,
  input: Breaking,
  call: Call,
): Promise<Result<Broken, BreakRefusal>> {
  const author = authorOf(call);
  const broken = await desk.database.attempt(author, (tx) => breakInside(tx, desk, input, call));
  if (!broken.ok && broken.refusal.code === 'access.record.unknown') {
    const line = { author, recordId: input.recordId, action: 'access.break-glass-refused' };
    await desk.database.transaction(author, (tx) => writeAuditLine(tx, line));
  }
  return broken;
}

async function breakInside(
  tx: SqlTransaction,
  desk: RecordDesk,
  input: Breaking,
  call: Call,
): Promise<Result<Broken, BreakRefusal>> {
  const { recordId, entryId, reason, explanation, hours } = input;
  const permitted = permit(await loadActor(tx, authorOf(call)), { action: 'break-glass' });
  if (!permitted.ok) return permitted;
  // The entry with the reason is of class `care`, and whoever breaks the glass writes it.
  const classes = SensitivityClass.options.filter(
    (one) => one === 'care' || input.classes.includes(one),
  );
  if (!(await entryStands(tx, recordId, entryId))) {
    const grant = { grantId: GrantId.parse(call.mintId()), recordId, classes, hours, reason };
    if (!(await breakGlassAtFloor(tx, grant))) return refuse({ code: 'access.record.unknown' });
  }
  const until = await glassBrokenUntil(tx, recordId, call.worker);
  if (!until) return refuse({ code: 'access.record.unknown' });
  const said = { worker: call.worker, reason, explanation, classes };
  const entry = { type: 'access.glass-broken', said };
  const written = await writeAccessEntry<never>(tx, desk, { input, call, entry }, async () =>
    accept({ until }),
  );
  if (!written.ok) return written;
  return accept({ recordId, until, classes, receipt: receiptView(written.value) });
}
