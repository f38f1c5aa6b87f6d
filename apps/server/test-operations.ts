import { randomUUID } from 'node:crypto';
import type { RoleDefinition } from '#capabilities/access/contract.ts';
import type { Ability } from '#capabilities/access/contract.ts';
import type { TeamId } from '#kernel/ids.ts';
import type { SensitivityClass } from '#kernel/sensitivity.ts';
import {
  type ACase,
  ANSWERS,
  done,
  factsOf,
  openACase,
  openingOf,
  planOf,
  sectionOf,
  withFacts,
  withPlan,
} from './test-case.ts';
import { aCommand, type Answer, type Client, workerOf } from './test-country.ts';

/** What one role may do, as its definition in the pack says. */
export type Can = {
  readonly sees: boolean;
  readonly reads: (one: SensitivityClass) => boolean;
  readonly writes: (one: SensitivityClass) => boolean;
  readonly has: (ability: Ability) => boolean;
};

export function canOf(role: RoleDefinition): Can {
  return {
    sees: role.reads.length > 0,
    reads: (one) => role.reads.includes(one),
    writes: (one) => role.writes.includes(one),
    has: (ability) => role.abilities.includes(ability),
  };
}

/** People and team of the matrix: `author` writes what others then read, judge and settle. */
export type Stage = { readonly author: Client; readonly overseer: Client; readonly team: TeamId };

/** One operation, tried by somebody on a case of the team, and what the role definition promises. */
export type Operation = {
  readonly id: string;
  /** `ok`, or the code of the refusal. */
  readonly expected: (can: Can) => string;
  readonly attempt: (who: Client, made: ACase, stage: Stage) => Promise<Answer>;
};

const ABILITY = 'access.denied.ability';
const CLASS = 'access.denied.class';

const ifSeen = (unknown: string, then: (can: Can) => string) => (can: Can) =>
  can.sees ? then(can) : unknown;
const ofCase = (then: (can: Can) => string) => ifSeen('cases.case.unknown', then);
const ofFacts = (then: (can: Can) => string) => ifSeen('identification.case.unknown', then);
const ofRecord = (then: (can: Can) => string) => ifSeen('access.record.unknown', then);
const writes = (one: SensitivityClass) => (can: Can) => (can.writes(one) ? 'ok' : CLASS);
const able =
  (ability: Ability, then: (can: Can) => string = () => 'ok') =>
  (can: Can) =>
    can.has(ability) ? then(can) : ABILITY;
const anyone = () => 'ok';

const read =
  (part = ''): Operation['attempt'] =>
  (who, { recordId }) =>
    who.get(`/cases/${recordId}${part}`);
const write =
  (part: string, body: () => object): Operation['attempt'] =>
  (who, { recordId }) =>
    who.post(`/cases/${recordId}/${part}`, body());

const CASES: readonly Operation[] = [
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

const evaluated =
  (path: string, body: (evaluation: string) => object): Operation['attempt'] =>
  async (who, made, { author }) => {
    const evaluation = await withFacts(author, made);
    const command = { ...aCommand(), ...body(evaluation) };
    return who.post(`/cases/${made.recordId}/identification/${path}`, command);
  };

const IDENTIFICATION: readonly Operation[] = [
  {
    id: 'identification.read',
    expected: ofFacts((can) => (can.reads('care') ? 'ok' : CLASS)),
    attempt: read('/identification'),
  },
  {
    id: 'identification.record-facts',
    expected: ofFacts(writes('care')),
    attempt: write('identification/facts', () => factsOf()),
  },
  {
    id: 'identification.correct-statement',
    expected: ofFacts((can) => {
      if (!can.writes('care')) return CLASS;
      return can.has('approve-plan') ? 'ok' : 'identification.statement.not-yours';
    }),
    attempt: async (who, { recordId }, { author }) => {
      const facts = factsOf();
      await done(author.post(`/cases/${recordId}/identification/facts`, facts));
      return who.post(`/cases/${recordId}/identification/corrections`, {
        ...aCommand(),
        entry: facts.entryId,
        fact: 'act-transported',
        reason: 'Meant for another child.',
      });
    },
  },
  {
    id: 'identification.accept-result',
    expected: ofFacts(writes('care')),
    attempt: async (who, made, { author }) => {
      const evaluation = await withFacts(author, made);
      const { evaluation: shown } = await done(
        author.get(`/cases/${made.recordId}/identification`),
      );
      const body = { ...aCommand(), evaluation, result: shown.results[0] };
      return who.post(`/cases/${made.recordId}/identification/acceptance`, body);
    },
  },
  {
    id: 'identification.override-result',
    expected: ofFacts(writes('care')),
    attempt: evaluated('override', (evaluation) => ({
      evaluation,
      to: 'concern',
      reason: 'The neighbours know the family well.',
    })),
  },
  {
    id: 'identification.change-status',
    expected: ofFacts(writes('care')),
    attempt: write('identification/status', () => ({ ...aCommand(), to: 'suspected' })),
  },
];

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

const ACCESS: readonly Operation[] = [
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

export const OPERATIONS: readonly Operation[] = [...CASES, ...IDENTIFICATION, ...ACCESS];

/** Tries an operation on a case of its own. */
export async function tryOperation(
  { attempt }: Operation,
  who: Client,
  stage: Stage,
): Promise<string> {
  const made = await openACase(stage.author, stage.team);
  const { status, code } = await attempt(who, made, stage);
  return status === 200 ? 'ok' : (code ?? String(status));
}
