import { ClockDefinition, clockMoves } from '#kernel/clock.ts';
import { EntryId, RecordId, TeamId, WorkerId } from '#kernel/ids.ts';
import { Instant } from '#kernel/instant.ts';
import type { Filled, Made } from '#kernel/command.ts';
import type { MovesClocks } from './moves-clocks.ts';

/** For tests only. Everyone here is invented. */
export const now = Instant.parse('2026-11-24T09:00:00.000Z');
export const sela = WorkerId.parse('00000000-0000-7000-8000-0000000000d1');
export const paz = WorkerId.parse('00000000-0000-7000-8000-0000000000d2');
export const coast = TeamId.parse('00000000-0000-7000-8000-0000000000e1');

let made = 0;
export function nextId(): string {
  made += 1;
  return `00000000-0000-7000-8000-${made.toString(16).padStart(12, '0')}`;
}

export const anEntryId = () => EntryId.parse(nextId());
export const aRecordId = () => RecordId.parse(nextId());

export function aMade(over: Partial<Made> = {}): Made {
  return { entryId: anEntryId(), deviceTime: now, now, by: sela, ...over };
}

export function filled(id: string, answers: Filled['answers']): Filled {
  return { form: { id, version: 1 }, answers };
}

export const upToDate = { basedOn: 0, current: 0 } as const;
export const outdated = { basedOn: 1, current: 4 } as const;

/** Answers that the core pack's forms accept. */
export const answers = {
  firstContact: {
    safeNow: 'yes',
    withWhom: ['nobody'],
    urgentNeeds: ['none'],
    recentViolence: 'no',
    metOn: '2026-11-24',
    metAt: 'XA0101',
    setting: 'street',
    appearsUnder18: 'yes',
  },
} as const;

const hours = { immediate: 72, high: 168, medium: 336, low: 336 };
const clock = (id: string, starts: string, stops: string, over: object = {}) =>
  ClockDefinition.parse({
    id,
    starts,
    stops: [stops],
    hours,
    source: 'test',
    confirmed: true,
    ...over,
  });

/** The clocks of a first journey. */
export const clocks = [
  clock('first-action', 'cases.first-contact-made', 'cases.risk-assessed', {
    once: true,
    hours: { immediate: 1, high: 24 },
  }),
  clock('plan', 'cases.risk-assessed', 'cases.plan-written'),
  clock('approval', 'cases.plan-written', 'cases.plan-approved', { hours: { high: 24 } }),
  clock('mended-plan', 'cases.plan-returned', 'cases.plan-written', { hours: { high: 24 } }),
  clock('review', 'cases.plan-approved', 'cases.plan-written'),
];

/** What an entry made `now` does to the clocks of a case at high risk. */
export const moves: MovesClocks = (type, level = 'high') =>
  clockMoves(clocks, { type, at: now, level }, {});
