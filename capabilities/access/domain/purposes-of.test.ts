import { expect, test } from 'vitest';
import { purposesOf } from './purposes-of.ts';

test('whoever has no role is offered no purpose', () => {
  expect(purposesOf([], [])).toEqual([]);
});

test('the purpose that someone is here for comes first', () => {
  const all = ['identity', 'care', 'health', 'justice', 'critical'] as const;
  expect(purposesOf(all, ['register-child'])[0]).toBe('child-protection');
  expect(purposesOf(['identity', 'care', 'health'], ['hand-over-child'])[0]).toBe('health-care');
  expect(purposesOf(['identity', 'justice'], ['hand-over-child'])[0]).toBe('justice-for-the-child');
  expect(purposesOf(['identity'], ['hand-over-child'])[0]).toBe('child-protection');
  expect(purposesOf([], ['hand-over-child'])).toEqual(['child-protection']);
});

test('no order hides a purpose, and none is offered without its class or ability', () => {
  expect(purposesOf(['identity', 'care', 'health'], []).toSorted()).toEqual([
    'child-protection',
    'family-tracing',
    'health-care',
  ]);
  expect(purposesOf([], ['read-access-log'])).toEqual([
    'child-protection',
    'supervision',
    'quality-audit',
  ]);
});
