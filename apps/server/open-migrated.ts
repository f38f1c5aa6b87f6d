import path from 'node:path';
import { accept, type Result } from '#kernel/result.ts';
import { OtherHistory } from '#platform/database/migrate.ts';
import { type Database, openDatabase } from '#platform/database/open-database.ts';
import { type Config, startRefused, type StartRefusal } from './config.ts';

/** The database that the settings name, brought up to date; one of another version is refused. */
export async function openMigrated(
  config: Config,
  poolSize?: number,
): Promise<Result<Database, StartRefusal>> {
  const place = {
    url: config.databaseUrl,
    dataDir: path.join(config.dataDir, 'database'),
    ...(poolSize === undefined ? {} : { poolSize }),
  };
  try {
    return accept(await openDatabase(place));
  } catch (thrown) {
    if (!(thrown instanceof OtherHistory)) throw thrown;
    return startRefused(`${whatHappened(thrown)} ${whatToDo(config)} Nothing was changed.`);
  }
}

function whatHappened({ kind, migration }: OtherHistory): string {
  return kind === 'newer'
    ? `A newer version of Amparo has worked on this database (its migration ${migration} is not known here).`
    : `Another version of Amparo made this database (migration ${migration} has changed since it ran).`;
}

function whatToDo({ databaseUrl, dataDir }: Config): string {
  return databaseUrl === undefined
    ? `Start that version; or, as this is an evaluation, delete the folder ${dataDir} and begin anew.`
    : 'Start that version, or restore a backup that was made with this one.';
}
