import { sql } from 'kysely';
import type { WorkerId } from '#kernel/ids.ts';
import type { Sql } from '#platform/database/open-database.ts';

/** AC-13: whether a role that the worker has today asks for two factors. A role unknown here does. */
export async function needsTwoFactors(db: Sql, worker: WorkerId): Promise<boolean> {
  const { rows } = await sql`
    select 1 from team_member m left join role_factor f on f.role = m.role
    where m.worker_id = ${worker} and m.valid_from <= now() and m.valid_until > now()
      and f.factor is distinct from 'password' limit 1`.execute(db);
  return rows.length > 0;
}
