import { accept, type Result } from '#kernel/result.ts';
import type { Rotation } from '#platform/vault/rotate-master-key.ts';
import { startRefused, type StartRefusal } from '../../server/config.ts';
import type { CliCommand } from '../command.ts';
import type { Installation } from './open-installation.ts';
import { runForInstallation } from './whole-installation.ts';

const HELP = `Usage: npm run -s amparo -- vault rotate [--json]

Wraps every key of the database anew with the current master key. The key file (or AMPARO_MASTER_KEY)
must hold the old key and the new one; every server must have been started with it before. May be
stopped and run again at any time. The old key is needed until this answers zero, and for backups
that were made before. Reads the same settings as the server.
`;

type Rotated = Rotation & { readonly masterKey: string };

/** `amparo vault rotate`: after a new master key was added, what the old one wrapped moves to it. */
export const vaultRotateCommand: CliCommand = {
  name: 'vault rotate',
  summary: 'Wrap every key anew with the current master key',
  help: HELP,
  run: (args, io) =>
    runForInstallation(args, io, {
      help: HELP,
      work: rotate,
      json: ({ dataKeys, secrets, masterKey }) => ({ ok: true, dataKeys, secrets, masterKey }),
      tell: ({ dataKeys, secrets, masterKey }) =>
        io.out(
          `${String(dataKeys)} keys of records and ${String(secrets)} of the installation are now wrapped by ${masterKey}.\n`,
        ),
    }),
};

async function rotate({ config, database }: Installation): Promise<Result<Rotated, StartRefusal>> {
  const { openKeys } = await import('../../server/open-keys.ts');
  const { MasterKeyMissing } = await import('#platform/vault/master-keys.ts');
  const { rotateMasterKey } = await import('#platform/vault/rotate-master-key.ts');
  const keys = await openKeys(config);
  if (!keys.ok) return keys;
  try {
    const done = await database.asOwner((owner) => rotateMasterKey(owner, keys.value));
    return accept({ ...done, masterKey: keys.value.currentId });
  } catch (thrown) {
    if (!(thrown instanceof MasterKeyMissing)) throw thrown;
    return startRefused(
      `Master key ${thrown.masterKeyId} is needed to open what it wrapped, and is not among the keys. Add it to the key file and run this again; what was done stays done.`,
    );
  }
}
