import type { ListedWorker } from '#capabilities/access/storage/list-workers.ts';
import { accept } from '#kernel/result.ts';
import type { CliCommand } from '../command.ts';
import { runForInstallation } from './whole-installation.ts';

const HELP = `Usage: npm run -s amparo -- people list [--json]

Everyone who works here or did, with the roles of today. Reads the same settings as the server; the
server of an embedded database must be stopped first.
`;

/** `amparo people list`: who works here, and as what. */
export const peopleListCommand: CliCommand = {
  name: 'people list',
  summary: 'List the workers with their roles',
  help: HELP,
  run: (args, io) =>
    runForInstallation(args, io, {
      help: HELP,
      work: async ({ database }) => {
        const { listWorkers } = await import('#capabilities/access/storage/list-workers.ts');
        return accept(await database.asOwner(listWorkers));
      },
      json: (workers) => ({ ok: true, workers }),
      tell: (workers) => io.out(told(workers)),
    }),
};

function told(workers: readonly ListedWorker[]): string {
  if (workers.length === 0) return 'Nobody works here yet. Make workers with `people apply`.\n';
  return workers.map((worker) => `${lineOf(worker)}\n`).join('');
}

function lineOf({ signIn, name, agency, active, trainedUntil, roles }: ListedWorker): string {
  const shown = roles.map(({ role, team }) => `${role} in ${team}`).join(', ');
  const trained = trainedUntil === null ? '' : `, trained until ${trainedUntil}`;
  return `${signIn}  ${name}, ${agency}: ${active ? `${shown || 'no role'}${trained}` : 'works here no more'}`;
}
