import { PGlite } from '@electric-sql/pglite';
import type { PostgresPool, PostgresPoolClient } from 'kysely';

const INT8 = 20;
const BYTEA = 17;

/** PGlite shown as a pool of one connection, with values as `pg` gives them. */
export async function openPglitePool(
  dataDir: string | undefined,
  snapshot?: Blob,
): Promise<PglitePool> {
  const pglite = await PGlite.create({
    ...(dataDir === undefined ? {} : { dataDir }),
    ...(snapshot === undefined ? {} : { loadDataDir: snapshot }),
    parsers: {
      [INT8]: (text: string) => text,
      [BYTEA]: (text: string) => Buffer.from(text.slice(2), 'hex'),
    },
  });
  return new PglitePool(pglite);
}

/** One connection, handed to one holder at a time in the order of asking. */
export class PglitePool implements PostgresPool {
  readonly #pglite: PGlite;
  #last: Promise<void> = Promise.resolve();

  constructor(pglite: PGlite) {
    this.#pglite = pglite;
  }

  async connect(): Promise<PostgresPoolClient> {
    const { promise: released, resolve: release } = Promise.withResolvers<void>();
    const before = this.#last;
    this.#last = before.then(() => released);
    await before;
    return { query: this.#query, release: () => release() };
  }

  async end(): Promise<void> {
    await this.#last;
    await this.#pglite.close();
  }

  /** Several statements without parameters, as a migration needs. The caller holds the connection. */
  async script(text: string): Promise<void> {
    await this.#pglite.exec(text);
  }

  // eslint-disable-next-line typescript/no-unsafe-type-assertion -- cursors are never asked of it
  readonly #query = (async (text: string, parameters: readonly unknown[]) => {
    const result = await this.#pglite.query(text, [...parameters]);
    return {
      command: commandOf(text),
      rowCount: result.affectedRows ?? result.rows.length,
      rows: result.rows,
    };
  }) as PostgresPoolClient['query'];
}

function commandOf(text: string): string {
  return text.trimStart().split(/\s/, 1)[0]?.toUpperCase() ?? '';
}
