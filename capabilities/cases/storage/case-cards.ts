import { sql } from 'kysely';
import { z } from 'zod';
import { Clocks } from '#kernel/clock.ts';
import { RecordId, type TeamId, WorkerId } from '#kernel/ids.ts';
import { assertNever } from '#kernel/result.ts';
import { SensitivityClass } from '#kernel/sensitivity.ts';
import type { Sql } from '#platform/database/open-database.ts';

/** A row of the list, before names are put to ids. */
export const CardRow = z.object({
  recordId: RecordId,
  code: z.string(),
  dueMs: z.coerce.number().nullable(),
  worker: WorkerId.nullable(),
  clocks: Clocks,
  /** The codes of each class that the reader was granted and that something was written in. */
  parts: z.partialRecord(SensitivityClass, z.record(z.string(), z.unknown())).nullable(),
});
export type CardRow = z.infer<typeof CardRow>;

/** Where a page ends: due date (null sorts last) and record. */
export type CardCursor = { readonly dueMs: number | null; readonly recordId: string };

/** Which open cases: all of a team, of one worker, of nobody, with a plan to approve, shared by others. */
export type Which =
  | { readonly of: 'team' | 'nobody' | 'approval' | 'shared' }
  | { readonly of: 'worker'; readonly worker: WorkerId };

/**
 * Open cases that concern a team, soonest due first. One index gives the order of each kind of list,
 * so that the cost of a page does not grow with the number of cases; row-level security judges each
 * row of the page. Only `shared` sorts: what other teams have shared with this one.
 */
export async function listCaseCards(
  tx: Sql,
  asked: {
    readonly team: TeamId;
    readonly which: Which;
    readonly after: CardCursor | undefined;
    readonly limit: number;
  },
): Promise<readonly CardRow[]> {
  const { after } = asked;
  const from = after
    ? sql`and (c.due_at, c.record_id) > (coalesce(to_timestamp(${after.dueMs}::double precision / 1000), 'infinity'), ${after.recordId}::uuid)`
    : sql``;
  const { rows } = await sql`
    select c.record_id as "recordId", c.code, c.worker_id as worker, c.clocks,
           (select jsonb_object_agg(p.class, p.codes) from record_card_part p where p.record_id = c.record_id) as parts,
           case when isfinite(c.due_at) then epoch_ms(c.due_at) end as "dueMs"
    from record_card c
    where ${chosen(asked)} and c.record_type = 'case' and c.is_open ${from}
    order by c.due_at, c.record_id limit ${asked.limit}`.execute(tx);
  return z.array(CardRow).parse(rows);
}

function chosen({ team, which }: { readonly team: TeamId; readonly which: Which }) {
  switch (which.of) {
    case 'team':
      return sql`c.team_id = ${team}`;
    case 'worker':
      return sql`c.team_id = ${team} and c.worker_id = ${which.worker}`;
    case 'nobody':
      return sql`c.team_id = ${team} and c.worker_id is null`;
    case 'approval':
      return sql`c.team_id = ${team} and c.clocks ->> 'approval' is not null`;
    case 'shared':
      return sql`c.team_id <> ${team} and c.record_id in (
        select g.record_id from access_grant g where g.team_id = ${team} and g.ended_at is null
          and g.kind <> 'creation' and g.valid_until > now())`;
    default:
      return assertNever(which);
  }
}
