import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { leaseHours, mayCarry, WorkingPurpose } from './field-device.ts';

describe('[AC-19] hours without a network', () => {
  test('nobody without a role, and nobody whom one role forbids it', () => {
    expect(leaseHours([])).toBeUndefined();
    expect(leaseHours([72, 0, 24])).toBeUndefined();
  });

  test('the shortest of several roles counts', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 720 }), { minLength: 1, maxLength: 5 }),
        (hours) => {
          expect(leaseHours(hours)).toBe(hours.toSorted((a, b) => a - b)[0]);
        },
      ),
    );
  });
});

describe('[AC-20] the purpose of a device', () => {
  test('supervision and audit are no purposes to carry', () => {
    for (const purpose of ['supervision', 'quality-audit', 'immigration-enforcement'])
      expect(WorkingPurpose.safeParse(purpose).success).toBe(false);
  });

  test('it is one that its worker is offered', () => {
    expect(mayCarry('health-care', ['child-protection'])).toBe(false);
    expect(mayCarry('health-care', ['child-protection', 'health-care'])).toBe(true);
  });
});
