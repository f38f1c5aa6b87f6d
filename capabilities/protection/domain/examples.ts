import { ClockDefinition, clockMoves, type Clocks } from '#kernel/clock.ts';
import type { Filled, Made } from '#kernel/command.ts';
import { EntryId, RecordId, WorkerId } from '#kernel/ids.ts';
import { Instant, plusHours } from '#kernel/instant.ts';
import type { ClocksHere } from './clocks-here.ts';

/** For tests only. Everyone here is invented. */
export const now = Instant.parse('2026-11-24T09:00:00.000Z');
export const sela = WorkerId.parse('00000000-0000-7000-8000-0000000000d1');

export const aRecord = RecordId.parse('00000000-0000-7000-8000-0000000000a1');

export function aMade(over: Partial<Made> = {}): Made {
  const entryId = EntryId.parse('00000000-0000-7000-8000-000000000001');
  return { entryId, deviceTime: now, now, by: sela, ...over };
}

export function filled(id: string, answers: Filled['answers']): Filled {
  return { form: { id, version: 1 }, answers };
}

export const upToDate = { basedOn: 0, current: 0 } as const;
export const outdated = { basedOn: 1, current: 4 } as const;
export const parents = { parentMayExploit: 'unknown' } as const;

const clock = (id: string, starts: string, over: object = {}) =>
  ClockDefinition.parse({
    id,
    starts,
    stops: [`protection.${id}-recorded`],
    hours: { immediate: 24, high: 72 },
    source: 'test',
    confirmed: true,
    ...over,
  });

const definitions = [
  clock('guardian', 'cases.child-registered', { onlyByRule: true }),
  clock('assessment', 'cases.risk-assessed', { once: true }),
  clock('safe-place-review', 'protection.safe-place-recorded', {
    stops: ['protection.safe-place-recorded'],
    hours: { immediate: 2160, high: 2160 },
  }),
  clock('medical-care', 'cases.first-contact-made', {
    stops: ['protection.health-recorded'],
    onlyByRule: true,
  }),
  clock('health-appointment', 'protection.health-recorded', {
    stops: ['protection.health-recorded'],
    onlyByRule: true,
  }),
  clock('hearing', 'protection.justice-recorded', {
    stops: ['protection.justice-recorded'],
    onlyByRule: true,
  }),
];

/** The clocks of a case at this risk, of which these run. */
export function clocksAt(level: 'immediate' | 'high', running: Clocks = {}): ClocksHere {
  return {
    running,
    moves: (type) => clockMoves(definitions, { type, at: now, level }, running),
    endOf: (id) => {
      const hours = definitions.find((one) => one.id === id)?.hours[level];
      return hours === undefined ? undefined : plusHours(now, hours);
    },
  };
}
