import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';

const ANSWERS = {
  contact: {
    safeNow: 'yes',
    withWhom: ['nobody'],
    urgentNeeds: ['none'],
    recentViolence: 'no',
    metOn: new Date(Date.now() - 86_400_000).toISOString().slice(0, 10),
    metAt: 'XA0101',
    setting: 'street',
    appearsUnder18: 'yes',
  },
  consent: {
    ageBand: '12-14',
    explainedWays: ['own-language'],
    safeCaregiver: 'no',
    services: 'agreed',
    servicesBy: ['child'],
    storage: 'agreed',
    storageBy: ['child'],
    referral: 'agreed',
    referralBy: ['child'],
    referralTo: ['health', 'police'],
    tracing: 'not-asked',
    statistics: 'refused',
    statisticsBy: ['child'],
    basis: 'consent',
  },
  referral: {
    reason: 'medical-care',
    urgency: 'high',
    asked: 'An examination, and somebody who explains what happens.',
    contactWay: 'with-worker',
    contactNote: 'Only by day.',
    told: 'That someone kind looks at her arm, and that she may say stop.',
  },
} as const;

const ASKED = [
  { service: 'lantern-bay-clinic', kind: 'health' },
  { service: 'police-child-liaison', kind: 'police' },
] as const;

/**
 * An invented child of the signed-in worker, whom the clinic and the police were asked to help;
 * written through the public API, as another program would. The way over the screens has its own
 * journey.
 */
export async function aChildReferred(page: Page): Promise<void> {
  const { worker } = await get(page, '/me');
  const recordId = randomUUID();
  const command = () => ({
    entryId: randomUUID(),
    deviceTime: new Date().toISOString(),
    formVersion: 1,
  });
  const opening = { ...command(), recordId, team: worker.teams[0].id, answers: ANSWERS.contact };
  await post(page, '/cases', opening);
  await post(page, `/cases/${recordId}/consent`, {
    ...command(),
    basedOn: 0,
    answers: ANSWERS.consent,
  });
  const answers = ANSWERS.referral;
  for (const { service, kind } of ASKED) {
    const { known } = await get(page, `/cases/${recordId}/referrals`);
    const { covers: _covers, ...ground } = known.covers[kind];
    const seen = { ...known.brief, ...answers, replyHours: 72, ground };
    await post(page, `/cases/${recordId}/referrals`, { ...command(), service, answers, seen });
  }
}

// eslint-disable-next-line typescript/no-explicit-any -- a journey reads what a program would
async function get(page: Page, path: string): Promise<any> {
  return answered(await page.request.get(`/api${path}`));
}

async function post(page: Page, path: string, data: object): Promise<unknown> {
  const { origin } = new URL(page.url());
  const headers = { 'x-amparo-request': '1', origin };
  return answered(await page.request.post(`/api${path}`, { headers, data }));
}

async function answered(answer: {
  readonly ok: () => boolean;
  readonly text: () => Promise<string>;
}): Promise<unknown> {
  const text = await answer.text();
  if (!answer.ok()) throw new Error(text);
  return JSON.parse(text);
}
