import { AsyncLocalStorage } from 'node:async_hooks';
import { sql } from 'kysely';
import type { Asker } from './open-database.ts';
import type { Sql, SqlTransaction } from './sql.ts';

type Begin = <T>(asker: Asker, work: (tx: SqlTransaction) => Promise<T>) => Promise<T>;

type Shared = {
  readonly asker: Asker;
  readonly tx: SqlTransaction;
  /** The step that runs now; the next one waits for it. */
  last: Promise<unknown>;
};

const around = new AsyncLocalStorage<Shared>();
const unbroken = new WeakMap<Sql, object>();

/**
 * Lets several pieces of work share one transaction and one wait for the disk. What is begun inside
 * `together` for the same asker is a step of it: one that throws undoes itself alone, and nothing of
 * any step stands before the whole is committed. Steps wait for each other; a step inside a step is
 * part of it.
 */
export function sharing(begin: Begin): {
  readonly transaction: Begin;
  readonly together: <T>(asker: Asker, work: () => Promise<T>) => Promise<T>;
} {
  const transaction: Begin = (asker, work) => {
    const shared = around.getStore();
    if (!shared) return begin(asker, work);
    // A second connection could wait for this one, and this one for it.
    if (!isSame(shared.asker, asker))
      return Promise.reject(new Error('A shared transaction has one asker'));
    const turn = shared.last.then(() => step(shared, work));
    shared.last = turn.catch(() => undefined);
    return turn;
  };
  return {
    transaction,
    together: (asker, work) =>
      begin(asker, (tx) => {
        unbroken.set(tx, {});
        return around.run({ asker, tx, last: Promise.resolve() }, work);
      }),
  };
}

/**
 * The same object for as long as nothing of a shared transaction was undone, so that what was read in
 * one step can be relied on in the next; undefined for a transaction that is not shared.
 */
export function unbrokenSteps(tx: Sql): object | undefined {
  return unbroken.get(tx);
}

async function step<T>(
  { asker, tx }: Shared,
  work: (tx: SqlTransaction) => Promise<T>,
): Promise<T> {
  await sql`savepoint step`.execute(tx);
  try {
    const value = await around.run({ asker, tx, last: Promise.resolve() }, () => work(tx));
    await sql`release savepoint step`.execute(tx);
    return value;
  } catch (fault) {
    unbroken.set(tx, {});
    // When the connection is gone this fails too; what failed first tells more.
    await sql`rollback to savepoint step`.execute(tx).catch(() => undefined);
    throw fault;
  }
}

function isSame(one: Asker, other: Asker): boolean {
  return one.worker === other.worker && one.purpose === other.purpose;
}
