import { z } from 'zod';
import { endpoint } from '#kernel/endpoint.ts';
import { WorkerId } from '#kernel/ids.ts';
import { Session, SessionId } from './endpoints.ts';

const OverseenWorker = z.object({
  id: WorkerId,
  name: z.string(),
  teams: z.array(z.string()),
});

export const listOverseen = endpoint({
  id: 'access.list-overseen',
  method: 'GET',
  path: '/overseen-workers',
  summary: 'The workers whose devices you may see and sign out',
  access: 'signed-in',
  input: z.strictObject({}),
  output: z.object({
    workers: z.array(
      OverseenWorker.extend({
        signedIn: z.number().int().describe('On how many devices they are signed in now.'),
      }),
    ),
  }),
  refusals: {},
});

export const listDevicesOf = endpoint({
  id: 'access.list-devices-of',
  method: 'GET',
  path: '/overseen-workers/:workerId/sessions',
  summary: 'The devices on which a worker is signed in',
  access: 'signed-in',
  input: z.strictObject({ workerId: WorkerId }),
  output: z.object({ worker: OverseenWorker, sessions: z.array(Session) }),
  refusals: { 'access.overseen.unknown': 404 },
});

export const endDeviceOf = endpoint({
  id: 'access.end-device-of',
  method: 'DELETE',
  path: '/overseen-workers/:workerId/sessions/:sessionId',
  summary: 'Signs a device of a worker out',
  access: 'signed-in',
  input: z.strictObject({ workerId: WorkerId, sessionId: SessionId }),
  output: z.object({}),
  refusals: { 'access.overseen.unknown': 404, 'access.session.unknown': 404 },
});

export const endDevicesOf = endpoint({
  id: 'access.end-devices-of',
  method: 'POST',
  path: '/overseen-workers/:workerId/sessions/end-all',
  summary: 'Signs all devices of a worker out',
  access: 'signed-in',
  input: z.strictObject({ workerId: WorkerId }),
  output: z.object({ ended: z.number().int() }),
  refusals: { 'access.overseen.unknown': 404 },
});
