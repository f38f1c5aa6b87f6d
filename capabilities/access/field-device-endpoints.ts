import { z } from 'zod';
import { endpoint } from '#kernel/endpoint.ts';
import { idOf, WorkerId } from '#kernel/ids.ts';
import { Instant } from '#kernel/instant.ts';
import { Purpose } from '#kernel/sensitivity.ts';
import { RevokeReason, WorkingPurpose } from './domain/field-device.ts';

/** Browsers that carry cases for one worker, with or without a network. */
const FieldDeviceId = idOf<'Device'>();

const Lease = z.object({
  share: z.base64().length(44).describe('32 bytes, without which the device opens nothing.'),
  hours: z.number().int().positive(),
  until: Instant,
});

const FieldDevice = z.object({
  deviceId: FieldDeviceId,
  label: z.string(),
  purpose: Purpose,
  madeAt: Instant,
  lastContactAt: Instant,
  leaseUntil: Instant,
  carries: z.number().int().describe('On how many records it has been given something.'),
  ordersOpen: z.number().int().describe('Orders that it has not confirmed yet.'),
  revoked: z
    .object({
      at: Instant,
      reason: RevokeReason,
      wipedAt: Instant.nullable().describe('When it said that it has destroyed what it carried.'),
    })
    .nullable(),
});

const offline = { 'access.offline.not-for-role': 403 } as const;

export const setUpFieldDevice = endpoint({
  id: 'access.set-up-field-device',
  method: 'POST',
  path: '/field-devices',
  summary: 'Makes this browser a field device of yours',
  access: 'signed-in',
  input: z.strictObject({
    signingKey: z.base64().length(88).describe('ECDSA P-256, the public point, raw, 65 bytes.'),
    purpose: WorkingPurpose,
    label: z.string().trim().min(1).max(60),
  }),
  output: z.object({
    deviceId: FieldDeviceId,
    epoch: z.uuid(),
    fileKeys: z
      .object({ seal: z.base64(), sign: z.base64() })
      .describe('Public keys of the server for files: P-256, raw points.'),
    lease: Lease,
  }),
  refusals: {
    ...offline,
    'access.field-device.key-invalid': 422,
    'access.field-device.purpose': 403,
    'access.field-device.too-many': 409,
  },
});

export const renewLease = endpoint({
  id: 'access.renew-lease',
  method: 'POST',
  path: '/field-devices/:deviceId/lease',
  summary: 'Lets a field device of yours go on without a network for some hours',
  access: 'signed-in',
  input: z.strictObject({ deviceId: FieldDeviceId }),
  output: z.object({ lease: Lease }),
  refusals: {
    ...offline,
    'access.field-device.unknown': 404,
    'access.field-device.revoked': 403,
  },
});

export const listFieldDevices = endpoint({
  id: 'access.list-field-devices',
  method: 'GET',
  path: '/field-devices',
  summary: 'Your field devices',
  access: 'signed-in',
  input: z.strictObject({}),
  output: z.object({ devices: z.array(FieldDevice) }),
  refusals: {},
});

export const listFieldDevicesOf = endpoint({
  id: 'access.list-field-devices-of',
  method: 'GET',
  path: '/overseen-workers/:workerId/field-devices',
  summary: 'The field devices of a worker whom you oversee, also of one who left',
  access: 'signed-in',
  input: z.strictObject({ workerId: WorkerId }),
  output: z.object({ devices: z.array(FieldDevice) }),
  refusals: { 'access.overseen.unknown': 404 },
});

export const revokeFieldDevice = endpoint({
  id: 'access.revoke-field-device',
  method: 'POST',
  path: '/field-devices/:deviceId/revoke',
  summary: 'Takes a field device back, your own or of somebody whom you oversee',
  access: 'signed-in',
  input: z.strictObject({ deviceId: FieldDeviceId, reason: RevokeReason }),
  output: z.object({ revokedBefore: z.boolean() }),
  refusals: { 'access.field-device.unknown': 404 },
});
