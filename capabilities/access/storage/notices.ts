import { sql } from 'kysely';
import { z } from 'zod';
import { EntryId, RecordId, WorkerId } from '#kernel/ids.ts';
import { Purpose } from '#kernel/sensitivity.ts';
import type { Sql } from '#platform/database/open-database.ts';

const Row = z.object({
  id: z.string(),
  kind: z.string(),
  atMs: z.coerce.number(),
  recordId: RecordId.nullable(),
  code: z.string().nullable(),
  about: WorkerId.nullable(),
  reason: z.string().nullable(),
  /** A referral that it is about, and what for it is read. */
  referral: EntryId.nullable(),
  purpose: Purpose.nullable(),
  seenMs: z.coerce.number().nullable(),
});
export type NoticeRow = z.infer<typeof Row>;

const NEWEST = 100;

/**
 * The asker's own notices, newest first, at most 100. The code of a record that is not theirs to see
 * stays out, unless the notice itself was given it: a team that was asked knows which case it is about.
 */
export async function ownNotices(tx: Sql): Promise<readonly NoticeRow[]> {
  const { rows } = await sql`
    select n.notice_id as id, n.kind, epoch_ms(n.at) as "atMs", n.record_id as "recordId",
           coalesce(c.code, n.detail ->> 'code') as code, n.about,
           n.detail ->> 'referral' as referral, n.detail ->> 'purpose' as purpose,
           coalesce(n.detail ->> 'reason', n.detail ->> 'kind') as reason, epoch_ms(n.read_at) as "seenMs"
    from notice n left join record_card c on c.record_id = n.record_id
    where n.worker_id = amparo_worker()
    order by n.at desc, n.notice_id limit ${NEWEST}`.execute(tx);
  return z.array(Row).parse(rows);
}

/** Marks one of the asker's notices as seen; false when it is not theirs. Seeing it again changes nothing. */
export async function markNoticeSeen(tx: Sql, noticeId: string): Promise<boolean> {
  const seen = await sql`update notice set read_at = coalesce(read_at, now())
    where notice_id = ${noticeId} and worker_id = amparo_worker()`.execute(tx);
  return seen.numAffectedRows === 1n;
}
