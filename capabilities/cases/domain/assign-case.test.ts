import { expect, test } from 'vitest';
import { fold } from '#kernel/record-type.ts';
import { assignCase, assignmentSection } from './assign-case.ts';
import { evolveCaseCard, startCard } from './case-card.ts';
import { aMade, aRecordId, coast, outdated, paz, sela, upToDate } from './examples.ts';

const free = { ...upToDate, holder: null, isColleague: true };

test('[CA-10] only someone who plans for children in the team is given a case', () => {
  expect(assignCase({ ...free, isColleague: false }, aMade(), sela)).toEqual({
    ok: false,
    refusal: { code: 'cases.assignment.not-a-colleague' },
  });
});

test('[CA-10] two who take the same case on do not both have it', () => {
  expect(assignCase({ ...free, ...outdated }, aMade(), sela)).toMatchObject({
    refusal: { code: 'section.moved-on' },
  });
  expect(assignCase({ ...free, holder: sela }, aMade(), sela)).toEqual({
    ok: false,
    refusal: { code: 'cases.assignment.unchanged' },
  });
});

test('[CA-10] whoever is named stands on the card, until the case is taken back', () => {
  const recordId = aRecordId();
  const assigned = (holder: typeof sela | null, worker: typeof sela | null) => {
    const decided = assignCase({ ...free, holder }, aMade({ by: paz }), worker);
    if (!decided.ok) throw new Error(decided.refusal.code);
    return decided.value.map((entry) => ({
      ...entry,
      recordId,
      author: paz,
      purpose: 'child-protection' as const,
    }));
  };
  const entries = [...assigned(null, sela), ...assigned(sela, null)];
  const [given, taken] = entries;
  if (!given || !taken) throw new Error('Two entries were expected');
  const card = evolveCaseCard(startCard('K7QD-2MXP-4RC', coast, null), given);
  expect(card.worker).toBe(sela);
  expect(evolveCaseCard(card, taken).worker).toBeNull();
  expect(fold(assignmentSection, assignmentSection.start, entries)).toEqual({
    worker: null,
    by: paz,
  });
});
