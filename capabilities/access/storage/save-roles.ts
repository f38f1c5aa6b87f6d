import { sql } from 'kysely';
import type { Sql } from '#platform/database/open-database.ts';
import type { RoleDefinition } from '../domain/roles.ts';

/** Makes the roles of the pack the roles of the floor. Runs as the owner, at start. */
export async function saveRoles(owner: Sql, roles: readonly RoleDefinition[]): Promise<void> {
  await owner.transaction().execute(async (tx) => {
    await sql`delete from role_class`.execute(tx);
    await sql`delete from role_ability`.execute(tx);
    await sql`delete from role_factor`.execute(tx);
    await sql`delete from role_offline`.execute(tx);
    for (const { role, reads, writes, abilities, factor, offlineHours } of roles) {
      await sql`insert into role_offline (role, hours) values (${role}, ${offlineHours})`.execute(
        tx,
      );
      await sql`insert into role_factor (role, factor) values (${role}, ${factor})`.execute(tx);
      for (const one of reads) {
        await sql`insert into role_class (role, class, may_write) values (${role}, ${one}, ${writes.includes(one)})`.execute(
          tx,
        );
      }
      for (const ability of abilities) {
        await sql`insert into role_ability (role, ability) values (${role}, ${ability})`.execute(
          tx,
        );
      }
    }
  });
}
