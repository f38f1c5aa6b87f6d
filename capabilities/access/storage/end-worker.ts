import { sql } from 'kysely';
import { z } from 'zod';
import { TeamId, WorkerId } from '#kernel/ids.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import { endSignIns, removeFactor } from '#platform/auth/hand-out-password.ts';
import type { Sql } from '#platform/database/open-database.ts';
import { endRole } from './apply-worker.ts';
import { systemLine } from './system-line.ts';

export type WorkerRefusal = {
  readonly code: 'access.worker.unknown' | 'access.worker.ended-before';
};

const Found = z.object({ id: WorkerId, active: z.boolean() });
const Held = z.object({ team: TeamId, role: z.string() });

/** The worker who signs in with an address and works here. */
export async function activeWorker(
  owner: Sql,
  signIn: string,
): Promise<Result<WorkerId, WorkerRefusal>> {
  const { rows } = await sql`select worker_id as id, active from worker
    where lower(sign_in_name) = ${signIn.trim().toLowerCase()} for update`.execute(owner);
  const found = Found.optional().parse(rows[0]);
  if (found === undefined) return refuse({ code: 'access.worker.unknown' });
  return found.active ? accept(found.id) : refuse({ code: 'access.worker.ended-before' });
}

/**
 * Someone works here no more: from now on they see nothing, whatever was granted, every session and
 * role of theirs is over, and what they did stays under their name. Runs as the owner.
 */
export async function endWorker(
  owner: Sql,
  signIn: string,
): Promise<Result<{ readonly roles: number }, WorkerRefusal>> {
  const worker = await activeWorker(owner, signIn);
  if (!worker.ok) return worker;
  const id = worker.value;
  await sql`update worker set active = false where worker_id = ${id}`.execute(owner);
  const { rows } = await sql`select team_id as team, role from team_member
    where worker_id = ${id} and valid_until > now()`.execute(owner);
  const held = z.array(Held).parse(rows);
  for (const one of held) await endRole(owner, id, one);
  await endSignIns(owner, id);
  // AC-22: what they carry is asked back; what they still send waits for a supervisor.
  await sql`select field_device_revoke(device_id, null, 'left') from field_device
    where worker_id = ${id} and revoked_at is null`.execute(owner);
  // Whoever comes back begins anew: old devices may be in other hands by then.
  await removeFactor(owner, id);
  await systemLine(owner, 'access.worker-ended', { worker: id });
  return accept({ roles: held.length });
}
