import type { Kysely, Transaction } from 'kysely';
import type { Tables } from './tables.ts';

/** Where statements go: a connection of the pool, or a transaction. */
export type Sql = Kysely<Tables>;
export type SqlTransaction = Transaction<Tables>;
