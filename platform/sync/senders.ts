import type { KeyObject } from 'node:crypto';
import { sql } from 'kysely';
import { z } from 'zod';
import { WorkerId } from '#kernel/ids.ts';
import { Purpose } from '#kernel/sensitivity.ts';
import type { Sql, SqlTransaction } from '../database/open-database.ts';
import { deviceKeyOf, type SignedItem } from './check-item.ts';
import { ControlMessage } from './protocol/pull.ts';
import { DeviceId, FirstOutcome, type OpenedOffline } from './protocol/push.ts';

/** A device as whoever sends. */
export type Sender = {
  readonly deviceId: DeviceId;
  readonly worker: WorkerId;
  readonly purpose: Purpose;
  readonly key: KeyObject;
  /** Neither the device nor the access of its worker was taken back. */
  readonly isTrusted: boolean;
  readonly isRevoked: boolean;
};

const Row = z.object({
  deviceId: DeviceId,
  worker: WorkerId,
  purpose: Purpose,
  key: z.instanceof(Buffer),
  isTrusted: z.boolean(),
  isRevoked: z.boolean(),
});

export async function findSender(db: Sql, deviceId: DeviceId): Promise<Sender | undefined> {
  const { rows } = await sql`
    select d.device_id as "deviceId", d.worker_id as worker, d.purpose, d.signing_key as key,
      d.revoked_at is null and w.active as "isTrusted", d.revoked_at is not null as "isRevoked"
    from field_device d join worker w using (worker_id) where d.device_id = ${deviceId}`.execute(
    db,
  );
  const row = Row.optional().parse(rows[0]);
  const key = row && deviceKeyOf(row.key);
  return row && key ? { ...row, key } : undefined;
}

/** The order to wipe, for a device that was taken back; it needs no session to be told. */
export async function wipeOrderOf(tx: Sql, deviceId: DeviceId): Promise<ControlMessage[]> {
  const { rows } = await sql`
    select number, kind from sync_control where device_id = ${deviceId} and kind = 'wipe'
    order by number desc limit 1`.execute(tx);
  return z.array(ControlMessage).parse(rows);
}

const Claim = z.discriminatedUnion('is', [
  z.object({ is: z.literal('new') }),
  z.object({ is: z.literal('known'), outcome: FirstOutcome.nullable() }),
  z.object({ is: z.literal('forked') }),
]);
export type Claim = z.infer<typeof Claim>;

/** Takes the numbers of items, in their order, before any of them is run. */
export async function claimItems(
  tx: SqlTransaction,
  deviceId: DeviceId,
  items: readonly SignedItem[],
): Promise<readonly Claim[]> {
  if (items.length === 0) return [];
  const claimed = items.map(({ number, entryId, hash, before }) => ({
    number,
    entryId,
    hash,
    before,
  }));
  const { rows } = await sql<{ claims: unknown }>`
    select sync_claim(${deviceId}, ${JSON.stringify(claimed)}::text::jsonb) as claims`.execute(tx);
  return z.array(Claim).parse(rows[0]?.claims);
}

/** Keeps what became of items, to be told again when they are sent again. */
export async function keepOutcomes(
  tx: SqlTransaction,
  deviceId: DeviceId,
  outcomes: readonly FirstOutcome[],
): Promise<void> {
  if (outcomes.length === 0) return;
  const kept = JSON.stringify(outcomes.map((outcome) => ({ number: outcome.number, outcome })));
  await sql`
    update sync_item i set outcome = k.outcome
    from jsonb_to_recordset(${kept}::text::jsonb) as k(number integer, outcome jsonb)
    where i.device_id = ${deviceId} and i.number = k.number`.execute(tx);
}

export async function noteOpened(
  tx: SqlTransaction,
  deviceId: DeviceId,
  opened: readonly OpenedOffline[],
): Promise<void> {
  if (opened.length === 0) return;
  await sql`select sync_note_opened(${deviceId}, ${JSON.stringify(opened)}::text::jsonb)`.execute(
    tx,
  );
}

/** A device that was taken back says, with its signature, that it has destroyed what it carried. */
export async function noteWiped(tx: SqlTransaction, deviceId: DeviceId): Promise<void> {
  await sql`update field_device set wiped_at = now()
    where device_id = ${deviceId} and revoked_at is not null and wiped_at is null`.execute(tx);
}

/**
 * Whether items before this one have not arrived yet, and may still: a record that is unknown now may
 * have been made by one of them. After a day without them what was said about it is final.
 */
export async function isEarly(tx: Sql, deviceId: DeviceId, number: number): Promise<boolean> {
  const { rows } = await sql<{ early: boolean }>`
    select (select count(*) from sync_item i where i.device_id = ${deviceId} and i.number < ${number}) < ${number - 1}
      and exists (select 1 from sync_item i where i.device_id = ${deviceId} and i.number = ${number}
                  and i.arrived_at > now() - interval '1 day') as early`.execute(tx);
  return rows[0]?.early ?? false;
}
