import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { sql } from 'kysely';
import type { Sql } from './open-database.ts';

const FOLDER = new URL('../../migrations/', import.meta.url);
// Any constant: two processes that start together must not both migrate.
const LOCK = 4_267_801;

/**
 * Runs every migration that has not run, in the order of file names, each in one transaction.
 * A file that changed after it ran is a fault: history is written once.
 */
export async function migrate(owner: Sql, script: (text: string) => Promise<void>): Promise<void> {
  await script(`create table if not exists schema_migration (
    name text primary key, sha256 text not null, applied_at timestamptz not null default now())`);
  const applied = await appliedMigrations(owner);
  for (const name of await migrationNames()) {
    const text = await readFile(new URL(name, FOLDER), 'utf8');
    const sha256 = createHash('sha256').update(text).digest('hex');
    const before = applied.get(name);
    if (before === undefined) await applyOnce(owner, script, { name, sha256, text });
    else if (before !== sha256)
      throw new Error(`Migration ${name} changed after it ran; add a new file instead`);
  }
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
  migration: { readonly name: string; readonly sha256: string; readonly text: string },
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
