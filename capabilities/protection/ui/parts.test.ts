import { expect, test } from 'vitest';
import { RecordId } from '#kernel/ids.ts';
import { ProtectionView } from '../domain/views.ts';
import { partMark } from './part-mark.ts';
import { otherParts, ownParts } from './parts.ts';

const empty = { content: null, position: 0, mayWrite: false };
const nobody: ProtectionView = {
  recordId: RecordId.parse('00000000-0000-7000-8000-0000000000a1'),
  code: 'AAAA-AAAA-AAA',
  measures: [],
  mayNote: false,
};
const care = { guardian: empty, assessment: empty };
const health = { ...nobody, ...care, health: empty };
const justice = { ...nobody, justice: { ...empty, nonPunishment: null } };
const whole: ProtectionView = {
  ...health,
  justice: justice.justice,
  safePlace: { ...empty, hasAddress: false },
};

test('a health worker finds health first, the police justice, and nothing that was not granted', () => {
  expect([ownParts(health), otherParts(health)]).toEqual([['health'], ['guardian', 'assessment']]);
  expect([ownParts(justice), otherParts(justice)]).toEqual([['justice'], []]);
  expect([ownParts(nobody), otherParts(nobody)]).toEqual([[], []]);
});

test('whoever cares for the whole child has every part in its order', () => {
  expect(ownParts(whole)).toEqual([]);
  expect(otherParts(whole)).toEqual(['guardian', 'safe-place', 'health', 'justice', 'assessment']);
});

const written = (answers: Record<string, unknown>) => {
  const by = { id: '00000000-0000-7000-8000-0000000000d1', name: 'Sela Sample' };
  return { ...empty, content: { answers, at: '2026-11-24T09:00:00.000Z', by } };
};

test.each([
  ['guardian', { state: 'requested' }, 'due'],
  ['guardian', { state: 'appointed' }, 'done'],
  ['safe-place', { kind: 'none' }, 'danger'],
  ['safe-place', { kind: 'foster', suspectKnows: 'yes', withSuspect: 'no' }, 'danger'],
  ['safe-place', { kind: 'foster', suspectKnows: 'no', withSuspect: 'unknown' }, 'due'],
  ['safe-place', { kind: 'foster', suspectKnows: 'no', withSuspect: 'no' }, 'due'],
  ['health', { hivPrevention: 'still-to-do' }, 'danger'],
  ['health', { hivPrevention: 'given' }, undefined],
  ['justice', { lawyer: 'none', exploiterKnowsWhere: 'yes' }, 'danger'],
  ['justice', { lawyer: 'none', exploiterKnowsWhere: 'no' }, 'due'],
  ['assessment', { mind: 'urgent' }, 'due'],
  ['assessment', { mind: 'fine' }, undefined],
] as const)('%s %o is marked %s', (part, answers, kind) => {
  const view = ProtectionView.parse({
    ...whole,
    [part === 'safe-place' ? 'safePlace' : part]: {
      ...written(answers),
      hasAddress: false,
      nonPunishment: null,
    },
  });
  expect(partMark(view, part)?.kind).toBe(kind);
});
