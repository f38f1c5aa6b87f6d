import { randomBytes } from 'node:crypto';
import path from 'node:path';
import type { CliCommand, CliIo, ExitStatus } from '../command.ts';
import { readOptions } from './read-options.ts';

const HELP = `Usage: npm run -s amparo -- vault new-key FILE [--add] [--json]

Makes a master key in a new file that only you may read; AMPARO_MASTER_KEY_FILE names it to the
server. A file that exists is never overwritten: a lost key is lost data. Keep a copy apart from the
database and its backups.

With --add, puts a new key into FILE beside the old ones and makes it the current one. Then start
every server anew with that file, and run: vault rotate.
`;

/** `amparo vault new-key`: a key file for production, or the next key of one. */
export const vaultNewKeyCommand: CliCommand = {
  name: 'vault new-key',
  summary: 'Make a master key, or add the next one to a key file',
  help: HELP,
  run: async (args, io) => {
    const options = readOptions(args, { json: { type: 'boolean' }, add: { type: 'boolean' } }, 1);
    const [file] = options?.positionals ?? [];
    if (!options || file === undefined) {
      io.err(HELP);
      return 2;
    }
    const asJson = options.values.json ?? false;
    return options.values.add ? addKey(io, asJson, file) : makeFile(io, asJson, file);
  },
};

function newId(): string {
  return `key-${new Date().toISOString().slice(0, 10)}-${randomBytes(3).toString('hex')}`;
}

async function makeFile(io: CliIo, asJson: boolean, file: string): Promise<ExitStatus> {
  const { writeMasterKeyFile } = await import('#platform/vault/master-keys.ts');
  const id = newId();
  try {
    await writeMasterKeyFile(path.resolve(file), id);
  } catch (thrown) {
    return refused(io, asJson, sentenceOf(thrown, file));
  }
  return made(io, asJson, file, id);
}

async function addKey(io: CliIo, asJson: boolean, file: string): Promise<ExitStatus> {
  const { addMasterKey } = await import('#platform/vault/master-keys.ts');
  const id = newId();
  const added = await addMasterKey(path.resolve(file), id);
  if (added.ok) return made(io, asJson, file, id);
  const why = {
    'vault.master-key.missing': `There is no file ${file}. Leave --add out to make it.`,
    'vault.master-key.open-to-others': `Others may read ${file}. Run: chmod 600 ${file}`,
    'vault.master-key.unreadable': `${file} is no key file of Amparo.`,
  } as const;
  return refused(io, asJson, { code: added.refusal.code, sentence: why[added.refusal.code] });
}

function sentenceOf(thrown: unknown, file: string) {
  const code = thrown instanceof Error && 'code' in thrown ? thrown.code : undefined;
  if (code === 'EEXIST')
    return { code: 'vault.master-key.exists', sentence: `${file} exists and is not overwritten.` };
  const sentence = `${file} cannot be written. Does its folder exist, and may you write there?`;
  return { code: 'vault.master-key.unwritable', sentence };
}

function made(io: CliIo, asJson: boolean, file: string, id: string): ExitStatus {
  if (asJson) io.out(`${JSON.stringify({ ok: true, file, masterKey: id }, null, 2)}\n`);
  else io.out(`Master key ${id} is in ${file}. Keep a copy of the file in a safe place.\n`);
  return 0;
}

function refused(
  io: CliIo,
  asJson: boolean,
  refusal: { readonly code: string; readonly sentence: string },
): ExitStatus {
  if (asJson) io.out(`${JSON.stringify({ ok: false, ...refusal }, null, 2)}\n`);
  else io.err(`${refusal.sentence}\n`);
  return 1;
}
