import { randomUUID } from 'node:crypto';
import { anyone, type Operation } from './operation.ts';

const OWN = '/drafts/hand-over';
const draft = () => ({
  typed: { childWords: { kind: 'text', text: 'I am thirsty.' } },
  writer: randomUUID(),
  over: null,
});

/** Whoever fills in a form may keep it; of a case, whoever sees something of the case. */
export const DRAFTS: readonly Operation[] = [
  {
    id: 'drafts.keep',
    expected: (can) => (can.sees ? 'ok' : 'drafts.record.unknown'),
    attempt: (who, { recordId }) => who.put(`/drafts/registration.${recordId}`, draft()),
  },
  { id: 'drafts.find', expected: anyone, attempt: (who) => who.get(OWN) },
  { id: 'drafts.list', expected: anyone, attempt: (who) => who.get('/drafts') },
  {
    id: 'drafts.drop',
    expected: anyone,
    attempt: async (who) => {
      await who.put(OWN, draft());
      return who.delete(OWN);
    },
  },
];
