import { sql } from 'kysely';
import type { EntryId, RecordId, TeamId, WorkerId } from '#kernel/ids.ts';
import type { Purpose } from '#kernel/sensitivity.ts';
import type { Sql } from '#platform/database/open-database.ts';
import type { ReferralClass } from '../domain/service.ts';

type About = {
  readonly recordId: RecordId;
  readonly code: string;
  readonly kind: string;
  /** The way to it: which referral, and what for it is read. */
  readonly referral: EntryId;
  readonly purpose: Purpose;
};

/**
 * Tells everybody in a team whose role reads the class, except whoever does it and whoever must see
 * nothing of the record (AC-8). The notice knows the code of the case and nothing of the child.
 */
export async function tellTeam(
  tx: Sql,
  { recordId, kind, ...detail }: About,
  to: { readonly team: TeamId; readonly class: ReferralClass },
): Promise<void> {
  await sql`
    insert into notice (worker_id, record_id, kind, about, detail)
    select distinct m.worker_id, ${recordId}::uuid, ${kind}, amparo_worker(), ${JSON.stringify(detail)}::text::jsonb
    from team_member m
    join role_class rc on rc.role = m.role and rc.class = ${to.class}
    join worker w on w.worker_id = m.worker_id and w.active
    where m.team_id = ${to.team} and m.valid_from <= now() and m.valid_until > now()
      and m.worker_id <> amparo_worker()
      and not exists (select 1 from access_block b where b.record_id = ${recordId}
                      and b.worker_id = m.worker_id and b.lifted_at is null)`.execute(tx);
}

/** Tells the one who asked that the service has answered. */
export async function tellSender(
  tx: Sql,
  { recordId, kind, ...detail }: About,
  sender: WorkerId,
): Promise<void> {
  await sql`
    insert into notice (worker_id, record_id, kind, about, detail)
    select w.worker_id, ${recordId}::uuid, ${kind}, amparo_worker(), ${JSON.stringify(detail)}::text::jsonb
    from worker w where w.worker_id = ${sender} and w.active and w.worker_id <> amparo_worker()
      and not exists (select 1 from access_block b where b.record_id = ${recordId}
                      and b.worker_id = w.worker_id and b.lifted_at is null)`.execute(tx);
}
