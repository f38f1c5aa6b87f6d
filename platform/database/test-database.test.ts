import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { openTestDatabase } from './test-database.ts';

test('each test database is migrated, its own, and worked in as the application role', async () => {
  const [one, other] = await Promise.all([openTestDatabase(), openTestDatabase()]);
  await one.asOwner((db) =>
    sql`insert into agency values ('00000000-0000-4000-8000-000000000001', 'One')`.execute(db),
  );
  const counted = await Promise.all(
    [one, other].map((database) =>
      sql<{
        n: number;
        role: string;
      }>`select count(*)::int as n, current_user as role from agency`.execute(database.sql),
    ),
  );
  expect(counted.map((result) => result.rows[0])).toEqual([
    { n: 1, role: 'amparo_app' },
    { n: 0, role: 'amparo_app' },
  ]);
  await Promise.all([one.close(), other.close()]);
});
