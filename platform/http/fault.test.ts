import { expect, test } from 'vitest';
import { codeOf, isDatabaseUnreachable, isDeniedByDatabase, noteOfFault } from './fault.ts';

const withCode = (code: string, more: object = {}) =>
  Object.assign(new Error(`something about Amina`), { code, ...more });

test('a note tells kind, code and place of an error and of its causes, never a message', () => {
  const note = noteOfFault(new TypeError('Amina', { cause: withCode('23505') }));
  expect(note).toMatchObject({ kind: 'TypeError', cause: { kind: 'Error', code: '23505' } });
  expect(note.at[0]).toContain('fault.test.ts');
  expect(JSON.stringify(note)).not.toContain('Amina');
  expect(noteOfFault('Amina')).toEqual({ kind: 'string', at: [] });
});

test('what stands in the place of a code and is none is left out', () => {
  expect(codeOf(withCode('Amina Diallo'))).toBeUndefined();
  expect(codeOf(null)).toBeUndefined();
});

test('a denial of the database is recognised under what wraps it', () => {
  const wrapped = new Error('x', { cause: new Error('y', { cause: withCode('42501') }) });
  expect(isDeniedByDatabase(wrapped)).toBe(true);
  expect(isDeniedByDatabase(withCode('23505'))).toBe(false);
});

test.each([
  [withCode('ECONNREFUSED', { syscall: 'connect' }), true],
  [withCode('57P01'), true],
  [withCode('53300'), true],
  [withCode('08006'), true],
  [new Error('Connection terminated unexpectedly'), true],
  [withCode('ENOENT', { syscall: 'open' }), false],
  [withCode('42501'), false],
  [new Error('plain'), false],
])('%s as a database that cannot be reached: %s', (error, isUnreachable) => {
  expect(isDatabaseUnreachable(error)).toBe(isUnreachable);
});
