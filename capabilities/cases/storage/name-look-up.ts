import { sql } from 'kysely';
import { z } from 'zod';
import { RecordId } from '#kernel/ids.ts';
import type { Sql } from '#platform/database/open-database.ts';

export const NAME_TOKEN = 'name';

const Row = z.object({ recordId: RecordId, code: z.string() });
const MOST = 20;

/** Cases that hold all of these tokens, among those the asker may see; newest records first. */
export async function findByName(
  tx: Sql,
  tokens: readonly Buffer[],
): Promise<readonly z.infer<typeof Row>[]> {
  const { rows } = await sql`
    select c.record_id as "recordId", c.code
    from record_card c join (
      select record_id from lookup_token where kind = ${NAME_TOKEN} and token = any(${[...tokens]}::bytea[])
      group by record_id having count(*) = ${tokens.length}) found on found.record_id = c.record_id
    order by c.record_id desc limit ${MOST}`.execute(tx);
  return z.array(Row).parse(rows);
}

/** Whether cases that the asker may not see hold these tokens. Never which, nor how many. */
export async function isKnownElsewhere(tx: Sql, tokens: readonly Buffer[]): Promise<boolean> {
  const { rows } = await sql<{ count: number }>`
    select lookup_blind(${NAME_TOKEN}, ${[...tokens]}::bytea[]) as count`.execute(tx);
  return (rows[0]?.count ?? 0) > 0;
}
