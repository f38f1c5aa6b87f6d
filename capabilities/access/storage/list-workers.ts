import { sql } from 'kysely';
import { z } from 'zod';
import type { Sql } from '#platform/database/open-database.ts';

const ListedWorker = z.object({
  signIn: z.string(),
  name: z.string(),
  agency: z.string(),
  active: z.boolean(),
  trainedUntil: z.string().nullable(),
  authenticator: z.boolean(),
  roles: z.array(z.object({ role: z.string(), team: z.string() })),
});
export type ListedWorker = z.infer<typeof ListedWorker>;

/** Everyone who works here or did, by address, with the roles of this moment. Runs as the owner. */
export async function listWorkers(owner: Sql): Promise<readonly ListedWorker[]> {
  const { rows } = await sql`
    select w.sign_in_name as "signIn", w.display_name as name, a.name as agency, w.active,
      w.trained_until::text as "trainedUntil",
      coalesce(u.two_factor_enabled, false) as authenticator,
      (select coalesce(jsonb_agg(jsonb_build_object('role', m.role, 'team', t.name)
          order by t.name, m.role), '[]')
        from team_member m join team t using (team_id)
        where m.worker_id = w.worker_id and m.valid_from <= now() and m.valid_until > now()) as roles
    from worker w join agency a using (agency_id) left join auth_user u on u.id = w.worker_id
    order by w.sign_in_name`.execute(owner);
  return z.array(ListedWorker).parse(rows);
}
