import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { OtherHistory } from './migrate.ts';
import { type Database, type DatabasePlace, openDatabase } from './open-database.ts';
import { openTestDatabase, type TestDatabase } from './test-database.ts';

/** A database that can be opened again, on either engine. */
let folder: string;
let onServer: TestDatabase | undefined;
let place: DatabasePlace;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'migrate-'));
  if (process.env['TEST_DATABASE_URL']) onServer = await openTestDatabase();
  place = { url: onServer?.url, dataDir: folder, poolSize: 1 };
});
afterEach(async () => {
  await onServer?.close();
  onServer = undefined;
  await rm(folder, { recursive: true, force: true });
});

async function withDatabase<Done>(work: (database: Database) => Promise<Done>): Promise<Done> {
  const database = await openDatabase(place);
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

const change = (statement: ReturnType<typeof sql>) =>
  withDatabase((database) => database.asOwner((owner) => statement.execute(owner)));

const thrownBy = (opening: Promise<unknown>): Promise<unknown> =>
  opening.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );

const CHANGED = sql`update schema_migration set sha256 = 'other'
  where name = (select min(name) from schema_migration)`;
const LACKING = sql`delete from schema_migration
  where name = (select max(name) from schema_migration)`;

async function count(): Promise<number> {
  const found = await onServer?.asOwner((owner) =>
    sql<{ n: number }>`select count(*)::int as n from schema_migration`.execute(owner),
  );
  return found?.rows[0]?.n ?? -1;
}

describe('a database of another version', () => {
  test.each([
    ['changed', CHANGED, '0001_'],
    ['newer', sql`insert into schema_migration values ('9999_moon.sql', 'x')`, '9999_moon.sql'],
  ])(
    'is not opened when a migration is %s, and nothing is done to it',
    async (kind, made, name) => {
      await change(made);
      const thrown = await thrownBy(openDatabase(place));
      expect(thrown).toBeInstanceOf(OtherHistory);
      expect(thrown).toMatchObject({ kind, migration: expect.stringContaining(name) });
      expect(await thrownBy(openDatabase(place))).toMatchObject({ kind });
    },
  );

  // PGlite has no second connection that could look at a database which does not open.
  test.runIf(process.env['TEST_DATABASE_URL'])(
    'is refused before the migrations that it lacks run on it',
    async () => {
      await change(CHANGED);
      const before = await count();
      await onServer?.asOwner((owner) => LACKING.execute(owner));
      expect(await thrownBy(openDatabase(place))).toMatchObject({ kind: 'changed' });
      expect(await count()).toBe(before - 1);
    },
  );
});
