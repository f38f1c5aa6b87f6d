import { sql } from 'kysely';
import { z } from 'zod';
import { TeamId, type WorkerId } from '#kernel/ids.ts';
import type { SqlTransaction } from '#platform/database/open-database.ts';
import type { Call } from '#platform/http/call.ts';
import { permit } from '../domain/policy.ts';
import { loadActor } from '../storage/load-actor.ts';

/** AC-21: whether the caller oversees the devices of somebody, also in a team that they have left. */
export async function overseesDevicesOf(
  tx: SqlTransaction,
  { worker, purpose }: Call,
  of: WorkerId,
): Promise<boolean> {
  const { rows } = await sql<{ team: string }>`
    select distinct team_id as team from team_member where worker_id = ${of}`.execute(tx);
  const teams = z.array(TeamId).parse(rows.map((row) => row.team));
  const actor = await loadActor(tx, { worker, purpose });
  // Whoever was never in a team here is nobody whom one could oversee.
  return teams.length > 0 && permit(actor, { action: 'oversee-devices', worker: of, teams }).ok;
}
