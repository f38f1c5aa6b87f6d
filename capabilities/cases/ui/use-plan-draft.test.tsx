import { act, renderHook } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { dropAllDrafts } from '#platform/design/form/drafts.ts';
import { usePlanDraft } from './use-plan-draft.ts';

const school = { goal: 'School' };
const doctor = { goal: 'Doctor' };

afterEach(dropAllDrafts);

test('a plan that is being written waits while its author looks elsewhere', () => {
  const first = renderHook(() => usePlanDraft('case-1', [school]));
  expect(first.result.current.hasChanged).toBe(false);
  act(() => {
    const { actions, change } = first.result.current;
    change([...actions, { id: 'mine', answers: doctor }]);
  });
  first.unmount();
  const again = renderHook(() => usePlanDraft('case-1', [school]));
  expect(again.result.current.hasChanged).toBe(true);
  expect(again.result.current.actions.map((one) => one.answers)).toEqual([school, doctor]);
  const other = renderHook(() => usePlanDraft('case-2', []));
  expect(other.result.current.actions).toEqual([]);
});

test('what was dropped is what stands written again', () => {
  const { result } = renderHook(() => usePlanDraft('case-1', [school]));
  act(() => result.current.change([]));
  expect(result.current.actions).toEqual([]);
  act(() => result.current.drop());
  expect(result.current.actions.map((one) => one.answers)).toEqual([school]);
});
