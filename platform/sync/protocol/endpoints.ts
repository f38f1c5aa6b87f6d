import { z } from 'zod';
import { endpoint } from '#kernel/endpoint.ts';
import { BackfillAsked, Cursor, Epoch, PulledPage } from './pull.ts';
import { DeviceId, MOST_ITEMS, OpenedOffline, Outcome, PushItem } from './push.ts';

export const push = endpoint({
  id: 'sync.push',
  method: 'POST',
  path: '/sync/push',
  summary: 'Commands that were given on a device; each is judged by itself, and answered',
  access: 'device',
  input: z.strictObject({
    deviceId: DeviceId,
    items: z.array(PushItem).max(MOST_ITEMS),
    opened: z.array(OpenedOffline).max(500).default([]),
  }),
  output: z.object({ outcomes: z.array(Outcome) }),
  refusals: { 'sync.device.unknown': 404 },
});

export const pull = endpoint({
  id: 'sync.pull',
  method: 'POST',
  path: '/sync/pull',
  summary: 'What has changed for a device since its cursor, a page at a time; orders come first',
  access: 'signed-in',
  input: z.strictObject({
    deviceId: DeviceId,
    epoch: Epoch.nullable().describe('Null on the first pull.'),
    cursor: Cursor.nullable(),
    controlSeen: z.number().int().nonnegative().describe('The last order that was carried out.'),
    confirms: z.array(z.number().int().positive()).max(100),
    backfill: z
      .array(BackfillAsked)
      .max(200)
      .describe('Records whose older entries are wanted; when given, the page holds only those.'),
  }),
  output: PulledPage,
  refusals: {
    'sync.device.unknown': 404,
    'sync.device.revoked': 403,
    'sync.epoch.changed': 409,
  },
});
