import { sql } from 'kysely';
import type { Sql } from '../database/open-database.ts';

/** The epoch of this database; `checkEpoch` has made one at start. */
export async function currentEpoch(db: Sql): Promise<string> {
  const { rows } = await sql<{ epoch: string | null }>`select sync_epoch_now() as epoch`.execute(
    db,
  );
  const epoch = rows[0]?.epoch;
  if (!epoch) throw new Error('The database has no epoch: the server has not begun');
  return epoch;
}

/** At start: a new epoch where there is none, or where the database stands elsewhere than before. */
export async function checkEpoch(owner: Sql): Promise<string> {
  const { rows } = await sql<{ epoch: string }>`select sync_check_epoch() as epoch`.execute(owner);
  return rows[0]?.epoch ?? '';
}

/** After a restore that cannot be seen from inside: by whoever runs the installation. */
export async function beginEpoch(owner: Sql): Promise<string> {
  const { rows } = await sql<{ epoch: string }>`select sync_begin_epoch() as epoch`.execute(owner);
  return rows[0]?.epoch ?? '';
}
