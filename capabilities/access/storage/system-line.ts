import { sql } from 'kysely';
import type { Sql } from '#platform/database/open-database.ts';

export type SystemAction =
  | 'access.agency-added'
  | 'access.agency-changed'
  | 'access.team-added'
  | 'access.team-changed'
  | 'access.worker-added'
  | 'access.worker-changed'
  | 'access.worker-ended'
  | 'access.worker-taken-back'
  | 'access.role-given'
  | 'access.role-ended'
  | 'access.password-handed-out'
  | 'access.factor-removed';

/** A line about what an administrator did on the command line: no worker, ids and codes only. */
export async function systemLine(
  owner: Sql,
  action: SystemAction,
  detail: Readonly<Record<string, string>>,
): Promise<void> {
  await sql`insert into audit_line (action, detail)
    values (${action}, ${JSON.stringify(detail)}::text::jsonb)`.execute(owner);
}
