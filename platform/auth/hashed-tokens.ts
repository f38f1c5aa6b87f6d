import { kyselyAdapter } from '@better-auth/kysely-adapter';
import type { BetterAuthOptions } from 'better-auth';
import type { Sql } from '#platform/database/open-database.ts';

type Adapter = ReturnType<ReturnType<typeof kyselyAdapter>>;
type Operations = Omit<Adapter, 'transaction'>;
type Condition = Parameters<Adapter['findOne']>[0]['where'][number];

/** The token as it stands in the database. */
export type TokenHash = (token: string) => string;

/**
 * The library's way to the database, but with tokens of sessions stored as a keyed hash: whoever
 * reads the table cannot make a cookie of it, not even with the key that signs cookies. The library
 * itself sees the token that it asked with.
 */
export function hashedTokens(sql: Sql, hash: TokenHash) {
  return (options: BetterAuthOptions): Adapter => {
    const plain = kyselyAdapter(sql, { type: 'postgres', transaction: true })(options);
    return {
      ...withHashes(plain, hash),
      transaction: (work) => plain.transaction((inside) => work(withHashes(inside, hash))),
    };
  };
}

function withHashes<Given extends Operations>(plain: Given, hash: TokenHash): Given {
  const hashed = (model: string, where: readonly Condition[] = []): Condition[] =>
    where.map((one) => (isToken(model, one) ? { ...one, value: hashOf(one.value, hash) } : one));
  const shown = <Row>(model: string, where: readonly Condition[], row: Row): Row => {
    const [token] = where.filter((one) => isToken(model, one)).map((one) => one.value);
    return typeof token === 'string' ? withToken(row, token) : row;
  };
  return {
    ...plain,
    create: async (made) => {
      const token: unknown = made.model === 'session' ? made.data['token'] : undefined;
      if (typeof token !== 'string') return plain.create(made);
      const row = await plain.create({ ...made, data: { ...made.data, token: hash(token) } });
      return withToken(row, token);
    },
    findOne: async (asked) => {
      const where = hashed(asked.model, asked.where);
      return shown(asked.model, asked.where, await plain.findOne({ ...asked, where }));
    },
    findMany: async (asked) => {
      const { model, where = [] } = asked;
      const rows = await plain.findMany({ ...asked, where: hashed(model, where) });
      return rows.map((row) => shown(model, where, row));
    },
    update: async (asked) => {
      const where = hashed(asked.model, asked.where);
      return shown(asked.model, asked.where, await plain.update({ ...asked, where }));
    },
    count: (asked) => plain.count({ ...asked, where: hashed(asked.model, asked.where) }),
    updateMany: (asked) => plain.updateMany({ ...asked, where: hashed(asked.model, asked.where) }),
    delete: (asked) => plain.delete({ ...asked, where: hashed(asked.model, asked.where) }),
    deleteMany: (asked) => plain.deleteMany({ ...asked, where: hashed(asked.model, asked.where) }),
  };
}

function isToken(model: string, condition: Condition): boolean {
  return model === 'session' && condition.field === 'token';
}

function hashOf(value: Condition['value'], hash: TokenHash): Condition['value'] {
  if (typeof value === 'string') return hash(value);
  if (Array.isArray(value)) return value.map((one) => hash(String(one)));
  throw new Error('The library asked for a session by a token that is no text');
}

/** Rows of the adapter are made for the one who asked; the token is put back in place. */
function withToken<Row>(row: Row, token: string): Row {
  if (typeof row === 'object' && row !== null && 'token' in row) row.token = token;
  return row;
}
