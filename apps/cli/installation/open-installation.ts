import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { Result } from '#kernel/result.ts';
import type { Database } from '#platform/database/open-database.ts';
import { type Config, readConfig, startRefused, type StartRefusal } from '../../server/config.ts';
import { lockFolder } from '../../server/folder-lock.ts';
import { openMigrated } from '../../server/open-migrated.ts';
import type { CliIo, ExitStatus } from '../command.ts';

export type Installation = { readonly config: Config; readonly database: Database };

/**
 * Opens the database of this installation as the server does, works with it, and closes it. The
 * embedded database belongs to one program at a time; on PostgreSQL a server may go on running.
 */
export async function withInstallation<Done>(
  env: CliIo['env'],
  work: (opened: Installation) => Promise<Result<Done, StartRefusal>>,
): Promise<Result<Done, StartRefusal>> {
  const config = readConfig(env);
  if (!config.ok) return config;
  const { databaseUrl, dataDir } = config.value;
  if (databaseUrl !== undefined) return workOn(config.value, work);
  if (!(await exists(path.join(dataDir, 'database'))))
    return startRefused(
      `There is no database in ${dataDir}. Set DATABASE_URL, or AMPARO_DATA_DIR to the folder that the server uses.`,
    );
  const lock = await lockFolder(dataDir);
  if (!lock.ok) return startRefused(`${lock.refusal.sentence} Stop it first.`);
  try {
    return await workOn(config.value, work);
  } finally {
    await lock.value.unlock();
  }
}

async function workOn<Done>(
  config: Config,
  work: (opened: Installation) => Promise<Result<Done, StartRefusal>>,
): Promise<Result<Done, StartRefusal>> {
  const opened = await openMigrated(config, 1);
  if (!opened.ok) return opened;
  const database = opened.value;
  try {
    return await work({ config, database });
  } finally {
    await database.close();
  }
}

async function exists(folder: string): Promise<boolean> {
  return (await stat(folder).catch(() => undefined)) !== undefined;
}

/** Tells why a command did not do its work: in JSON to a program, in a sentence to a person. */
export function tellRefused(
  io: CliIo,
  asJson: boolean,
  refusal: { readonly code: string; readonly sentence: string },
): ExitStatus {
  if (asJson) tellJson(io, { ok: false, ...refusal });
  else io.err(`${refusal.sentence}\n`);
  return 1;
}

export function tellJson(io: CliIo, value: unknown): void {
  io.out(`${JSON.stringify(value, null, 2)}\n`);
}
