import { sql } from 'kysely';
import type { SignedItem } from './check-item.ts';
import type { Sender } from './senders.ts';
import type { SyncDesk } from './sync-desk.ts';

/**
 * Work that was written on a device, or by a worker, that has been taken back meanwhile: kept sealed
 * for whoever oversees its author. Putting it there again changes nothing.
 */
export async function putIntoQuarantine(
  { database, quarantineKey }: Pick<SyncDesk, 'database' | 'quarantineKey'>,
  { deviceId, worker, purpose }: Sender,
  item: SignedItem,
): Promise<void> {
  const { number, recordId, entryId, operation, input, writtenAt } = item;
  const body = quarantineKey.seal(deviceId, number, { input, writtenAt });
  await database.transaction({ worker, purpose }, (tx) =>
    sql`
      with put as (
        insert into sync_quarantine (device_id, number, author, record_id, entry_id, operation, purpose, body)
        values (${deviceId}, ${number}, ${worker}, ${recordId}, ${entryId}, ${operation}, ${item.purpose}, ${body})
        on conflict do nothing returning entry_id)
      insert into audit_line (worker_id, action, purpose, entry_id, detail)
      select ${worker}, 'sync.item-quarantined', ${purpose}, entry_id, jsonb_build_object('device', ${deviceId}::text)
      from put`.execute(tx),
  );
}
