import { RecordId } from '#kernel/ids.ts';
import { startRefused } from '../../server/config.ts';
import type { CliCommand, CliIo, ExitStatus } from '../command.ts';
import { readOptions } from './read-options.ts';

const HELP = `Usage: npm run -s amparo -- vault erase --record ID --confirm [--json]

Destroys the keys of one record. What was written in it can never be read again, by anyone; there is
no way back. That it existed, when it was written into and by whom stays, so that the chain is whole.
Backups made before still hold the keys: let them run out, or destroy them.
Reads the same settings as the server; the server of an embedded database must be stopped first.
`;

/** `amparo vault erase`: the end of a record, by law or at the wish of the person it is about. */
export const vaultEraseCommand: CliCommand = {
  name: 'vault erase',
  summary: 'Destroy the keys of a record for ever',
  help: HELP,
  run: async (args, io) => {
    const options = readOptions(
      args,
      { json: { type: 'boolean' }, record: { type: 'string' }, confirm: { type: 'boolean' } },
      0,
    );
    const record = options?.values.record;
    if (!options || record === undefined) {
      io.err(HELP);
      return 2;
    }
    const asJson = options.values.json ?? false;
    const recordId = RecordId.safeParse(record.toLowerCase());
    if (!recordId.success) {
      io.err('--record is the id of a record, as 00000000-0000-7000-8000-000000000000.\n');
      return 2;
    }
    if (options.values.confirm !== true) {
      io.err(`Nothing was erased. This cannot be undone; add --confirm to do it.\n`);
      return 2;
    }
    return erase(io, asJson, recordId.data);
  },
};

const WHY = {
  'vault.record.unknown': 'There is no such record. Nothing was erased.',
  'vault.record.erased-before': 'This record was erased before.',
} as const;

async function erase(io: CliIo, asJson: boolean, recordId: RecordId): Promise<ExitStatus> {
  // Loaded late, so that other commands do not wait for the database.
  const { tellJson, tellRefused, withInstallation } = await import('./open-installation.ts');
  const { eraseRecord } = await import('#platform/vault/erase-record.ts');
  const erased = await withInstallation(io.env, async ({ database }) => {
    const done = await database.asOwner((owner) => eraseRecord(owner, recordId));
    return done.ok ? done : startRefused(WHY[done.refusal.code]);
  });
  if (!erased.ok) return tellRefused(io, asJson, erased.refusal);
  const { keys } = erased.value;
  if (asJson) tellJson(io, { ok: true, recordId, keys });
  else io.out(`${String(keys)} keys were destroyed; nobody can read the record any more.\n`);
  return 0;
}
