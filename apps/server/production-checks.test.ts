import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { OMAR, openSignInBench, type SignInBench } from '#platform/auth/test-sign-in.ts';
import { isMigrated } from '#platform/database/migrate.ts';
import { checkProduction } from './production-checks.ts';
import { testConfig } from './test-server.ts';

const SERVER = process.env['TEST_DATABASE_URL'];
const production = (url?: string) =>
  testConfig({ AMPARO_MODE: 'production', ...(url === undefined ? {} : { DATABASE_URL: url }) });
const sentenceOf = (result: { ok: boolean; refusal?: { sentence: string } }) =>
  result.refusal?.sentence;

const LACKING = sql`delete from schema_migration
  where name = (select max(name) from schema_migration)`;

let bench: SignInBench;
beforeAll(async () => {
  bench = await openSignInBench();
});
afterAll(() => bench.database.close());

describe('production does not start', () => {
  test('on the embedded database', async () => {
    expect(sentenceOf(await checkProduction(production()))).toMatch(
      /^Production needs PostgreSQL: set DATABASE_URL/,
    );
  });

  test('on a database that does not answer; the sentence does not repeat the address', async () => {
    const refused = await checkProduction(production('postgresql://x:secret@127.0.0.1:1/none'));
    expect(sentenceOf(refused)).toBe('The database under DATABASE_URL does not answer.');
  });

  // PGlite has no users that connect; the PostgreSQL run of the suite covers what follows.
  test.runIf(SERVER)(
    'with the sign-ins of the demo, whose passwords everybody can read, and migrates nothing first',
    async () => {
      const url = (bench.database.url ?? '').replace(/user=\w+/, 'user=amparo_test_demo');
      await bench.database.asOwner(async (db) => {
        await sql
          .raw('drop role if exists amparo_test_demo; create role amparo_test_demo login')
          .execute(db);
        await sql`grant select on auth_user to amparo_test_demo`.execute(db);
      });
      expect((await checkProduction(production(url))).ok).toBe(true);
      await bench.database.asOwner(async (db) => {
        await sql`update auth_user set email = 'omar@demo.invalid' where id = ${OMAR}`.execute(db);
        await LACKING.execute(db);
      });
      expect(sentenceOf(await checkProduction(production(url)))).toMatch(/holds the demo sign-ins/);
      expect(await bench.database.asOwner(isMigrated)).toBe(false);
      await bench.database.asOwner((db) =>
        sql.raw('drop owned by amparo_test_demo; drop role amparo_test_demo').execute(db),
      );
    },
  );

  test.runIf(SERVER)('as a superuser or a user that bypasses row-level security', async () => {
    const roles = { amparo_test_bypass: 'bypassrls', amparo_test_plain: 'nobypassrls' };
    await bench.database.asOwner(async (db) => {
      for (const [name, attribute] of Object.entries(roles)) {
        await sql
          .raw(`drop role if exists ${name}; create role ${name} login nosuperuser ${attribute}`)
          .execute(db);
      }
    });
    const as = (user: string) => production((SERVER ?? '').replace(/user=\w+/, `user=${user}`));
    expect(sentenceOf(await checkProduction(as('postgres')))).toContain('is a superuser');
    expect(sentenceOf(await checkProduction(as('amparo_test_bypass')))).toContain(
      'may bypass row-level security',
    );
    expect((await checkProduction(as('amparo_test_plain'))).ok).toBe(true);
    await bench.database.asOwner(async (db) => {
      for (const name of Object.keys(roles)) await sql.raw(`drop role ${name}`).execute(db);
    });
  });
});

test('an evaluation asks none of this', async () => {
  expect((await checkProduction(testConfig())).ok).toBe(true);
});
