import { renderHook } from '@testing-library/react';
import { expect, test } from 'vitest';
import { EntryId } from '#kernel/ids.ts';
import { newId, useCommand } from './use-command.ts';

test('the same content keeps its id and its moment, so that a second tap changes nothing twice', () => {
  const { result } = renderHook(() => useCommand());
  const first = result.current({ level: 'high' });
  const second = result.current({ level: 'high' });
  expect(EntryId.safeParse(first.entryId).success).toBe(true);
  expect(second).toEqual(first);
});

test('changed content gets a new id: the server must not answer for what it was before', () => {
  const { result } = renderHook(() => useCommand());
  const first = result.current({ level: 'high' });
  expect(result.current({ level: 'low' }).entryId).not.toBe(first.entryId);
});

test('ids do not repeat', () => {
  expect(new Set(Array.from({ length: 1000 }, newId)).size).toBe(1000);
});
