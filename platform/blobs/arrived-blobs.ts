import { sql } from 'kysely';
import type { RecordId } from '#kernel/ids.ts';
import type { Sql } from '../database/open-database.ts';

/** The blobs of a record that have arrived whole, among those of which the asker may know. */
export async function arrivedBlobs(tx: Sql, recordId: RecordId): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ blobId: string }>`
    select blob_id as "blobId" from blob
    where record_id = ${recordId} and completed_at is not null`.execute(tx);
  return new Set(rows.map(({ blobId }) => blobId));
}
