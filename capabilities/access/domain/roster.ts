import { z } from 'zod';
import { CalendarDay } from '#kernel/calendar-day.ts';
import { Code } from '#kernel/code-list.ts';

const MOST = 10_000;

const ShownName = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .regex(/^\P{Cc}*$/u, 'Expected one line of text');

const Phone = z
  .string()
  .trim()
  .regex(/^[+0-9][0-9 ()/.-]{1,38}$/, 'Expected a telephone number');

/** The address that a worker signs in with. It is the worker: another address is another person. */
export const SignInName = z.string().trim().toLowerCase().max(254).pipe(z.email());

const RosterAgency = z.strictObject({ id: Code, name: ShownName });

const RosterTeam = z.strictObject({
  id: Code,
  agency: Code,
  name: ShownName,
  receives: z.boolean().default(false).describe('Takes on the children whom others hand over.'),
  phone: Phone.optional().describe('As it is dialled; whoever hands a child over is shown it.'),
});

const RosterRole = z.strictObject({ role: Code, team: Code });

const RosterWorker = z.strictObject({
  signIn: SignInName,
  name: ShownName,
  trainedUntil: CalendarDay.optional().describe('Until when they may ask sensitive questions.'),
  roles: z
    .array(RosterRole)
    .min(1)
    .max(100)
    .describe('The first one says which agency they are of.'),
});
export type RosterWorker = z.infer<typeof RosterWorker>;

/** Who works here, as an administrator writes it down. Who is not named in it stays as they are. */
export const Roster = z.strictObject({
  agencies: z.array(RosterAgency).min(1).max(MOST),
  teams: z.array(RosterTeam).min(1).max(MOST),
  workers: z.array(RosterWorker).max(MOST),
});
export type Roster = z.infer<typeof Roster>;

/** What is wrong in a roster, and where. */
export type RosterFault = {
  readonly path: readonly (string | number)[];
  readonly reason: string;
};

export type RosterRules = {
  /** Roles of the country pack. */
  readonly roles: ReadonlySet<string>;
  /** Addresses of invented people are refused. */
  readonly isProduction: boolean;
};

/** All that the schema cannot see: names that lead nowhere, things said twice, invented addresses. */
export function rosterFaults(roster: Roster, rules: RosterRules): readonly RosterFault[] {
  const agencies = new Set(roster.agencies.map(({ id }) => id));
  const teams = new Set(roster.teams.map(({ id }) => id));
  return [
    ...repeated(roster.agencies.map(({ id }) => id)).map((index) => ({
      path: ['agencies', index, 'id'],
      reason: 'An agency of this id stands above.',
    })),
    ...repeated(roster.teams.map(({ id }) => id)).map((index) => ({
      path: ['teams', index, 'id'],
      reason: 'A team of this id stands above.',
    })),
    ...roster.teams.flatMap(({ agency }, index) =>
      agencies.has(agency)
        ? []
        : [{ path: ['teams', index, 'agency'], reason: `There is no agency ${agency} here.` }],
    ),
    ...repeated(roster.workers.map(({ signIn }) => signIn)).map((index) => ({
      path: ['workers', index, 'signIn'],
      reason: 'A worker of this address stands above.',
    })),
    ...roster.workers.flatMap((worker, index) =>
      workerFaults(worker, teams, rules).map(({ path, reason }) => ({
        path: ['workers', index, ...path],
        reason,
      })),
    ),
  ];
}

function workerFaults(
  { signIn, roles }: RosterWorker,
  teams: ReadonlySet<string>,
  rules: RosterRules,
): readonly RosterFault[] {
  const invented: RosterFault[] =
    rules.isProduction && signIn.endsWith('.invalid')
      ? [{ path: ['signIn'], reason: 'Addresses under .invalid are for invented people only.' }]
      : [];
  const unknown = roles.flatMap(({ role, team }, index): RosterFault[] => [
    ...(rules.roles.has(role)
      ? []
      : [
          {
            path: ['roles', index, 'role'],
            reason: `The country pack has no role ${role}; it has ${[...rules.roles].join(', ')}.`,
          },
        ]),
    ...(teams.has(team)
      ? []
      : [{ path: ['roles', index, 'team'], reason: `There is no team ${team} here.` }]),
  ]);
  const twice = repeated(roles.map(({ role, team }) => `${role} ${team}`)).map((index) => ({
    path: ['roles', index],
    reason: 'The same role in the same team stands above.',
  }));
  return [...invented, ...unknown, ...twice];
}

/** Where each value stands that stood before. */
function repeated(values: readonly string[]): readonly number[] {
  const seen = new Set<string>();
  return values.flatMap((value, index) => {
    if (seen.has(value)) return [index];
    seen.add(value);
    return [];
  });
}
