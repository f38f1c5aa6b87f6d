import type { Purpose, SensitivityClass } from '#kernel/sensitivity.ts';
import type { Ability } from './roles.ts';

/**
 * The purposes that a worker is offered, first the one that they are here for: a nurse for health
 * care, whoever accompanies children for their protection. Not a right: what is seen is decided by
 * grants for the purpose that is named. Whoever has no role is offered none.
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
  const offered = offers.flatMap(([purpose, isOffered]) => (isOffered ? [purpose] : []));
  const main = mainPurpose(classes, abilities);
  return offered.toSorted((one, other) => Number(other === main) - Number(one === main));
}

/** Whoever registers children protects them; others are asked to help with what their class is about. */
function mainPurpose(
  classes: readonly SensitivityClass[],
  abilities: readonly Ability[],
): Purpose | undefined {
  const [health, justice] = [classes.includes('health'), classes.includes('justice')];
  if (abilities.includes('register-child') || health === justice) return undefined;
  return health ? 'health-care' : 'justice-for-the-child';
}
