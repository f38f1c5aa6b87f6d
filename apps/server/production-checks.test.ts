import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSignIn } from '#platform/auth/accounts.ts';
import { OMAR, openSignInBench, PASSWORD, type SignInBench } from '#platform/auth/test-sign-in.ts';
import { checkNoDemoAccounts, checkProduction } from './production-checks.ts';
import { testConfig } from './test-server.ts';

const SERVER = process.env['TEST_DATABASE_URL'];
const production = (url?: string) =>
  testConfig({ AMPARO_MODE: 'production', ...(url === undefined ? {} : { DATABASE_URL: url }) });
const sentenceOf = (result: { ok: boolean; refusal?: { sentence: string } }) =>
  result.refusal?.sentence;

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

  test('with the sign-ins of the demo, whose passwords everybody can read', async () => {
    expect((await checkNoDemoAccounts(production(), bench.database)).ok).toBe(true);
    await bench.database.asOwner(async (db) => {
      await sql`delete from auth_account where user_id = ${OMAR}`.execute(db);
      await sql`delete from auth_user where id = ${OMAR}`.execute(db);
    });
    await createSignIn(bench.database, {
      worker: OMAR,
      email: 'omar@demo.invalid',
      password: PASSWORD,
    });
    expect(sentenceOf(await checkNoDemoAccounts(production(), bench.database))).toMatch(
      /demo sign-ins/,
    );
    expect((await checkNoDemoAccounts(testConfig(), bench.database)).ok).toBe(true);
  });

  // PGlite has no users that connect; the PostgreSQL run of the suite covers these.
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
