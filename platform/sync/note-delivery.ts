import { sql } from 'kysely';
import type { RecordId } from '#kernel/ids.ts';
import type { SensitivityClass } from '#kernel/sensitivity.ts';
import type { SqlTransaction } from '../database/open-database.ts';
import type { Call } from '../http/call.ts';
import type { PulledPage } from './protocol/pull.ts';
import type { DeviceId } from './protocol/push.ts';

type Delivered = {
  readonly record: RecordId;
  readonly class: SensitivityClass;
  readonly upTo: number;
};

/**
 * Writes down what a page carries, in the transaction that reads it, so that "who could know, and since
 * when" is answerable; and one line of the access log for each record whose identity it carries.
 */
export async function noteDelivery(
  tx: SqlTransaction,
  { worker, purpose }: Call,
  device: DeviceId,
  page: PulledPage,
): Promise<void> {
  const delivered = deliveredBy(page);
  if (delivered.length === 0) return;
  const lines = JSON.stringify(delivered);
  await sql`
    with sent as (
      select * from jsonb_to_recordset(${lines}::text::jsonb) as d(record uuid, class text, "upTo" integer)),
    noted as (
      insert into delivery (device_id, page, record_id, class, up_to)
      select ${device}, ${page.page}, record, class, "upTo" from sent)
    insert into audit_line (record_id, worker_id, action, purpose, classes, detail)
    select record, ${worker}, 'sync.identity-carried', ${purpose}, array_agg(class order by class),
      jsonb_build_object('device', ${device}::text, 'page', ${page.page}::bigint)
    from sent group by record having 'identity' = any (array_agg(class))`.execute(tx);
}

/** By record and class: entries, and the codes of a card, which tell something of their class too. */
function deliveredBy({ entries, records }: PulledPage): readonly Delivered[] {
  const byKey = new Map<string, Delivered>();
  const note = (one: Delivered): void => {
    const key = `${one.record}.${one.class}`;
    if ((byKey.get(key)?.upTo ?? -1) < one.upTo) byKey.set(key, one);
  };
  for (const { recordId, readable, position, card } of records) {
    for (const one of readable) {
      if (Object.keys(card.parts[one] ?? {}).length > 0)
        note({ record: recordId, class: one, upTo: position });
    }
  }
  for (const entry of entries)
    note({ record: entry.recordId, class: entry.class, upTo: entry.position });
  return [...byKey.values()];
}
