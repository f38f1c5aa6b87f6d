import type { CliCommand } from '../command.ts';
import { runForWorker } from './one-worker.ts';

const HELP = `Usage: npm run -s amparo -- people reset-factor SIGN_IN [--json]

For a worker who lost the phone, the backup codes or the password. First make sure, by other means
than a message, that it is them who ask. Takes the authenticator app and the passkeys off, ends
every session and prints a new password once: hand it over in person. It does nothing but change
itself at the first sign-in.
Reads the same settings as the server; the server of an embedded database must be stopped first.
`;

/** `amparo people reset-factor`: a way in for someone who lost theirs. */
export const peopleResetFactorCommand: CliCommand = {
  name: 'people reset-factor',
  summary: 'A new password, without second factors, for someone who lost theirs',
  help: HELP,
  run: (args, io) =>
    runForWorker(args, io, {
      help: HELP,
      work: async (owner, signIn) => {
        const { resetFactor } = await import('#capabilities/access/storage/reset-factor.ts');
        return resetFactor(owner, signIn);
      },
      told: ({ hadFactor, password }, signIn) =>
        `${hadFactor ? 'Authenticator app and passkeys were taken off. ' : ''}Password of ${signIn}, shown this once:  ${password}`,
    }),
};
