import { randomUUID } from 'node:crypto';
import { done } from '../test-case.ts';
import { aCommand, workerOf } from '../test-country.ts';
import { able, anyone, CLASS, ofRecord, type Operation, writes } from './operation.ts';

const sharing = () => ({
  ...aCommand(),
  to: { worker: workerOf('huda') },
  classes: ['care'],
  purpose: 'child-protection',
  until: new Date(Date.now() + 86_400_000).toISOString(),
});
const breaking = () => ({
  ...aCommand(),
  classes: ['care'],
  hours: 1,
  reason: 'medical-emergency',
  explanation: 'The hospital asks who she is.',
});
const against = () => ({ ...aCommand(), worker: workerOf('noa'), kind: 'related' });

export const ACCESS: readonly Operation[] = [
  {
    id: 'access.break-glass',
    expected: able('break-glass'),
    attempt: (who, { recordId }) => who.post(`/records/${recordId}/break-glass`, breaking()),
  },
  {
    id: 'access.break-glass-by-code',
    expected: able('break-glass'),
    attempt: (who, { code }) => who.post('/break-glass', { ...breaking(), code }),
  },
  {
    id: 'access.declare-conflict',
    expected: ofRecord(writes('care')),
    attempt: (who, { recordId }) => who.post(`/records/${recordId}/conflicts`, against()),
  },
  {
    id: 'access.lift-conflict',
    expected: ofRecord(able('share', writes('care'))),
    attempt: async (who, { recordId }, { author }) => {
      await done(author.post(`/records/${recordId}/conflicts`, against()));
      const body = { ...aCommand(), reason: 'Another of the same name.' };
      return who.post(`/records/${recordId}/conflicts/${workerOf('noa')}/lift`, body);
    },
  },
  {
    id: 'access.grant',
    expected: ofRecord(able('share', writes('care'))),
    attempt: (who, { recordId }) => who.post(`/records/${recordId}/grants`, sharing()),
  },
  {
    id: 'access.end-grant',
    expected: ofRecord(able('share', writes('care'))),
    attempt: async (who, { recordId }, { overseer }) => {
      const { grantId } = await done(overseer.post(`/records/${recordId}/grants`, sharing()));
      return who.post(`/records/${recordId}/grants/${grantId}/end`, aCommand());
    },
  },
  {
    id: 'access.grants',
    expected: ofRecord((can) => (can.reads('care') ? 'ok' : CLASS)),
    attempt: (who, { recordId }) => who.get(`/records/${recordId}/grants`),
  },
  { id: 'access.notices', expected: anyone, attempt: (who) => who.get('/notices') },
  {
    id: 'access.see-notice',
    expected: () => 'access.notice.unknown',
    attempt: (who) => who.post(`/notices/${randomUUID()}/seen`, {}),
  },
  {
    id: 'access.colleagues',
    expected: anyone,
    attempt: (who, _made, { team }) => who.get(`/colleagues?team=${team}`),
  },
];
