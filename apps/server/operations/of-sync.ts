import { randomBytes, randomUUID } from 'node:crypto';
import { makeKeys } from '../test-field-device.ts';
import { workerOf } from '../test-country.ts';
import { anyone, type Can, type Operation } from './operation.ts';

const base64 = (bytes: number): string => randomBytes(bytes).toString('base64');
const nobodysPart = () => ({
  format: 'amparo-carried-1',
  deviceId: randomUUID(),
  fileId: randomUUID(),
  part: 1,
  of: 1,
  ephemeral: makeKeys().point,
  nonce: base64(12),
  sealed: base64(200),
});
const overseesDevices = (can: Can) => can.has('administer-workers') || can.has('approve-plan');
const hasWork = (can: Can) => can.sees || can.has('hand-over-child') || overseesDevices(can);

/** Field devices and what they send: whose device it is decides, and nobody's is like none. */
export const SYNC: readonly Operation[] = [
  {
    id: 'access.set-up-field-device',
    expected: (can) => (hasWork(can) ? 'ok' : 'access.field-device.purpose'),
    attempt: async (who) => {
      const asked = { signingKey: makeKeys().point, purpose: 'child-protection', label: 'Phone' };
      const made = await who.post('/field-devices', asked);
      if (made.status === 200)
        await who.post(`/field-devices/${made.body.deviceId}/revoke`, { reason: 'other' });
      return made;
    },
  },
  {
    id: 'access.renew-lease',
    expected: () => 'access.field-device.unknown',
    attempt: (who) => who.post(`/field-devices/${randomUUID()}/lease`, {}),
  },
  {
    id: 'access.list-field-devices',
    expected: anyone,
    attempt: (who) => who.get('/field-devices'),
  },
  {
    id: 'access.list-field-devices-of',
    expected: (can) => (overseesDevices(can) ? 'ok' : 'access.overseen.unknown'),
    attempt: (who) => who.get(`/overseen-workers/${workerOf('rami')}/field-devices`),
  },
  {
    id: 'access.revoke-field-device',
    expected: () => 'access.field-device.unknown',
    attempt: (who) => who.post(`/field-devices/${randomUUID()}/revoke`, { reason: 'lost' }),
  },
  {
    id: 'sync.push',
    expected: () => 'sync.device.unknown',
    attempt: (who) => who.post('/sync/push', { deviceId: randomUUID(), items: [] }),
  },
  {
    id: 'sync.pull',
    expected: () => 'sync.device.unknown',
    attempt: (who) => {
      const none = { epoch: null, cursor: null, controlSeen: 0, confirms: [], backfill: [] };
      return who.post('/sync/pull', { deviceId: randomUUID(), ...none });
    },
  },
  {
    id: 'sync.file',
    expected: () => 'sync.file.unreadable',
    attempt: (who) => who.post('/sync/files', { parts: [nobodysPart()] }),
  },
  {
    id: 'sync.parcels',
    expected: () => 'sync.device.unknown',
    attempt: (who) => who.post('/sync/parcels', { deviceId: randomUUID(), parts: [nobodysPart()] }),
  },
  { id: 'sync.facts', expected: anyone, attempt: (who) => who.get('/sync/facts') },
  { id: 'sync.list-quarantine', expected: anyone, attempt: (who) => who.get('/sync/quarantine') },
  {
    id: 'sync.settle-quarantine',
    expected: () => 'sync.quarantine.unknown',
    attempt: (who) => {
      const body = { decision: 'take', reason: 'It is hers, she told me.' };
      return who.post(`/sync/quarantine/${randomUUID()}/1/settle`, body);
    },
  },
  {
    id: 'sync.who-could-know',
    expected: (can) => (can.has('read-access-log') ? 'ok' : 'sync.record.unknown'),
    attempt: (who, { recordId }) => who.get(`/sync/records/${recordId}/devices`, 'supervision'),
  },
];
