import { sql } from 'kysely';
import type { Sql } from '#platform/database/open-database.ts';

/** So many at once, then one more each `everySeconds`. */
export type AttemptRate = { readonly burst: number; readonly everySeconds: number };

export type Throttle = {
  /** Counts one attempt. Undefined when it may go on; otherwise the seconds to wait. */
  readonly take: (key: string, rate: AttemptRate, now: number) => Promise<number | undefined>;
  /** Gives one attempt back: it was a success. */
  readonly giveBack: (key: string, rate: AttemptRate) => Promise<void>;
  readonly forget: (key: string) => Promise<void>;
};

const SWEEP_EVERY_MILLISECONDS = 600_000;

/**
 * Generic cell rate algorithm in one table, shared by all server processes. Each step is one
 * statement, so that attempts at the same moment cannot slip through together.
 */
export function throttle(db: Sql): Throttle {
  let sweptAt = 0;
  return {
    async take(key, rate, now) {
      if (now - sweptAt > SWEEP_EVERY_MILLISECONDS) {
        sweptAt = now;
        await sweep(db, now);
      }
      return takeOne(db, key, rate, now);
    },
    async giveBack(key, rate) {
      await sql`update auth_throttle set empty_at = empty_at - ${`${rate.everySeconds} seconds`}::interval
                where key = ${key}`.execute(db);
    },
    async forget(key) {
      await sql`delete from auth_throttle where key = ${key}`.execute(db);
    },
  };
}

async function takeOne(
  db: Sql,
  key: string,
  rate: AttemptRate,
  now: number,
): Promise<number | undefined> {
  const at = new Date(now).toISOString();
  const next = new Date(now + rate.everySeconds * 1000).toISOString();
  const latest = new Date(now + (rate.burst - 1) * rate.everySeconds * 1000).toISOString();
  const taken = await sql`
    insert into auth_throttle as held (key, empty_at) values (${key}, ${next})
    on conflict (key) do update
      set empty_at = greatest(held.empty_at, ${at}) + ${`${rate.everySeconds} seconds`}::interval
      where held.empty_at <= ${latest}
    returning 1 as taken`.execute(db);
  if (taken.rows.length > 0) return undefined;
  const held = await sql<{
    empty_at: Date;
  }>`select empty_at from auth_throttle where key = ${key}`.execute(db);
  const emptyAt = held.rows[0]?.empty_at.getTime() ?? now;
  return Math.max(1, Math.ceil((emptyAt - Date.parse(latest)) / 1000));
}

/** A counter that has been empty says nothing; sessions and challenges that ended are of no use. */
async function sweep(db: Sql, now: number): Promise<void> {
  const at = new Date(now).toISOString();
  await sql`delete from auth_throttle where empty_at < ${at}`.execute(db);
  await sql`delete from auth_session where expires_at < ${at}`.execute(db);
  await sql`delete from auth_verification where expires_at < ${at}`.execute(db);
}
