import type { Ground, Message } from '#capabilities/referrals/domain/message.ts';
import type { CoverView } from '#capabilities/referrals/domain/views.ts';
import type { OutputOf } from '#kernel/endpoint.ts';
import type { readReferrals } from '#capabilities/referrals/endpoints.ts';
import { type ACase, ANSWERS, done, openACase, sectionOf } from './test-case.ts';
import { aCommand, type Client } from './test-country.ts';

/** Consent to telling a clinic, the police, a lawyer, a shelter and a school. */
export const CONSENT_TO_TELL = {
  ...ANSWERS.consent,
  referralTo: ['health', 'police', 'legal-aid', 'shelter', 'education'],
};

/** Answers that the form of a referral accepts. */
export const REFERRAL = {
  reason: 'medical-care',
  urgency: 'high',
  asked: 'An examination, and somebody who explains what happens.',
  contactWay: 'with-worker',
  contactNote: 'Only by day.',
  told: 'That a kind doctor looks at her arm, and that she may say stop.',
};

export const CLINIC = 'lantern-bay-clinic';
export const POLICE = 'police-child-liaison';
export const SCHOOL = 'reedmarket-school';

/** A registered child who agreed to the services above. */
export async function aChildWhoAgreed(
  worker: Client,
  consent: object = CONSENT_TO_TELL,
): Promise<ACase> {
  const made = await openACase(worker);
  const { recordId } = made;
  await done(worker.post(`/cases/${recordId}/registration`, sectionOf(ANSWERS.registration)));
  await done(worker.post(`/cases/${recordId}/consent`, sectionOf(consent)));
  return made;
}

type Covering = Extract<CoverView, { readonly covers: true }>;

function groundOf({ kind, by, basis, until }: Covering): Ground {
  return { kind, by, basis, until };
}

const NO_GROUND: Ground = { kind: 'consent', by: [], basis: null, until: null };

export type Referrals = OutputOf<typeof readReferrals>;

/** What the worker would see before sending, as the screen makes it from what the record says. */
export async function messageOf(
  worker: Client,
  { recordId }: Pick<ACase, 'recordId'>,
  kind: string,
  answers: typeof REFERRAL = REFERRAL,
): Promise<Message> {
  const { known }: Referrals = await done(worker.get(`/cases/${recordId}/referrals`));
  const cover = known?.covers[kind];
  const ground = cover?.covers ? groundOf(cover) : NO_GROUND;
  const hours: Readonly<Record<string, number>> = {
    immediate: 24,
    high: 72,
    medium: 168,
    low: 336,
  };
  const brief = known?.brief ?? { caseCode: '', ageBand: null, sex: null, languages: [] };
  return { ...brief, ...answers, replyHours: hours[answers.urgency] ?? null, ground };
}

/** The body of `POST /cases/:recordId/referrals`. */
export async function referralOf(
  worker: Client,
  made: Pick<ACase, 'recordId'>,
  service = CLINIC,
  answers: typeof REFERRAL = REFERRAL,
) {
  const kind =
    { [CLINIC]: 'health', [POLICE]: 'police', [SCHOOL]: 'education' }[service] ?? 'health';
  const seen = await messageOf(worker, made, kind, answers);
  return { ...aCommand(), service, formVersion: 1, answers, seen };
}

export type Sent = ACase & { readonly referralId: string };

/** A child whom a service was asked to help. */
export async function aReferral(worker: Client, service = CLINIC): Promise<Sent> {
  const made = await aChildWhoAgreed(worker);
  const body = await referralOf(worker, made, service);
  const { referralId } = await done(worker.post(`/cases/${made.recordId}/referrals`, body));
  return { ...made, referralId };
}

/** The path of one referral. */
export function pathOf({ recordId, referralId }: Omit<Sent, 'code'>): string {
  return `/cases/${recordId}/referrals/${referralId}`;
}

export function replying(reply: object, note = '') {
  return { ...aCommand(), reply, note };
}

/** The health worker of the clinic, the officer of the police liaison: each reads for the purpose of the service. */
export const FOR_HEALTH = 'health-care';
export const FOR_JUSTICE = 'justice-for-the-child';
