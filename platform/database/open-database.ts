import { mkdir } from 'node:fs/promises';
import { Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import type { WorkerId } from '#kernel/ids.ts';
import type { Result } from '#kernel/result.ts';
import type { Purpose } from '#kernel/sensitivity.ts';
import { migrate } from './migrate.ts';
import { openPglitePool } from './pglite-pool.ts';
import { sharing } from './share-transaction.ts';
import type { Sql, SqlTransaction } from './sql.ts';
import type { Tables } from './tables.ts';

export type Engine = 'postgresql' | 'pglite';
export type { Sql, SqlTransaction } from './sql.ts';

/** Who asks, and why: what row-level security judges by. Null is the system, which sees no record. */
export type Asker = { readonly worker: WorkerId | null; readonly purpose: Purpose };

export type Database = {
  readonly engine: Engine;
  /** As the application role, outside any asker: sees no record. For tables without row-level security. */
  readonly sql: Sql;
  /** One transaction for one asker. Rolls back when `work` throws. */
  readonly transaction: <T>(asker: Asker, work: (tx: SqlTransaction) => Promise<T>) => Promise<T>;
  /** As `transaction`, and a refusal rolls back too: a refused command changes nothing. */
  readonly attempt: <Answer extends Result<unknown>>(
    asker: Asker,
    work: (tx: SqlTransaction) => Promise<Answer>,
  ) => Promise<Answer>;
  /** One transaction for all that `work` begins for this asker, each a step that can be undone alone. */
  readonly together: <T>(asker: Asker, work: () => Promise<T>) => Promise<T>;
  /** As the owner of the tables, past row-level security: migrations, key rotation, verification. */
  readonly asOwner: <T>(work: (db: Sql) => Promise<T>) => Promise<T>;
  /** Connections of the application: for metrics. */
  readonly connections: () => Connections;
  readonly close: () => Promise<void>;
};

export type Connections = {
  readonly open: number;
  readonly idle: number;
  readonly waiting: number;
};

export type DatabasePlace = {
  readonly url?: string | undefined;
  /** Folder of the embedded database; in memory when neither is given. */
  readonly dataDir?: string | undefined;
  /** What the embedded database in memory starts from, as a dump of PGlite (tests). */
  readonly snapshot?: Blob | undefined;
  readonly poolSize?: number;
};

/**
 * Opens the database, brings its tables up to date, and gives it back as the application role.
 * Throws `OtherHistory` (migrate.ts), and has changed nothing, when that cannot be done.
 */
export async function openDatabase(place: DatabasePlace): Promise<Database> {
  return place.url === undefined
    ? openEmbedded(place.dataDir, place.snapshot)
    : openPostgresql(place.url, place.poolSize ?? 10);
}

async function openPostgresql(url: string, poolSize: number): Promise<Database> {
  const ownerPool = openPool({ connectionString: url, max: 2 });
  const owner: Sql = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: ownerPool }) });
  try {
    await migrate(owner, (text) => ownerPool.query(text).then(() => undefined));
  } catch (fault) {
    await owner.destroy();
    throw fault;
  }
  // The role stands in the connection's start packet: even RESET ROLE comes back to it.
  const appPool = openPool({
    connectionString: url,
    max: poolSize,
    options: '-c role=amparo_app',
  });
  const app: Sql = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: appPool }) });
  return databaseOver(
    'postgresql',
    app,
    (work) => work(owner),
    () => ({ open: appPool.totalCount, idle: appPool.idleCount, waiting: appPool.waitingCount }),
    async () => {
      await app.destroy();
      await owner.destroy();
    },
  );
}

// The server closes connections when it restarts. The pool drops them and opens others; without a
// listener the error would end this process. The pool listens to idle connections only: one that breaks
// in mid-work says so to whoever waits for its answer, and here as well.
function openPool(config: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool(config);
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

async function openEmbedded(
  dataDir: string | undefined,
  snapshot: Blob | undefined,
): Promise<Database> {
  if (dataDir !== undefined) await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const pool = await openPglitePool(dataDir, snapshot);
  const app: Sql = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  try {
    await migrate(app, (text) => pool.script(text));
  } catch (fault) {
    await app.destroy();
    throw fault;
  }
  await sql`set role amparo_app`.execute(app);
  return databaseOver(
    'pglite',
    app,
    (work) => asEmbeddedOwner(app, work),
    () => ({ open: 1, idle: 0, waiting: 0 }),
    () => app.destroy(),
  );
}

/** PGlite has one connection: it leaves the application role for the length of `work`. */
async function asEmbeddedOwner<T>(app: Sql, work: (db: Sql) => Promise<T>): Promise<T> {
  return app.connection().execute(async (connection) => {
    await sql`reset role`.execute(connection);
    try {
      return await work(connection);
    } finally {
      await sql`set role amparo_app`.execute(connection);
    }
  });
}

function databaseOver(
  engine: Engine,
  app: Sql,
  asOwner: Database['asOwner'],
  connections: Database['connections'],
  close: Database['close'],
): Database {
  const begin: Database['transaction'] = (asker, work) =>
    app.transaction().execute(async (tx) => {
      await sql`select set_config('amparo.worker', ${asker.worker ?? ''}, true),
                       set_config('amparo.purpose', ${asker.purpose}, true)`.execute(tx);
      return work(tx);
    });
  const { transaction, together } = sharing(begin);
  return {
    engine,
    sql: app,
    transaction,
    together,
    attempt: attemptOver(transaction),
    asOwner,
    connections,
    close,
  };
}

function attemptOver(transaction: Database['transaction']): Database['attempt'] {
  return async (asker, work) => {
    try {
      return await transaction(asker, async (tx) => {
        const result = await work(tx);
        if (!result.ok) throw new RefusedInside(result);
        return result;
      });
    } catch (thrown) {
      // eslint-disable-next-line typescript/no-unsafe-type-assertion -- the refusal that `work` returned above
      if (thrown instanceof RefusedInside) return thrown.result as Awaited<ReturnType<typeof work>>;
      throw thrown;
    }
  };
}

class RefusedInside extends Error {
  readonly result: Result<unknown>;

  constructor(result: Result<unknown>) {
    super('refused');
    this.result = result;
  }
}
