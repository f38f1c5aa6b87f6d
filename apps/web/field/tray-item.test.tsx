import { describe, expect, it } from 'vitest';
import { answeredItem } from './examples.ts';
import { exampleItem } from '#platform/device/store/examples.ts';
import { needsAttention } from './tray-item.ts';

const numbered = (number: number) => ({ number, entryId: null });
const refused = answeredItem(1, {
  ...numbered(1),
  outcome: 'refused',
  reason: { code: 'cases.risk.level-missing' },
});

describe('what needs its author', () => {
  it('is what was refused, held or stands beside another’s, and nothing that waits or was taken', () => {
    const held = answeredItem(2, { ...numbered(2), outcome: 'held', reason: { code: 'held' } });
    const beside = answeredItem(3, {
      ...numbered(3),
      outcome: 'conflicting',
      fields: ['level'],
      answer: {},
    });
    const taken = answeredItem(4, { ...numbered(4), outcome: 'accepted', answer: {} });
    const tray = needsAttention([refused, held, beside, taken, exampleItem(5)]);
    expect(tray.map(({ needs }) => needs)).toEqual(['refused', 'held', 'conflicting']);
    expect(tray[0]?.code).toBe('cases.risk.level-missing');
  });

  it('is told from the first answer, when the same thing was sent twice', () => {
    const first = { ...numbered(1), outcome: 'refused', reason: { code: 'no' } } as const;
    const twice = {
      ...exampleItem(1),
      outcome: { ...numbered(1), outcome: 'duplicate', first },
    } as const;
    expect(needsAttention([twice])).toMatchObject([{ needs: 'refused', code: 'no' }]);
  });

  it('leaves the list only when its author has set it aside', () => {
    expect(needsAttention([{ ...refused, isSettled: true }])).toEqual([]);
  });
});
