import { Entry } from '#kernel/entry.ts';
import type { RecordId } from '#kernel/ids.ts';
import { instantAt } from '#kernel/instant.ts';
import { entryContext } from '../journal/read-entries.ts';
import type { KeyOpener, RecordKeys } from '../vault/record-keys.ts';
import type { CarriedEntry, CarriedRecord } from './protocol/pull.ts';
import type { RecordRow, Row } from './read-page.ts';

/** A record of a page with the keys that its reader was given. */
export type PageRecord = { readonly carried: CarriedRecord; readonly keys: RecordKeys };

/** An entry of the journal in the order of a page; not opened where its class is not for the reader. */
export type PageRow = { readonly row: Row; readonly entry: CarriedEntry | undefined };

/** Opens the records that a page touches, by id. */
export async function openRecords(
  opener: KeyOpener,
  rows: readonly (RecordRow | null)[],
): Promise<ReadonlyMap<RecordId, PageRecord>> {
  const opened = new Map<RecordId, PageRecord>();
  for (const row of rows) {
    // Nothing of the record is left for this reader since its scope was computed.
    if (row === null || row.readable.length === 0) continue;
    const { keys, card, ...record } = row;
    const dueAt = card.dueAt === null ? null : instantAt(card.dueAt);
    const carried = { ...record, card: { ...card, dueAt } };
    opened.set(row.recordId, { carried, keys: await opener.open(row.recordId, keys) });
  }
  return opened;
}

export function openRows(
  rows: readonly Row[],
  records: ReadonlyMap<RecordId, PageRecord>,
): readonly PageRow[] {
  return rows.map((row) => {
    const record = records.get(row.recordId);
    const isReadable = record?.carried.readable.includes(row.class) ?? false;
    return { row, entry: record && isReadable ? entryOf(row, record.keys) : undefined };
  });
}

function entryOf(row: Row, keys: RecordKeys): CarriedEntry {
  const { recordId, position, id, type, section, author, purpose } = row;
  return Entry.parse({
    recordId,
    position,
    id,
    type,
    section,
    author,
    purpose,
    class: row.class,
    form:
      row.formId === null
        ? null
        : {
            id: row.formId,
            version: row.formVersion,
          },
    deviceTime: instantAt(row.deviceTime),
    serverTime: instantAt(row.serverTime),
    body: keys.unseal(row.class, entryContext(row.id), Buffer.from(row.body, 'base64')),
  });
}
