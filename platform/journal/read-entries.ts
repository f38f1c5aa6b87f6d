import { sql } from 'kysely';
import { Entry } from '#kernel/entry.ts';
import type { RecordId } from '#kernel/ids.ts';
import { instantAt } from '#kernel/instant.ts';
import type { SensitivityClass } from '#kernel/sensitivity.ts';
import type { Sql } from '../database/open-database.ts';
import type { RecordKeys } from '../vault/record-keys.ts';

type Row = {
  readonly position: number;
  readonly id: string;
  readonly type: string;
  readonly section: string;
  readonly class: SensitivityClass;
  readonly formId: string | null;
  readonly formVersion: number | null;
  readonly author: string;
  readonly purpose: string;
  readonly deviceMs: string;
  readonly serverMs: string;
  readonly body: Buffer;
};

/** The entries of a record that the asker may see, oldest first. Others leave gaps in the positions. */
export async function readEntries(
  tx: Sql,
  recordId: RecordId,
  keys: RecordKeys,
  after = 0,
): Promise<readonly Entry[]> {
  const { rows } = await sql<Row>`
    select position, entry_id as id, type, section, class, form_id as "formId", form_version as "formVersion",
           author, purpose, epoch_ms(device_time)::text as "deviceMs", epoch_ms(server_time)::text as "serverMs", body
    from journal_entry where record_id = ${recordId} and position > ${after} order by position`.execute(
    tx,
  );
  return rows.map((row) => entryOf(recordId, row, keys));
}

export function entryContext(entryId: string): string {
  return `entry:${entryId}`;
}

function entryOf(recordId: RecordId, row: Row, keys: RecordKeys): Entry {
  return Entry.parse({
    id: row.id,
    type: row.type,
    section: row.section,
    class: row.class,
    form: row.formId === null ? null : { id: row.formId, version: row.formVersion },
    deviceTime: instantAt(Number(row.deviceMs)),
    body: keys.unseal(row.class, entryContext(row.id), row.body),
    recordId,
    position: row.position,
    author: row.author,
    purpose: row.purpose,
    serverTime: instantAt(Number(row.serverMs)),
  });
}
