import type { Purpose, SensitivityClass } from '#kernel/sensitivity.ts';
import type { Ability } from './roles.ts';

/**
 * The purposes that a worker is offered. Not a right: what is seen is decided by grants for the
 * purpose that is named. Whoever has no role is offered none.
 */
export function purposesOf(
  classes: readonly SensitivityClass[],
  abilities: readonly Ability[],
): Purpose[] {
  const offers: readonly [Purpose, boolean][] = [
    ['child-protection', classes.length > 0 || abilities.length > 0],
    ['health-care', classes.includes('health')],
    ['justice-for-the-child', classes.includes('justice')],
    ['family-tracing', classes.includes('identity')],
    ['supervision', abilities.includes('read-access-log') || abilities.includes('approve-plan')],
    ['quality-audit', abilities.includes('read-access-log')],
  ];
  return offers.flatMap(([purpose, isOffered]) => (isOffered ? [purpose] : []));
}
