import { z } from 'zod';
import { endpoint } from '#kernel/endpoint.ts';
import { EntryId, RecordId, TeamId, WorkerId } from '#kernel/ids.ts';
import { Instant } from '#kernel/instant.ts';
import { SensitivityClass } from '#kernel/sensitivity.ts';
import { CarriedPart, MOST_PARTS, ReceiptFile } from './carried-file.ts';
import { BackfillAsked, ControlMessage, Cursor, Epoch, PulledPage } from './pull.ts';
import { DeviceId, FirstOutcome, MOST_ITEMS, OpenedOffline, Outcome, PushItem } from './push.ts';

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
  output: z.object({
    outcomes: z.array(Outcome).describe('In the order of the items.'),
    control: z
      .array(ControlMessage)
      .describe('Of a device that was taken back: the order to wipe, which needs no session.'),
  }),
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

export const carryFile = endpoint({
  id: 'sync.file',
  method: 'POST',
  path: '/sync/files',
  summary: 'What a device had no network for, brought as a file by whoever could',
  access: 'signed-in',
  input: z.strictObject({ parts: z.array(CarriedPart).min(1).max(MOST_PARTS) }),
  output: z.object({
    receipt: ReceiptFile.describe('To be carried back to the device.'),
    missing: z
      .array(z.number().int())
      .describe('Parts of the file that this request did not bring.'),
  }),
  refusals: { 'sync.file.mixed': 422, 'sync.file.unreadable': 422, 'sync.device.unknown': 404 },
});

export const sendParcels = endpoint({
  id: 'sync.parcels',
  method: 'POST',
  path: '/sync/parcels',
  summary: 'What waits on a device that nobody can unlock, sealed for the server alone',
  access: 'device',
  input: z.strictObject({
    deviceId: DeviceId,
    parts: z
      .array(CarriedPart)
      .max(MOST_PARTS)
      .describe('Each a file of one part; none to ask for orders only.'),
    farewell: CarriedPart.optional().describe(
      'Made at set-up, sent once all that the device carried is destroyed.',
    ),
  }),
  output: z.object({
    answers: z
      .array(
        z.object({
          fileId: z.uuid(),
          is: z
            .enum(['done', 'later', 'unreadable'])
            .describe('Whoever sends may be anybody, so not what became of it.'),
        }),
      )
      .describe('In the order of the parts.'),
    control: z.array(ControlMessage).describe('The order to wipe, and no other.'),
    epoch: Epoch.describe('When it is another one, what was sent before is sent again.'),
  }),
  refusals: { 'sync.device.unknown': 404 },
});

export const facts = endpoint({
  id: 'sync.facts',
  method: 'GET',
  path: '/sync/facts',
  summary: 'What a device has to know of its worker to decide without a network',
  access: 'signed-in',
  input: z.strictObject({}),
  output: z.object({
    stamp: z.string().describe('As pages carry it in `facts`.'),
    actor: z.object({
      abilities: z.record(z.string(), z.array(z.string())).describe('By team.'),
      isTrained: z.boolean(),
      trainedTeams: z
        .array(TeamId)
        .default([])
        .describe('Teams in which somebody is trained to ask children.'),
    }),
    answers: z
      .array(
        z.object({
          operation: z.string(),
          input: z.record(z.string(), z.unknown()),
          answer: z.unknown(),
        }),
      )
      .describe('Answers of other operations, as they would be given now.'),
  }),
  refusals: {},
});

const Quarantined = z.object({
  deviceId: DeviceId,
  number: z.number().int(),
  author: z.object({ id: WorkerId, name: z.string() }),
  recordId: RecordId,
  entryId: EntryId,
  operation: z.string(),
  writtenAt: Instant.describe("The device's own clock."),
  arrivedAt: Instant,
  input: z
    .record(z.string(), z.unknown())
    .nullable()
    .describe('Null when the record stands and you may not see it.'),
});

export const listQuarantine = endpoint({
  id: 'sync.list-quarantine',
  method: 'GET',
  path: '/sync/quarantine',
  summary: 'Work of people whose device or access was taken back; it waits for you to judge it',
  access: 'signed-in',
  input: z.strictObject({}),
  output: z.object({ items: z.array(Quarantined) }),
  refusals: {},
});

export const settleQuarantine = endpoint({
  id: 'sync.settle-quarantine',
  method: 'POST',
  path: '/sync/quarantine/:deviceId/:number/settle',
  summary: 'Takes such work in under your own name, or sets it aside; it is kept either way',
  access: 'signed-in',
  input: z.strictObject({
    deviceId: DeviceId,
    number: z.coerce.number().int().positive(),
    decision: z.enum(['take', 'set-aside']),
    reason: z.string().trim().min(10).max(2000),
  }),
  output: z.object({ outcome: FirstOutcome.nullable().describe('Null when it was set aside.') }),
  refusals: { 'sync.quarantine.unknown': 404, 'sync.quarantine.refused': 409 },
});

export const whoCouldKnow = endpoint({
  id: 'sync.who-could-know',
  method: 'GET',
  path: '/sync/records/:recordId/devices',
  summary: 'Which devices were given what of a record, and since when',
  access: 'signed-in',
  input: z.strictObject({ recordId: RecordId }),
  output: z.object({
    carried: z.array(
      z.object({
        deviceId: DeviceId,
        label: z.string(),
        worker: z.object({ id: WorkerId, name: z.string() }),
        class: SensitivityClass,
        upTo: z.number().int().describe('Position of the last entry that was sent.'),
        sentAt: Instant.describe('When the first of it was sent.'),
        confirmedAt: Instant.nullable().describe('When the device said that it holds it.'),
        takenBackAt: Instant.nullable().describe('When the device was told to destroy it.'),
        destroyedAt: Instant.nullable().describe('When the device said that it has.'),
      }),
    ),
  }),
  refusals: { 'sync.log.purpose': 403, 'sync.record.unknown': 404 },
});
