import type { CliCommand } from '../command.ts';
import { runForWorker } from './one-worker.ts';

const HELP = `Usage: npm run -s amparo -- people end SIGN_IN [--json]

Someone works here no more: every session and every role of theirs ends now, and they see nothing,
whatever was granted. What they did stays under their name. Hand their open cases to someone else
first. \`people apply FILE --take-back\` brings them back.
Reads the same settings as the server; the server of an embedded database must be stopped first.
`;

/** `amparo people end`: a worker leaves. */
export const peopleEndCommand: CliCommand = {
  name: 'people end',
  summary: 'End the work of someone here, with sessions and roles',
  help: HELP,
  run: (args, io) =>
    runForWorker(args, io, {
      help: HELP,
      work: async (owner, signIn) => {
        const { endWorker } = await import('#capabilities/access/storage/end-worker.ts');
        return endWorker(owner, signIn);
      },
      told: ({ roles }, signIn) =>
        `${signIn} works here no more. Roles ended: ${String(roles)}; every session is over.`,
    }),
};
