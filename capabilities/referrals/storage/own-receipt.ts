import { sql } from 'kysely';
import { z } from 'zod';
import { EntryId, type RecordId } from '#kernel/ids.ts';
import { type Instant, instantAt, millisecondsOf } from '#kernel/instant.ts';
import type { Sql } from '#platform/database/open-database.ts';
import type { Receipt } from '#platform/journal/append-entries.ts';

const Standing = z.object({
  id: EntryId,
  mine: z.literal(true),
  position: z.number(),
  serverTime: z.number(),
  deviceTime: z.number(),
  type: z.string(),
});

/**
 * The receipt of the asker's own entry, though the record is closed to them since: whoever said no and
 * heard no answer sends it again. The same type at the same moment of their clock is the same command.
 */
export async function ownReceipt(
  tx: Sql,
  recordId: RecordId,
  sent: { readonly entryId: EntryId; readonly deviceTime: Instant; readonly type: string },
): Promise<Receipt | undefined> {
  const { rows } = await sql<{ receipts: unknown }>`
    select journal_receipts(${recordId}, array[${sent.entryId}]::uuid[]) as receipts`.execute(tx);
  const [stood] = z.array(z.unknown()).parse(rows[0]?.receipts);
  const read = Standing.safeParse(stood);
  if (!read.success || read.data.type !== sent.type) return undefined;
  const { id, position, serverTime, deviceTime } = read.data;
  return deviceTime === millisecondsOf(sent.deviceTime)
    ? { id, position, serverTime: instantAt(serverTime), replayed: true }
    : undefined;
}
