import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'kysely';
import { instantAt } from '#kernel/instant.ts';
import type { DemoCountry } from '#packs/demo/generated/invent-case.ts';
import { DEMO_SEED, generateChild } from '#packs/demo/generated/generate-child.ts';
import type { Database } from '#platform/database/open-database.ts';
import { demoRecord } from './child-steps.ts';
import type { SeedChild } from './seed-children.ts';

/** How many of the invented children are written, of how many. */
export type DemoProgress = { readonly written: number; readonly of: number };

/** The children who are written after the server answers, one at a time, in the background. */
export type ManyChildren = {
  readonly progress: () => DemoProgress;
  /** Writes those who are missing, until all are there or the signal says so. */
  readonly write: (signal: AbortSignal) => Promise<void>;
};

/** Beside each child the database is left alone for this many times as long as the child took. */
const PAUSES = 2;
const LEAST_PAUSE_MS = 20;

/**
 * Invents `count` children beside those told by hand. Which of them are there already is asked of
 * the database, so a seeding that was cut off goes on where it stopped.
 */
export async function manyChildren(
  database: Database,
  seed: SeedChild,
  country: DemoCountry,
  { told, count }: { readonly told: number; readonly count: number },
): Promise<ManyChildren> {
  const missing = await missingOf(
    database,
    Array.from({ length: count }, (_, index) => generateChild(country, DEMO_SEED, index)),
  );
  const of = told + count;
  let left = missing.length;
  return {
    progress: () => ({ written: of - left, of }),
    write: async (signal) => {
      for (const child of missing.slice(missing.length - left)) {
        if (signal.aborted) return;
        const began = performance.now();
        await seed(child, instantAt(Date.now()));
        left -= 1;
        const took = performance.now() - began;
        const pause = Math.max(LEAST_PAUSE_MS, PAUSES * took);
        await wait(pause, undefined, { signal }).catch(() => undefined);
      }
    },
  };
}

/** Those of these children whose record does not exist. */
export async function missingOf<Child extends { readonly id: string }>(
  database: Database,
  children: readonly Child[],
): Promise<readonly Child[]> {
  const { rows } = await database.asOwner((owner) =>
    sql<{ id: string }>`select record_id as id from journal_record`.execute(owner),
  );
  const there = new Set(rows.map(({ id }) => id));
  return children.filter(({ id }) => !there.has(demoRecord(id)));
}
