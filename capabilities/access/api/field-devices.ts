import { createHmac } from 'node:crypto';
import type { WorkerId } from '#kernel/ids.ts';
import { type Instant, plusHours } from '#kernel/instant.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { Database, SqlTransaction } from '#platform/database/open-database.ts';
import type { Call } from '#platform/http/call.ts';
import { type Handler, type Route, route } from '#platform/http/route.ts';
import { writeAuditLine } from '#platform/journal/audit-line.ts';
import { deviceKeyOf } from '#platform/sync/check-item.ts';
import { currentEpoch } from '#platform/sync/epoch.ts';
import type { FileKeys } from '#platform/sync/protocol/carried-file.ts';
import { DeviceId } from '#platform/sync/protocol/push.ts';
import { leaseHours, mayCarry, MOST_FIELD_DEVICES } from '../domain/field-device.ts';
import * as endpoints from '../field-device-endpoints.ts';
import {
  countFieldDevices,
  type FieldDeviceRow,
  findFieldDevices,
  keepLease,
  offlineHoursOf,
  putFieldDevice,
  revokeDevice,
} from '../storage/field-devices.ts';
import { loadProfile } from '../storage/load-profile.ts';
import { overseesDevicesOf } from './oversees-devices.ts';

/** What the handlers of field devices work with; put together once by the server. */
export type FieldDeviceDesk = {
  readonly database: Database;
  /** Shares of leases follow from it and the id of the device: none is kept. */
  readonly leaseSecret: Buffer;
  readonly fileKeys: FileKeys;
};

export function fieldDeviceRoutes(desk: FieldDeviceDesk): readonly Route[] {
  return [
    route(endpoints.setUpFieldDevice, setUpHandler(desk)),
    route(endpoints.renewLease, renewHandler(desk)),
    route(endpoints.listFieldDevices, (_input, { worker, purpose }) =>
      desk.database.transaction({ worker, purpose }, async (tx) =>
        accept({ devices: (await findFieldDevices(tx, { worker })).map(shown) }),
      ),
    ),
    route(endpoints.listFieldDevicesOf, ({ workerId }, call) =>
      desk.database.attempt(authorOf(call), async (tx) => {
        if (!(await overseesDevicesOf(tx, call, workerId)))
          return refuse({ code: 'access.overseen.unknown' });
        await line(tx, call, 'access.field-devices-read', { about: workerId });
        return accept({ devices: (await findFieldDevices(tx, { worker: workerId })).map(shown) });
      }),
    ),
    route(endpoints.revokeFieldDevice, revokeHandler(desk)),
  ];
}

function setUpHandler(desk: FieldDeviceDesk): Handler<typeof endpoints.setUpFieldDevice> {
  return ({ signingKey, purpose, label }, call) =>
    desk.database.attempt(authorOf(call), async (tx) => {
      const { worker, now } = call;
      const key = Buffer.from(signingKey, 'base64');
      if (!deviceKeyOf(key)) return refuse({ code: 'access.field-device.key-invalid' });
      const { purposes } = await loadProfile(tx, worker, now);
      if (!mayCarry(purpose, purposes)) return refuse({ code: 'access.field-device.purpose' });
      if ((await countFieldDevices(tx, worker)) >= MOST_FIELD_DEVICES)
        return refuse({ code: 'access.field-device.too-many', most: MOST_FIELD_DEVICES });
      const deviceId = DeviceId.parse(call.mintId());
      const lease = await leaseOf(desk, tx, { worker, deviceId, now });
      if (!lease.ok) return lease;
      await putFieldDevice(tx, {
        deviceId,
        worker,
        label,
        purpose,
        signingKey: key,
        leaseUntil: lease.value.until,
      });
      await line(tx, call, 'access.field-device-set-up', { device: deviceId, for: purpose });
      const epoch = await currentEpoch(tx);
      return accept({ deviceId, epoch, fileKeys: desk.fileKeys, lease: lease.value });
    });
}

function renewHandler(desk: FieldDeviceDesk): Handler<typeof endpoints.renewLease> {
  return ({ deviceId }, call) =>
    desk.database.attempt(authorOf(call), async (tx) => {
      const { worker, now } = call;
      const [device] = await findFieldDevices(tx, { deviceId });
      // AC-10: a device of somebody else looks like one that does not exist.
      if (device?.worker !== worker) return refuse({ code: 'access.field-device.unknown' });
      if (device.revokedAt) return refuse({ code: 'access.field-device.revoked' });
      const lease = await leaseOf(desk, tx, { worker, deviceId, now });
      if (!lease.ok) return lease;
      await keepLease(tx, deviceId, lease.value.until);
      await line(tx, call, 'access.lease-renewed', { device: deviceId });
      return accept({ lease: lease.value });
    });
}

function revokeHandler(desk: FieldDeviceDesk): Handler<typeof endpoints.revokeFieldDevice> {
  return ({ deviceId, reason }, call) =>
    desk.database.attempt(authorOf(call), async (tx) => {
      const [device] = await findFieldDevices(tx, { deviceId });
      const isMine = device?.worker === call.worker;
      if (!device || !(isMine || (await overseesDevicesOf(tx, call, device.worker))))
        return refuse({ code: 'access.field-device.unknown' });
      const isNew = await revokeDevice(tx, { id: deviceId, by: call.worker, reason });
      const detail = { device: deviceId, about: device.worker, reason };
      if (isNew) await line(tx, call, 'access.field-device-revoked', detail);
      return accept({ revokedBefore: !isNew });
    });
}

async function leaseOf(
  { leaseSecret }: FieldDeviceDesk,
  tx: SqlTransaction,
  of: { readonly worker: WorkerId; readonly deviceId: DeviceId; readonly now: Instant },
): Promise<
  Result<
    { readonly share: string; readonly hours: number; readonly until: Instant },
    { readonly code: 'access.offline.not-for-role' }
  >
> {
  const hours = leaseHours(await offlineHoursOf(tx, of.worker));
  if (hours === undefined) return refuse({ code: 'access.offline.not-for-role' });
  const share = createHmac('sha256', leaseSecret).update(`lease|${of.deviceId}`).digest('base64');
  return accept({ share, hours, until: plusHours(of.now, hours) });
}

function shown({ worker: _worker, revokedAt, reason, wipedAt, ...device }: FieldDeviceRow) {
  return { ...device, revoked: revokedAt && reason ? { at: revokedAt, reason, wipedAt } : null };
}

function authorOf({ worker, purpose }: Call) {
  return { worker, purpose };
}

async function line(
  tx: SqlTransaction,
  call: Call,
  action: string,
  detail: Readonly<Record<string, string>>,
): Promise<void> {
  await writeAuditLine(tx, { author: authorOf(call), action, detail });
}
