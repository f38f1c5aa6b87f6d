import { randomUUID } from 'node:crypto';
import type { TeamId } from '#kernel/ids.ts';
import { aCommand, type Answer, type Client, day, TEAMS } from './test-country.ts';

/** Answers that the forms of the core pack accept, about an invented child. */
export const ANSWERS = {
  firstContact: {
    safeNow: 'yes',
    withWhom: ['nobody'],
    urgentNeeds: ['none'],
    metOn: day(-1),
    metAt: 'XA0101',
    setting: 'street',
    appearsUnder18: 'yes',
  },
  registration: {
    name: { spoken: 'Pip Invented', script: 'Latn' },
    sex: 'girl',
    birth: { precision: 'age', years: 12, plusMinus: 1, statedOn: day(-1), basis: 'child' },
    languages: ['eng'],
    foundBy: 'neighbour',
    accompaniment: 'separated',
    careType: 'foster',
    careSafe: 'yes',
    contactSafe: 'yes',
  },
  consent: {
    ageBand: '12-14',
    explainedWays: ['own-language'],
    safeCaregiver: 'no',
    services: 'agreed',
    servicesBy: ['child', 'guardian'],
    storage: 'agreed',
    storageBy: ['child'],
    referral: 'agreed',
    referralBy: ['child', 'guardian'],
    tracing: 'not-asked',
    statistics: 'refused',
    statisticsBy: ['child'],
    basis: 'consent',
  },
  risk: {
    exploiterKnowsWhere: 'no',
    exploiterContact: 'no',
    aloneUnderFive: 'no',
    detained: 'no',
    level: 'high',
    reasons: ['poverty'],
    why: 'The child has nobody here whom she trusts.',
    safetyPlanAgreed: 'yes',
    assessedOn: day(0),
  },
  action: {
    area: 'education',
    goal: 'Goes to school again',
    action: 'Ask the school for a place.',
    owner: 'social-worker',
    dueDay: day(7),
    childAgrees: 'yes',
  },
  facts: {
    howKnown: 'child-disclosed',
    believedUnder18: 'yes',
    transported: 'yes',
    recruited: 'yes',
    workPlaces: ['domestic-service'],
  },
} as const;

export type ACase = { readonly recordId: string; readonly code: string };

export async function openACase(client: Client, team: TeamId = TEAMS.coast): Promise<ACase> {
  const answer = await client.post('/cases', openingOf({ team }));
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
  return answer.body;
}

/** The body of `POST /cases` or `/handovers`. */
export function openingOf(over: Readonly<Record<string, unknown>> = {}) {
  return {
    ...aCommand(),
    recordId: randomUUID(),
    formVersion: 1,
    team: TEAMS.coast,
    answers: ANSWERS.firstContact,
    ...over,
  };
}

/** The body of a command on a section that has nothing yet. */
export function sectionOf(answers: object, over: Readonly<Record<string, unknown>> = {}) {
  return { ...aCommand(), formVersion: 1, basedOn: 0, answers, ...over };
}

export function planOf(
  actions: readonly object[] = [ANSWERS.action],
  over: Readonly<Record<string, unknown>> = {},
) {
  return { ...aCommand(), formVersion: 1, basedOn: 0, actions, ...over };
}

export function factsOf(
  answers: object = ANSWERS.facts,
  over: Readonly<Record<string, unknown>> = {},
) {
  return {
    ...aCommand(),
    formId: 'identification',
    formVersion: 1,
    answers,
    evidence: 'child-disclosed',
    ...over,
  };
}

/** Does it, and stops the test when it was refused. */
export async function done(answer: Promise<Answer>): Promise<Answer['body']> {
  const { status, body } = await answer;
  if (status !== 200) throw new Error(JSON.stringify(body));
  return body;
}

/** A case with risk and a plan that waits for a supervisor; gives the position of the plan. */
export async function withPlan(client: Client, { recordId }: ACase): Promise<number> {
  await done(client.post(`/cases/${recordId}/risk`, sectionOf(ANSWERS.risk)));
  const plan = await done(client.post(`/cases/${recordId}/plan`, planOf()));
  return plan.receipt.position;
}

/** A case with facts and their evaluation; gives the id of the evaluation's entry. */
export async function withFacts(client: Client, { recordId }: ACase): Promise<string> {
  await done(client.post(`/cases/${recordId}/identification/facts`, factsOf()));
  const view = await done(client.get(`/cases/${recordId}/identification`));
  return view.history[0].entry;
}
