import { expect, test } from 'vitest';
import { planChanges } from './plan-changes.ts';

const action = (goal: string, dueDay: string, tells = ['health']) => ({
  answers: { goal, action: `Do: ${goal}`, dueDay, tells },
});

test('a first plan has no changes', () => {
  expect(planChanges(undefined, [action('School', '2026-12-01')]).map((one) => one.kind)).toEqual([
    'same',
  ]);
});

test('what was changed, added and taken out is told apart from what stayed', () => {
  const before = [
    action('School', '2026-12-01'),
    action('Doctor', '2026-12-02'),
    action('Papers', '2026-12-03'),
  ];
  const after = [
    action('School', '2026-12-01'),
    action('Doctor', '2026-12-20'),
    action('Guardian', '2026-12-04'),
  ];
  const changes = planChanges(before, after);
  expect(changes.map((one) => [one.kind, one.answers['goal']])).toEqual([
    ['same', 'School'],
    ['changed', 'Doctor'],
    ['new', 'Guardian'],
    ['removed', 'Papers'],
  ]);
  expect(changes[1]?.before?.['dueDay']).toBe('2026-12-02');
});

test('an action that stayed is not mistaken for the change of another with the same goal', () => {
  const stayed = action('School', '2026-12-01');
  const changes = planChanges([stayed], [action('School', '2027-01-10'), stayed]);
  expect(changes.map((one) => one.kind)).toEqual(['new', 'same']);
});
