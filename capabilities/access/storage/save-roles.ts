import { sql } from 'kysely';
import type { Sql } from '#platform/database/open-database.ts';
import type { RoleDefinition } from '../domain/roles.ts';

/**
 * Makes the roles of the pack the roles of the floor. Runs as the owner, at start. Rows that stand
 * as they should are not touched: a change of roles makes every field device ask anew what it may carry.
 */
export async function saveRoles(owner: Sql, roles: readonly RoleDefinition[]): Promise<void> {
  const classes = roles.flatMap(({ role, reads, writes }) =>
    reads.map((one) => ({ role, class: one, may_write: writes.includes(one) })),
  );
  const abilities = roles.flatMap(({ role, abilities: able }) =>
    able.map((ability) => ({ role, ability })),
  );
  const factors = roles.map(({ role, factor }) => ({ role, factor }));
  const hours = roles.map(({ role, offlineHours }) => ({ role, hours: offlineHours }));
  await owner.transaction().execute(async (tx) => {
    await replace(tx, 'role_class', 'role text, class text, may_write boolean', classes);
    await replace(tx, 'role_ability', 'role text, ability text', abilities);
    await replace(tx, 'role_factor', 'role text, factor text', factors);
    await replace(tx, 'role_offline', 'role text, hours integer', hours);
  });
}

/** Deletes the rows that are not wanted any more and adds those that are missing, whole rows compared. */
async function replace(
  tx: Sql,
  table: string,
  columns: string,
  rows: readonly Readonly<Record<string, unknown>>[],
): Promise<void> {
  const wanted = sql`jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as w(${sql.raw(columns)})`;
  const names = sql.raw(columns.replaceAll(/ (text|boolean|integer)/g, ''));
  await sql`delete from ${sql.table(table)} t
    where (${names}) not in (select ${names} from ${wanted})`.execute(tx);
  await sql`insert into ${sql.table(table)} (${names})
    select ${names} from ${wanted} except select ${names} from ${sql.table(table)}`.execute(tx);
}
