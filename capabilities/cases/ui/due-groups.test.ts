import fc from 'fast-check';
import { expect, test } from 'vitest';
import { instantAt } from '#kernel/instant.ts';
import { aRecordId } from '../domain/examples.ts';
import type { CaseCard } from '../domain/views.ts';
import { dueGroup, groupByDue } from './due-groups.ts';

const now = Date.parse('2026-11-24T12:00:00.000Z');
const HOUR = 3_600_000;

function aCard(hours: number | null, risk: NonNullable<CaseCard['codes']>['risk']): CaseCard {
  return {
    recordId: aRecordId(),
    code: 'K7QD-2MXP-4RC',
    dueAt: hours === null ? null : instantAt(now + hours * HOUR),
    dueClock: null,
    worker: null,
    codes: { risk, plan: 'none', result: null },
  };
}

test.each([
  [-0.1, 'late'],
  [0, 'day'],
  [23.9, 'day'],
  [24, 'week'],
  [167.9, 'week'],
  [168, 'later'],
  [null, 'nothing'],
] as const)('a case due in %s hours is %s', (hours, group) => {
  expect(dueGroup(aCard(hours, null), now)).toBe(group);
});

test('within a group the higher risk comes first; not assessed stands before medium', () => {
  const cards = [aCard(1, 'low'), aCard(2, null), aCard(3, 'immediate'), aCard(4, 'medium')];
  const [group] = groupByDue(cards, now);
  expect(group?.cases.map(({ codes }) => codes?.risk)).toEqual([
    'immediate',
    null,
    'medium',
    'low',
  ]);
});

test('no case is lost or doubled by grouping', () => {
  const hours = fc.option(fc.integer({ min: -1000, max: 1000 }), { nil: null });
  fc.assert(
    fc.property(fc.array(hours), (given) => {
      const cards = given.map((one) => aCard(one, 'high'));
      const grouped = groupByDue(cards, now).flatMap(({ cases }) => cases);
      expect(grouped.length).toBe(cards.length);
      expect(new Set(grouped)).toEqual(new Set(cards));
    }),
  );
});
