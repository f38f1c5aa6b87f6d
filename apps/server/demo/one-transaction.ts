import { sql } from 'kysely';
import type { Asker, Database, SqlTransaction } from '#platform/database/open-database.ts';

/** A database for seeding: within `whole`, everybody's work is one transaction, kept or undone as one. */
export type SeedingDatabase = {
  readonly database: Database;
  readonly whole: <T>(work: () => Promise<T>) => Promise<T>;
};

const NOBODY: Asker = { worker: null, purpose: 'child-protection' };

/**
 * Row-level security asks per statement who the asker is, so one transaction can be several
 * people's, one after the other. For one caller at a time; it is no way around any policy.
 */
export function withinOneTransaction(real: Database): SeedingDatabase {
  let open: SqlTransaction | undefined;
  const as = async <T>({ worker, purpose }: Asker, work: (tx: SqlTransaction) => Promise<T>) => {
    if (!open) throw new Error('Seeding works within `whole` only');
    await sql`select set_config('amparo.worker', ${worker ?? ''}, true),
      set_config('amparo.purpose', ${purpose}, true)`.execute(open);
    return work(open);
  };
  const attempt: Database['attempt'] = (asker, work) =>
    as(asker, async (tx) => {
      await sql`savepoint attempt`.execute(tx);
      const answer = await work(tx);
      if (!answer.ok) await sql`rollback to savepoint attempt`.execute(tx);
      await sql`release savepoint attempt`.execute(tx);
      return answer;
    });
  const whole: SeedingDatabase['whole'] = (work) =>
    real.transaction(NOBODY, async (tx) => {
      open = tx;
      try {
        return await work();
      } finally {
        open = undefined;
      }
    });
  return { database: { ...real, transaction: as, attempt }, whole };
}
