/**
 * What follows for the child from a result, the most urgent first; the words stand in the messages
 * under `follows.CODE`. Source: UNICEF Guidelines on the Protection of Child Victims of Trafficking
 * (2006), measures 1 to 10; for adults, referral only.
 */
const PROTECT_AS_TRAFFICKED = [
  'safe-place',
  'guardian',
  'needs',
  'no-punishment',
  'ask-once',
  'lasting-solution',
] as const;

const FOLLOWS: Readonly<Record<string, readonly string[]>> = {
  'presumed-child-victim-of-trafficking': PROTECT_AS_TRAFFICKED,
  'sale-of-child': PROTECT_AS_TRAFFICKED,
  'exploited-trafficking-not-excluded': PROTECT_AS_TRAFFICKED,
  'child-associated-with-armed-force-or-group': ['first-a-child', ...PROTECT_AS_TRAFFICKED],
  'child-used-in-sexual-exploitation': ['health-at-once', ...PROTECT_AS_TRAFFICKED],
  'at-risk-in-transit': ['protect-first', 'safe-place', 'guardian', 'family-check'],
  'slavery-like-practice': PROTECT_AS_TRAFFICKED,
  'worst-form-of-child-labour': ['out-of-work', 'needs', 'school', 'family-support'],
  'forced-labour': ['out-of-work', 'safe-place', 'needs', 'lawyer'],
  'presumed-adult-victim-of-trafficking': ['services-for-adults', 'no-punishment'],
  'presumed-victim-age-not-known': ['as-a-child', ...PROTECT_AS_TRAFFICKED],
  'meets-national-trafficking-definition': ['needs', 'lawyer', 'no-punishment'],
  'national-element-missing': ['needs', 'lawyer', 'look-again'],
  'hazardous-work-of-child': ['out-of-danger', 'school', 'family-support'],
  'child-labour': ['school', 'family-support', 'look-again'],
  'right-to-protection': ['needs', 'look-again'],
  concern: ['stay-in-touch', 'look-again'],
  'insufficient-information': ['needs', 'stay-in-touch', 'look-again'],
};

export function whatFollows(result: string): readonly string[] {
  return FOLLOWS[result] ?? ['needs', 'look-again'];
}
