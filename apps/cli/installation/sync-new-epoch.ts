import { accept } from '#kernel/result.ts';
import type { CliCommand } from '../command.ts';
import { runForInstallation } from './whole-installation.ts';

const HELP = `Usage: npm run -s amparo -- sync new-epoch [--json]

Run this once after the database was restored from a backup, before the server is started. Every field
device then begins anew with its cursor and offers again what it had sent; nothing arrives twice and
nothing is lost. The server sees most restores by itself; it cannot see one into the same cluster that
has run on since. Doing it without need costs each device one longer exchange and nothing more.
Reads the same settings as the server: DATABASE_URL, or AMPARO_DATA_DIR for the embedded database,
whose server must be stopped first.
`;

/** `amparo sync new-epoch`: tells every device that the database is older than what it saw. */
export const syncNewEpochCommand: CliCommand = {
  name: 'sync new-epoch',
  summary: 'After a restore: let every field device offer again what it sent',
  help: HELP,
  run: (args, io) =>
    runForInstallation(args, io, {
      help: HELP,
      work: async ({ database }) => {
        const { beginEpoch } = await import('#platform/sync/epoch.ts');
        return accept(await database.asOwner(beginEpoch));
      },
      json: (epoch) => ({ ok: true, epoch }),
      tell: (epoch, to) => to.out(`A new epoch has begun: ${epoch}.\n`),
      status: () => 0,
    }),
};
