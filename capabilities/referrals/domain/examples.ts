import { EntryId, GrantId, TeamId, WorkerId } from '#kernel/ids.ts';
import { Instant } from '#kernel/instant.ts';
import type { Brief, Ground, Message } from './message.ts';
import type { Referral } from './referral-sections.ts';
import { Service } from './service.ts';

/** For tests only. Everyone and every service here is invented. */
export const now = Instant.parse('2026-11-24T09:00:00.000Z');
export const sela = WorkerId.parse('00000000-0000-7000-8000-0000000000d1');
export const clinicTeam = TeamId.parse('00000000-0000-7000-8000-0000000000e2');
export const grantId = GrantId.parse('00000000-0000-7000-8000-0000000000f2');
export const hours = { immediate: 24, high: 72, medium: 168, low: 336 };

let made = 0;
export function anEntryId(): EntryId {
  made += 1;
  return EntryId.parse(`00000000-0000-7000-8000-${made.toString(16).padStart(12, '0')}`);
}

export function aService(over: Partial<Service> = {}): Service {
  const service = Service.parse({
    id: 'sample-clinic',
    kind: 'health',
    names: { en: 'Sample Clinic' },
    about: { en: 'Cares for children.' },
    phone: '+999 000 0999',
    hours: { en: 'Always' },
    languages: ['eng'],
    serves: ['XA01'],
    forWhom: { en: 'Children' },
    free: true,
    purpose: 'health-care',
    checkedOn: '2026-11-02',
  });
  return { ...service, ...over };
}

export const brief: Brief = {
  caseCode: 'TEST-0000-001',
  ageBand: '12-14',
  sex: 'girl',
  languages: ['eng'],
};

export const ground: Ground = { kind: 'consent', by: ['child'], basis: null, until: null };

export const answers = {
  reason: 'medical-care',
  urgency: 'high',
  asked: 'An examination.',
  contactWay: 'with-worker',
  told: 'That a doctor looks at her arm.',
};

export const message: Message = {
  ...brief,
  ...answers,
  replyHours: 72,
  contactNote: null,
  ground,
};

export function aReferral(over: Partial<Referral> = {}): Referral {
  return {
    id: anEntryId(),
    service: {
      id: 'sample-clinic',
      kind: 'health',
      names: { en: 'Sample Clinic' },
      phone: '+999 000 0999',
      needsName: false,
    },
    message,
    opened: null,
    replyBy: Instant.parse('2026-11-27T09:00:00.000Z'),
    at: now,
    by: sela,
    state: 'sent',
    answers: [],
    handedOver: null,
    withdrawn: null,
    ...over,
  };
}
