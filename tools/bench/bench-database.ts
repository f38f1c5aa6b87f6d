import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { availableParallelism, cpus, loadavg } from 'node:os';
import { sql } from 'kysely';
import type { Database } from '#platform/database/open-database.ts';
import { openTestDatabase } from '#platform/database/test-database.ts';

const SCRIPT = path.resolve(import.meta.dirname, '../test-postgres.sh');

/**
 * A fresh database on a real PostgreSQL with fsync on: the one that TEST_DATABASE_URL names, or a
 * private one started for it.
 */
export async function withBenchDatabase<T>(work: (database: Database) => Promise<T>): Promise<T> {
  usePostgresql();
  const database = await openTestDatabase();
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

/** Test databases are made on a real PostgreSQL from here on. */
export function usePostgresql(): void {
  process.env['TEST_DATABASE_URL'] ??= execFileSync(SCRIPT, ['start'], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .at(-1);
}

/** What a figure was measured on; figures without it say nothing. */
export async function machineOf(database: Database) {
  const settings = ['server_version', 'fsync', 'synchronous_commit', 'shared_buffers'] as const;
  const { rows } = await sql<{ name: string; setting: string }>`
    select name, current_setting(name) as setting from unnest(${[...settings]}::text[]) name`.execute(
    database.sql,
  );
  return {
    ...Object.fromEntries(rows.map((row) => [row.name, row.setting])),
    node: process.version,
    cpu: cpus()[0]?.model ?? 'unknown',
    cpus: availableParallelism(),
    // Above the number of cores, others were at work: shares and growth still count, milliseconds do not.
    load: loadavg()[0],
  };
}

/** The value that `share` of the values do not exceed: 0.5 is the median. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
