import type { Roster } from '#capabilities/access/domain/roster.ts';
import type { RosterApplied } from '#capabilities/access/storage/roster-changes.ts';
import type { Result } from '#kernel/result.ts';
import { readConfig, startRefused, type StartRefusal } from '../../server/config.ts';
import type { CliCommand, CliIo, ExitStatus } from '../command.ts';
import { readOptions } from './read-options.ts';
import type { RosterFileRefusal } from './read-roster.ts';

const HELP = `Usage: npm run -s amparo -- people apply FILE [--take-back] [--json]

Makes the agencies, teams and workers of FILE those of this installation, in one transaction; nothing
is done when anything is wrong. Run again, it changes nothing. FILE is YAML:

  agencies:
    - { id: child-protection, name: Child Protection Service }
  teams:
    - { id: coast, agency: child-protection, name: Lantern Coast, receives: true }
  workers:
    - signIn: someone@service.example
      name: Sela Sample
      trainedUntil: 2027-06-30
      roles: [{ role: social-worker, team: coast }]

receives: the team takes on children whom others hand over. trainedUntil: until when the worker may
ask sensitive questions; without it never. The roles are those of the country pack (AMPARO_PACK).
A new worker gets a password, printed once and kept nowhere: hand it over in person. It does nothing
but change itself at the first sign-in. Roles that FILE does not name for a worker end; workers whom it does
not name stay as they are. Someone ended with \`people end\` is refused, and comes back with
--take-back, with a new password.
Reads the same settings as the server; the server of an embedded database must be stopped first.
`;

/** `amparo people apply`: the people of an installation, from a file. */
export const peopleApplyCommand: CliCommand = {
  name: 'people apply',
  summary: 'Make agencies, teams and workers from a file',
  help: HELP,
  run: async (args, io) => {
    const options = readOptions(
      args,
      { json: { type: 'boolean' }, 'take-back': { type: 'boolean' } },
      1,
    );
    const [file] = options?.positionals ?? [];
    if (!options || file === undefined) {
      io.err(HELP);
      return 2;
    }
    const asJson = options.values.json ?? false;
    const roster = await rosterOf(io, file);
    if (!roster.ok) return tellBroken(io, asJson, roster.refusal);
    return apply(io, roster.value, { asJson, takeBack: options.values['take-back'] ?? false });
  },
};

async function rosterOf(
  io: CliIo,
  file: string,
): Promise<Result<Roster, StartRefusal | RosterFileRefusal>> {
  const config = readConfig(io.env);
  if (!config.ok) return config;
  // Loaded late, so that other commands do not wait for them.
  const { readInstallationPack } = await import('../../server/installation-pack.ts');
  const { readRoster } = await import('./read-roster.ts');
  const read = readInstallationPack(config.value);
  if (!read.ok) return read;
  const roles = new Set<string>(read.value.pack.parts.roles.map(({ role }) => role));
  return readRoster(file, { roles, isProduction: config.value.mode === 'production' });
}

async function tellBroken(
  io: CliIo,
  asJson: boolean,
  refusal: StartRefusal | RosterFileRefusal,
): Promise<ExitStatus> {
  const { tellJson, tellRefused } = await import('./open-installation.ts');
  if (refusal.code === 'start.refused') return tellRefused(io, asJson, refusal);
  const { showRosterFault } = await import('./read-roster.ts');
  if (asJson) tellJson(io, { ok: false, ...refusal });
  else io.err(`${refusal.faults.map(showRosterFault).join('\n')}\nNothing was changed.\n`);
  return 1;
}

async function apply(
  io: CliIo,
  roster: Roster,
  { asJson, takeBack }: { readonly asJson: boolean; readonly takeBack: boolean },
): Promise<ExitStatus> {
  const { tellJson, tellRefused, withInstallation } = await import('./open-installation.ts');
  const { applyRoster } = await import('#capabilities/access/storage/apply-roster.ts');
  const applied = await withInstallation(io.env, async ({ database }) => {
    const done = await database.asOwner((owner) =>
      owner.transaction().execute((tx) => applyRoster(tx, roster, { takeBack })),
    );
    if (done.ok) return done;
    const who = done.refusal.signIns.join(', ');
    return startRefused(
      `These work here no more: ${who}. Take them out of the file, or add --take-back. Nothing was changed.`,
    );
  });
  if (!applied.ok) return tellRefused(io, asJson, applied.refusal);
  if (asJson) tellJson(io, { ok: true, ...applied.value });
  else io.out(told(applied.value));
  return 0;
}

function told({ created, changed, ended, passwords }: RosterApplied): string {
  const lines = [
    ...created.map(({ kind, id }) => `new      ${kind} ${id}`),
    ...changed.map(({ kind, id }) => `changed  ${kind} ${id}`),
    ...ended.map(({ signIn, role, team }) => `ended    ${signIn}: ${role} in ${team}`),
  ];
  if (lines.length === 0 && passwords.length === 0)
    return 'All of it was there; nothing changed.\n';
  const handedOut =
    passwords.length === 0
      ? []
      : [
          '',
          'Passwords, shown this once. Hand each over in person; it is to be changed at the first sign-in.',
          ...passwords.map(({ signIn, password }) => `  ${signIn}  ${password}`),
        ];
  return `${[...lines, ...handedOut].join('\n')}\n`;
}
