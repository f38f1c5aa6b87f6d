import { ANSWERS, done, openingOf, planOf, sectionOf, withPlan } from '../test-case.ts';
import { aCommand } from '../test-country.ts';
import { able, anyone, ofCase, type Operation, read, write, writes } from './operation.ts';

export const CASES: readonly Operation[] = [
  {
    id: 'cases.open',
    expected: able('register-child'),
    attempt: (who, _made, { team }) => who.post('/cases', openingOf({ team })),
  },
  {
    id: 'cases.hand-over',
    expected: able('hand-over-child'),
    attempt: (who, _made, { team }) => who.post('/handovers', openingOf({ team })),
  },
  { id: 'cases.receiving-teams', expected: anyone, attempt: (who) => who.get('/handovers/teams') },
  {
    id: 'cases.list',
    expected: anyone,
    attempt: (who, _made, { team }) => who.get(`/cases?team=${team}`),
  },
  { id: 'cases.receipts', expected: anyone, attempt: (who) => who.get('/handovers') },
  {
    id: 'cases.team-load',
    expected: able('assign-case'),
    attempt: (who, _made, { team }) => who.get(`/teams/${team}/load`),
  },
  {
    id: 'cases.assign',
    expected: ofCase(able('assign-case', writes('care'))),
    attempt: (who, { recordId }) =>
      who.post(`/cases/${recordId}/assignment`, { ...aCommand(), basedOn: 0, worker: null }),
  },
  { id: 'cases.read', expected: ofCase(anyone), attempt: read() },
  { id: 'cases.timeline', expected: ofCase(anyone), attempt: read('/timeline') },
  { id: 'cases.held', expected: ofCase(anyone), attempt: read('/held') },
  {
    id: 'cases.access-log',
    expected: (can) => (can.has('read-access-log') ? 'ok' : 'cases.case.unknown'),
    attempt: (who, { recordId }) => who.get(`/cases/${recordId}/access-log`, 'supervision'),
  },
  {
    id: 'cases.register-child',
    expected: ofCase(writes('identity')),
    attempt: write('registration', () => sectionOf(ANSWERS.registration)),
  },
  {
    id: 'cases.record-consent',
    expected: ofCase(writes('care')),
    attempt: write('consent', () => sectionOf(ANSWERS.consent)),
  },
  {
    id: 'cases.assess-risk',
    expected: ofCase(writes('care')),
    attempt: write('risk', () => sectionOf(ANSWERS.risk)),
  },
  {
    id: 'cases.write-plan',
    expected: ofCase(able('write-plan', writes('care'))),
    attempt: async (who, { recordId }, { author }) => {
      await done(author.post(`/cases/${recordId}/risk`, sectionOf(ANSWERS.risk)));
      return who.post(`/cases/${recordId}/plan`, planOf());
    },
  },
  {
    id: 'cases.judge-plan',
    expected: ofCase(able('approve-plan', writes('care'))),
    attempt: async (who, made, { author }) => {
      const basedOn = await withPlan(author, made);
      const body = { ...aCommand(), basedOn, approved: true };
      return who.post(`/cases/${made.recordId}/plan/judgement`, body);
    },
  },
  {
    id: 'cases.look-up',
    expected: able('register-child'),
    attempt: (who) => who.post('/cases/look-up', { name: ANSWERS.registration.name }),
  },
  {
    id: 'cases.settle-held',
    expected: ofCase((can) => (can.has('settle-held') ? 'ok' : 'cases.held.unknown')),
    attempt: async (who, { recordId }, { author }) => {
      const held = sectionOf(ANSWERS.consent, { basedOn: 7, whenRefused: 'hold' });
      await done(author.post(`/cases/${recordId}/consent`, held));
      const body = { outcome: 'set-aside', reason: 'Said twice.' };
      return who.post(`/cases/${recordId}/held/${held.entryId}`, body);
    },
  },
];
