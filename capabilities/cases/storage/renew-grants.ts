import { sql } from 'kysely';
import type { RecordId } from '#kernel/ids.ts';
import type { Instant } from '#kernel/instant.ts';
import type { Sql } from '#platform/database/open-database.ts';

/** Lets the team that answers for a record keep it until a later day; leaves an audit line. */
export async function renewGrants(tx: Sql, recordId: RecordId, until: Instant): Promise<void> {
  await sql`select access_renew(${recordId}, ${until}::timestamptz)`.execute(tx);
}
