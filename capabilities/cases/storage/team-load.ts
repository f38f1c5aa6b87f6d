import { sql } from 'kysely';
import { z } from 'zod';
import { type TeamId, WorkerId } from '#kernel/ids.ts';
import type { Sql } from '#platform/database/open-database.ts';

const Row = z.object({
  worker: WorkerId.nullable(),
  open: z.coerce.number(),
  late: z.coerce.number(),
  urgent: z.coerce.number(),
});
export type LoadRow = z.infer<typeof Row>;

/**
 * How many open cases of a team each worker has, one row for those that nobody has; counted from
 * cards, so the cost grows with the open cases of this team and with nothing else.
 */
export async function teamLoad(tx: Sql, team: TeamId): Promise<readonly LoadRow[]> {
  const { rows } = await sql`
    select c.worker_id as worker, count(*) as open, count(*) filter (where c.due_at < now()) as late,
           count(*) filter (where p.codes ->> 'risk' in ('immediate', 'high')) as urgent
    from record_card c left join record_card_part p on p.record_id = c.record_id and p.class = 'care'
    where c.team_id = ${team} and c.record_type = 'case' and c.is_open
    group by c.worker_id`.execute(tx);
  return z.array(Row).parse(rows);
}

/** The people who plan for children in a team today, by name: those who can have a case. */
export async function caseWorkers(tx: Sql, team: TeamId): Promise<readonly WorkerId[]> {
  const { rows } = await sql<{ id: string }>`
    select w.worker_id as id from team_member m
    join worker w on w.worker_id = m.worker_id and w.active
    join role_ability a on a.role = m.role and a.ability = 'write-plan'
    where m.team_id = ${team} and m.valid_from <= now() and m.valid_until > now()
    group by w.worker_id, w.display_name order by w.display_name`.execute(tx);
  return rows.map(({ id }) => WorkerId.parse(id));
}
