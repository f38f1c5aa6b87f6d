import { sql } from 'kysely';
import { z } from 'zod';
import { EntryId, RecordId, WorkerId } from '#kernel/ids.ts';
import { Instant, instantAt } from '#kernel/instant.ts';
import { accept, refuse } from '#kernel/result.ts';
import { Purpose } from '#kernel/sensitivity.ts';
import { authorOf } from '../commands/command-desk.ts';
import type { Sql, SqlTransaction } from '../database/open-database.ts';
import type { Call } from '../http/call.ts';
import type { Handler } from '../http/route.ts';
import { writeAuditLine } from '../journal/audit-line.ts';
import type { listQuarantine, settleQuarantine } from './protocol/endpoints.ts';
import { DeviceId, FirstOutcome } from './protocol/push.ts';
import { runItem } from './run-item.ts';
import type { SyncDesk } from './sync-desk.ts';

const Row = z.object({
  deviceId: DeviceId,
  number: z.number(),
  author: WorkerId,
  recordId: RecordId,
  entryId: EntryId,
  operation: z.string(),
  purpose: Purpose,
  arrivedAt: z.coerce.number().transform(instantAt),
  body: z.instanceof(Buffer),
  maySee: z.boolean(),
});
type Row = z.infer<typeof Row>;
const Body = z.object({ input: z.record(z.string(), z.unknown()), writtenAt: Instant });

const MOST_LISTED = 200;

/** What waits for the asker, oldest first; row-level security says what that is. */
async function findWaiting(
  tx: Sql,
  one?: { readonly deviceId: DeviceId; readonly number: number },
): Promise<readonly Row[]> {
  const { rows } = await sql`
    select device_id as "deviceId", number, author, record_id as "recordId", entry_id as "entryId", operation,
      purpose, epoch_ms(arrived_at) as "arrivedAt", body,
      sync_may_see_waiting(record_id, purpose) as "maySee"
    from sync_quarantine
    where settled_at is null and author <> amparo_worker()
      and (${one?.deviceId ?? null}::uuid is null
           or (device_id = ${one?.deviceId ?? null}::uuid and number = ${one?.number ?? null}::integer))
    order by arrived_at, device_id, number limit ${MOST_LISTED}`.execute(tx);
  return z.array(Row).parse(rows);
}

export function listQuarantineHandler(desk: SyncDesk): Handler<typeof listQuarantine> {
  return (_input, call) =>
    desk.database.transaction(authorOf(call), async (tx) => {
      const waiting = await findWaiting(tx);
      const names = await desk.namesOf(tx, new Set(waiting.map((one) => one.author)));
      const items = [];
      for (const one of waiting) {
        const { deviceId, number, author, recordId, entryId, operation, arrivedAt } = one;
        const { input, writtenAt } = bodyOf(desk, one);
        if (one.maySee)
          await writeAuditLine(tx, {
            author: authorOf(call),
            action: 'sync.quarantine-read',
            detail: { device: deviceId, number, record: recordId },
          });
        items.push({
          deviceId,
          number,
          recordId,
          entryId,
          operation,
          arrivedAt,
          writtenAt,
          author: {
            id: author,
            name: names.get(author) ?? '—',
          },
          input: one.maySee ? input : null,
        });
      }
      return accept({ items });
    });
}

/**
 * AC-22: taken in, it is the same operation with the same id under the name of whoever answers for it;
 * set aside, it stays with the reason. Nothing is deleted. When the server stops after the operation and
 * before it is noted, settling again answers the same.
 */
export function settleQuarantineHandler(desk: SyncDesk): Handler<typeof settleQuarantine> {
  return async ({ deviceId, number, decision, reason }, call) => {
    const author = authorOf(call);
    const [waiting] = await desk.database.transaction(author, (tx) =>
      findWaiting(tx, { deviceId, number }),
    );
    // What one may not see one does not take in blindly.
    if (!waiting || (decision === 'take' && !waiting.maySee))
      return refuse({ code: 'sync.quarantine.unknown' });
    const outcome = decision === 'take' ? await take(desk, waiting, call) : null;
    if (outcome && (outcome.outcome === 'refused' || outcome.outcome === 'later'))
      return refuse({ code: 'sync.quarantine.refused', because: outcome.reason });
    const settled = await desk.database.transaction(author, (tx) =>
      noteSettled(tx, desk, { waiting, call, decision, reason }),
    );
    if (!settled) return refuse({ code: 'sync.quarantine.unknown' });
    return accept({ outcome: outcome && FirstOutcome.parse(outcome) });
  };
}

function take(desk: SyncDesk, waiting: Row, call: Call) {
  const { input } = bodyOf(desk, waiting);
  return runItem(desk, { ...waiting, input }, { ...call, purpose: waiting.purpose }, 'tell');
}

function bodyOf({ quarantineKey }: SyncDesk, { deviceId, number, body }: Row) {
  return Body.parse(quarantineKey.unseal(deviceId, number, body));
}

async function noteSettled(
  tx: SqlTransaction,
  { quarantineKey }: SyncDesk,
  given: {
    readonly waiting: Row;
    readonly call: Call;
    readonly decision: 'take' | 'set-aside';
    readonly reason: string;
  },
): Promise<boolean> {
  const { waiting, call, decision, reason } = given;
  const { deviceId, number, entryId, author } = waiting;
  const outcome = decision === 'take' ? 'taken' : 'set-aside';
  const note = quarantineKey.seal(deviceId, number, reason);
  const done = await sql`
    update sync_quarantine set settled_at = now(), settled_by = ${call.worker}, outcome = ${outcome}, settled_note = ${note}
    where device_id = ${deviceId} and number = ${number} and settled_at is null`.execute(tx);
  if (done.numAffectedRows !== 1n) return false;
  const detail = { device: deviceId, number, about: author, entry: entryId, outcome };
  await writeAuditLine(tx, {
    author: authorOf(call),
    action: 'sync.quarantine-settled',
    detail,
  });
  return true;
}
