import { sql } from 'kysely';
import { z } from 'zod';
import { GrantId, type RecordId, TeamId, WorkerId } from '#kernel/ids.ts';
import { Purpose, SensitivityClass } from '#kernel/sensitivity.ts';
import type { Sql } from '#platform/database/open-database.ts';
import { type AccessGranted, type Grantee, SharingKind } from '../domain/access-section.ts';

const GrantRow = z.object({
  grantId: GrantId,
  kind: z.enum(['creation', 'break-glass', ...SharingKind.options]),
  worker: WorkerId.nullable(),
  team: TeamId.nullable(),
  teamName: z.string().nullable(),
  classes: z.array(SensitivityClass),
  mayWrite: z.boolean(),
  purpose: Purpose,
  untilMs: z.coerce.number(),
  by: WorkerId,
  ended: z.boolean(),
});
export type GrantRow = z.infer<typeof GrantRow>;

const columns = sql`g.grant_id as "grantId", g.kind, g.worker_id as worker, g.team_id as team,
  t.name as "teamName", g.classes, g.may_write as "mayWrite", g.purpose,
  epoch_ms(g.valid_until) as "untilMs", g.granted_by as by, g.ended_at is not null as ended`;

/** Grants of a record in force, newest first, as far as the asker may see. */
export async function grantsInForce(tx: Sql, recordId: RecordId): Promise<readonly GrantRow[]> {
  const { rows } = await sql`
    select ${columns} from access_grant g left join team t on t.team_id = g.team_id
    where g.record_id = ${recordId} and g.ended_at is null
      and g.valid_from <= now() and g.valid_until > now()
    order by g.valid_from desc, g.grant_id desc`.execute(tx);
  return z.array(GrantRow).parse(rows);
}

export async function findGrant(
  tx: Sql,
  recordId: RecordId,
  grantId: GrantId,
): Promise<GrantRow | undefined> {
  const { rows } = await sql`
    select ${columns} from access_grant g left join team t on t.team_id = g.team_id
    where g.record_id = ${recordId} and g.grant_id = ${grantId}`.execute(tx);
  return z.array(GrantRow).parse(rows)[0];
}

/** Gives a grant; false when its id is taken. */
export async function giveGrant(
  tx: Sql,
  recordId: RecordId,
  grant: AccessGranted & { readonly by: WorkerId },
): Promise<boolean> {
  const { worker, team } = partsOf(grant.to);
  const given = await sql`
    insert into access_grant (grant_id, record_id, worker_id, team_id, classes, may_write, purpose,
                              kind, valid_until, granted_by)
    values (${grant.grantId}, ${recordId}, ${worker}, ${team}, ${[...grant.classes]}::text[],
            ${grant.mayWrite}, ${grant.purpose}, ${grant.kind}, ${grant.until}, ${grant.by})
    on conflict do nothing`.execute(tx);
  return given.numAffectedRows === 1n;
}

export async function markGrantEnded(
  tx: Sql,
  recordId: RecordId,
  grantId: GrantId,
  by: WorkerId,
): Promise<void> {
  await sql`update access_grant set ended_at = now(), ended_by = ${by}
    where record_id = ${recordId} and grant_id = ${grantId} and ended_at is null`.execute(tx);
}

/** Whether a grantee works here, and whether in the agency of this team; undefined when unknown. */
export async function granteeAgency(
  tx: Sql,
  to: Grantee,
  team: TeamId,
): Promise<'same' | 'other' | undefined> {
  const { worker, team: other } = partsOf(to);
  const { rows } = await sql<{ isSame: boolean }>`
    select coalesce(w.agency_id, t.agency_id) = owner.agency_id as "isSame"
    from team owner
    left join worker w on w.worker_id = ${worker}::uuid and w.active
    left join team t on t.team_id = ${other}::uuid
    where owner.team_id = ${team} and coalesce(w.agency_id, t.agency_id) is not null`.execute(tx);
  if (!rows[0]) return undefined;
  return rows[0].isSame ? 'same' : 'other';
}

function partsOf(to: Grantee): { worker: WorkerId | null; team: TeamId | null } {
  return 'worker' in to ? { worker: to.worker, team: null } : { worker: null, team: to.team };
}
