import { describe, expect, test } from 'vitest';
import { aRoster, TESS } from './examples.ts';
import { Roster, rosterFaults } from './roster.ts';

const RULES = { roles: new Set(['social-worker', 'teacher']), isProduction: true };

function faultsOf(roster: unknown, rules = RULES) {
  return rosterFaults(Roster.parse(roster), rules).map(
    ({ path, reason }) => `${path.join('.')}: ${reason}`,
  );
}

describe('a roster', () => {
  test('that is sound has no faults; an address is read without its capitals', () => {
    expect(faultsOf(aRoster())).toEqual([]);
    expect(Roster.parse(aRoster({ signIn: ' TESS@Amparo.example' })).workers[0]?.signIn).toBe(TESS);
  });

  test.each([
    ['a role that the pack lacks', [{ role: 'wizard', team: 'quay' }], 'no role wizard'],
    ['a team that is not here', [{ role: 'teacher', team: 'moon' }], 'no team moon'],
    [
      'the same role twice',
      [
        { role: 'teacher', team: 'quay' },
        { role: 'teacher', team: 'quay' },
      ],
      'stands above',
    ],
  ])('with %s is refused there', (_what, roles, reason) => {
    expect(faultsOf(aRoster({ roles }))).toEqual([expect.stringMatching(/^workers\.0\.roles\./)]);
    expect(faultsOf(aRoster({ roles }))[0]).toContain(reason);
  });

  test('names things once and knows every agency', () => {
    const { agencies, teams, workers } = aRoster();
    const twice = {
      agencies: [...agencies, ...agencies],
      teams: [...teams, { id: 'quay', agency: 'moon', name: 'Again' }],
      workers: [...workers, ...workers],
    };
    expect(faultsOf(twice).map((fault) => fault.split(':')[0])).toEqual([
      'agencies.1.id',
      'teams.2.id',
      'teams.2.agency',
      'workers.1.signIn',
    ]);
  });

  test.each(['', 'ask Mira', '1', '+1 202 555 0100 or later', '12\n34'])(
    'with a telephone number such as %j is not understood',
    (phone) => {
      const roster = aRoster();
      const teams = roster.teams.map((team) => ({ ...team, phone }));
      expect(Roster.safeParse({ ...roster, teams }).success).toBe(false);
    },
  );

  test('of invented people is for evaluations only', () => {
    const invented = aRoster({ signIn: 'tess@demo.invalid' });
    expect(faultsOf(invented)).toEqual([expect.stringContaining('workers.0.signIn: Addresses')]);
    expect(faultsOf(invented, { ...RULES, isProduction: false })).toEqual([]);
  });

  test.each([
    { signIn: 'tess' },
    { name: ' ' },
    { name: 'Tess\u0000' },
    { trainedUntil: '2026-02-30' },
    { roles: [] },
    { password: 'written down' },
  ])('with %o is not understood', (change) => {
    expect(Roster.safeParse(aRoster(change)).success).toBe(false);
  });
});
