import { sql } from 'kysely';
import { z } from 'zod';
import { TeamId, type WorkerId } from '#kernel/ids.ts';
import type { Purpose } from '#kernel/sensitivity.ts';
import { unbrokenSteps } from '#platform/database/share-transaction.ts';
import type { Sql } from '#platform/database/open-database.ts';
import type { Actor } from '../contract.ts';
import { Ability } from '../domain/roles.ts';

const Row = z.object({ team: TeamId, ability: Ability.nullable(), trained: z.boolean() });

const known = new WeakMap<object, Actor>();

/**
 * Who asks, as `readActor` finds them; once for the steps of a shared transaction, which all have the
 * same asker.
 */
export async function loadActor(
  tx: Sql,
  who: { readonly worker: WorkerId; readonly purpose: Purpose },
): Promise<Actor> {
  const steps = unbrokenSteps(tx);
  const before = steps && known.get(steps);
  if (before?.worker === who.worker && before.purpose === who.purpose) return before;
  const actor = await readActor(tx, who);
  if (steps) known.set(steps, actor);
  return actor;
}

/** Who asks, with their abilities in each team today. Someone who no longer works here can do nothing. */
async function readActor(
  tx: Sql,
  who: { readonly worker: WorkerId; readonly purpose: Purpose },
): Promise<Actor> {
  const { rows } = await sql`
    select m.team_id as team, a.ability, coalesce(w.trained_until >= current_date, false) as trained
    from team_member m join worker w on w.worker_id = m.worker_id and w.active
    left join role_ability a on a.role = m.role
    where m.worker_id = ${who.worker} and m.valid_from <= now() and m.valid_until > now()`.execute(
    tx,
  );
  const abilities = new Map<TeamId, Set<Ability>>();
  const parsed = z.array(Row).parse(rows);
  for (const { team, ability } of parsed) {
    const inTeam = abilities.get(team) ?? new Set<Ability>();
    abilities.set(team, ability === null ? inTeam : inTeam.add(ability));
  }
  return { ...who, abilities, isTrained: parsed.some((row) => row.trained) };
}
