import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { accept, type Result } from '#kernel/result.ts';
import {
  areDemoKeys,
  type MasterKeyRefusal,
  type MasterKeys,
  openDemoMasterKeys,
  parseMasterKeys,
  readMasterKeyFile,
} from '#platform/vault/master-keys.ts';
import { type Config, startRefused, type StartRefusal } from './config.ts';

const MAKE_ONE = 'Make one with `npm run -s amparo -- vault new-key FILE`.';

/** The master keys of this installation. An evaluation makes its own; production never does. */
export async function openKeys(config: Config): Promise<Result<MasterKeys, StartRefusal>> {
  const read = await readKeys(config);
  if (read === undefined) {
    return startRefused(
      `Production needs master keys: set AMPARO_MASTER_KEY_FILE to a key file. ${MAKE_ONE}`,
    );
  }
  if (!read.ok) return startRefused(sentenceOf(read.refusal, config));
  if (config.mode === 'production' && areDemoKeys(read.value)) {
    return startRefused(`Production refuses the demo keys. ${MAKE_ONE}`);
  }
  return accept(read.value);
}

async function readKeys(config: Config): Promise<Result<MasterKeys, MasterKeyRefusal> | undefined> {
  if (config.masterKeyFile !== undefined) return readMasterKeyFile(config.masterKeyFile);
  if (config.masterKey !== undefined) return parseMasterKeys(config.masterKey);
  if (config.mode === 'production') return undefined;
  await mkdir(config.dataDir, { recursive: true, mode: 0o700 });
  return openDemoMasterKeys(path.join(config.dataDir, 'demo-master-key.json'));
}

function sentenceOf(refusal: MasterKeyRefusal, config: Config): string {
  const file = config.masterKeyFile ?? 'of the environment';
  switch (refusal.code) {
    case 'vault.master-key.missing':
      return `The master key file ${file} does not exist. ${MAKE_ONE}`;
    case 'vault.master-key.open-to-others':
      return `The master key file ${file} may be read by others. Run: chmod 600 ${file}`;
    case 'vault.master-key.unreadable':
      return `The master keys ${file} are not understood: ${refusal.reason}.`;
  }
}
