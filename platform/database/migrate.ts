import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { sql } from 'kysely';
import type { Sql } from './sql.ts';

const FOLDER = new URL('../../migrations/', import.meta.url);
// Any constant: two processes that start together must not both migrate.
const LOCK = 4_267_801;

/**
 * The database has another history than this program: a migration that changed after it ran, or one
 * that only a newer version knows. Thrown before anything is changed.
 */
export class OtherHistory extends Error {
  readonly kind: 'changed' | 'newer';
  readonly migration: string;

  constructor(kind: 'changed' | 'newer', migration: string) {
    super(`Migration ${migration} is ${kind}`);
    this.kind = kind;
    this.migration = migration;
  }
}

/**
 * Runs every migration that has not run, in the order of file names, each in one transaction.
 * History is written once: throws `OtherHistory` when the database has another one.
 */
export async function migrate(owner: Sql, script: (text: string) => Promise<void>): Promise<void> {
  await script(`create table if not exists schema_migration (
    name text primary key, sha256 text not null, applied_at timestamptz not null default now())`);
  const applied = await appliedMigrations(owner);
  const migrations = await readMigrations();
  refuseOtherHistory(applied, migrations);
  for (const migration of migrations)
    if (!applied.has(migration.name)) await applyOnce(owner, script, migration);
}

type Migration = { readonly name: string; readonly sha256: string; readonly text: string };

async function readMigrations(): Promise<readonly Migration[]> {
  const names = await migrationNames();
  return Promise.all(
    names.map(async (name) => {
      const text = await readFile(new URL(name, FOLDER), 'utf8');
      return { name, text, sha256: createHash('sha256').update(text).digest('hex') };
    }),
  );
}

function refuseOtherHistory(
  applied: ReadonlyMap<string, string>,
  migrations: readonly Migration[],
): void {
  const known = new Map(migrations.map(({ name, sha256 }) => [name, sha256]));
  const newer = [...applied.keys()].find((name) => !known.has(name));
  if (newer !== undefined) throw new OtherHistory('newer', newer);
  const changed = migrations.find(({ name, sha256 }) => (applied.get(name) ?? sha256) !== sha256);
  if (changed !== undefined) throw new OtherHistory('changed', changed.name);
}

/** Whether every migration of this program has run, and none that it does not know. */
export async function isMigrated(owner: Sql): Promise<boolean> {
  const applied = await appliedMigrations(owner);
  const names = await migrationNames();
  return names.length === applied.size && names.every((name) => applied.has(name));
}

async function applyOnce(
  owner: Sql,
  script: (text: string) => Promise<void>,
  migration: Migration,
): Promise<void> {
  try {
    await script(asOneTransaction(migration.name, migration.sha256, migration.text));
  } catch (cause) {
    const now = await appliedMigrations(owner);
    if (now.get(migration.name) === migration.sha256) return;
    throw new Error(`Migration ${migration.name} failed`, { cause });
  }
}

async function appliedMigrations(owner: Sql): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{
    name: string;
    sha256: string;
  }>`select name, sha256 from schema_migration`.execute(owner);
  return new Map(rows.map((row) => [row.name, row.sha256]));
}

async function migrationNames(): Promise<readonly string[]> {
  const names = await readdir(FOLDER);
  return names.filter((name) => /^\d{4}_[a-z_]+\.sql$/.test(name)).toSorted();
}

// One message of several statements is one transaction, undone whole when any of it fails. A process
// that waited for the lock while another migrated fails at the primary key and looks again.
function asOneTransaction(name: string, sha256: string, text: string): string {
  return `select pg_advisory_xact_lock(${LOCK});
    insert into schema_migration (name, sha256) values ('${name}', '${sha256}');
    ${text}`;
}
