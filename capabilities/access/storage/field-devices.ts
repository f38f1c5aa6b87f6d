import { sql } from 'kysely';
import { z } from 'zod';
import { idOf, type WorkerId, WorkerId as AnyWorkerId } from '#kernel/ids.ts';
import { type Instant, instantAt } from '#kernel/instant.ts';
import { Purpose } from '#kernel/sensitivity.ts';
import type { Sql, SqlTransaction } from '#platform/database/open-database.ts';
import { RevokeReason } from '../domain/field-device.ts';

const DeviceId = idOf<'Device'>();
type DeviceId = z.infer<typeof DeviceId>;
const Moment = z.coerce.number().transform(instantAt);

const Row = z.object({
  deviceId: DeviceId,
  worker: AnyWorkerId,
  label: z.string(),
  purpose: Purpose,
  madeAt: Moment,
  lastContactAt: Moment,
  leaseUntil: Moment,
  carries: z.coerce.number(),
  ordersOpen: z.number(),
  revokedAt: Moment.nullable(),
  reason: RevokeReason.nullable(),
  wipedAt: Moment.nullable(),
});
export type FieldDeviceRow = z.infer<typeof Row>;

/** Field devices, newest first: of one worker, or the one with this id. */
export async function findFieldDevices(
  tx: Sql,
  by: { readonly worker: WorkerId } | { readonly deviceId: DeviceId },
): Promise<readonly FieldDeviceRow[]> {
  const which = 'worker' in by ? sql`worker_id = ${by.worker}` : sql`device_id = ${by.deviceId}`;
  const { rows } = await sql`
    select device_id as "deviceId", worker_id as worker, label, purpose, epoch_ms(made_at) as "madeAt",
      epoch_ms(last_contact_at) as "lastContactAt", epoch_ms(lease_until) as "leaseUntil",
      sync_carries(device_id) as carries, control_last - control_seen as "ordersOpen",
      epoch_ms(revoked_at)::float8 as "revokedAt", revoke_reason as reason,
      epoch_ms(wiped_at)::float8 as "wipedAt"
    from field_device where ${which} order by made_at desc, device_id`.execute(tx);
  return z.array(Row).parse(rows);
}

/** The hours that each role of a worker allows today (AC-19). */
export async function offlineHoursOf(tx: Sql, worker: WorkerId): Promise<readonly number[]> {
  const { rows } = await sql<{ hours: number }>`
    select distinct coalesce(o.hours, 72) as hours
    from team_member m left join role_offline o on o.role = m.role
    where m.worker_id = ${worker} and m.valid_from <= now() and m.valid_until > now()`.execute(tx);
  return rows.map((row) => row.hours);
}

export async function countFieldDevices(tx: Sql, worker: WorkerId): Promise<number> {
  const { rows } = await sql<{ devices: number }>`
    select count(*)::integer as devices from field_device
    where worker_id = ${worker} and revoked_at is null`.execute(tx);
  return rows[0]?.devices ?? 0;
}

export async function putFieldDevice(
  tx: SqlTransaction,
  device: {
    readonly deviceId: DeviceId;
    readonly worker: WorkerId;
    readonly label: string;
    readonly purpose: Purpose;
    readonly signingKey: Buffer;
    readonly leaseUntil: Instant;
  },
): Promise<void> {
  await sql`insert into field_device (device_id, worker_id, label, purpose, signing_key, lease_until)
    values (${device.deviceId}, ${device.worker}, ${device.label}, ${device.purpose}, ${device.signingKey},
            ${device.leaseUntil})`.execute(tx);
}

export async function keepLease(tx: SqlTransaction, id: DeviceId, until: Instant): Promise<void> {
  await sql`update field_device set lease_until = ${until}, last_contact_at = now()
    where device_id = ${id}`.execute(tx);
}

/** False when it was taken back before. */
export async function revokeDevice(
  tx: SqlTransaction,
  revoked: { readonly id: DeviceId; readonly by: WorkerId; readonly reason: RevokeReason },
): Promise<boolean> {
  const { rows } = await sql<{ done: boolean }>`
    select field_device_revoke(${revoked.id}, ${revoked.by}, ${revoked.reason}) as done`.execute(
    tx,
  );
  return rows[0]?.done ?? false;
}
