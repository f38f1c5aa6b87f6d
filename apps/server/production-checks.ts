import { sql } from 'kysely';
import pg from 'pg';
import { accept, type Result } from '#kernel/result.ts';
import type { Database } from '#platform/database/open-database.ts';
import { type Config, startRefused, type StartRefusal } from './config.ts';

type Checked = Result<true, StartRefusal>;

/** Before anything is opened or migrated: an unsafe production installation does not start. */
export async function checkProduction(config: Config): Promise<Checked> {
  if (config.mode !== 'production') return accept(true);
  if (config.databaseUrl === undefined) {
    return startRefused(
      'Production needs PostgreSQL: set DATABASE_URL. The embedded database does not survive a power cut.',
    );
  }
  const user = await databaseUser(config.databaseUrl);
  if (user === undefined) {
    return startRefused('The database under DATABASE_URL does not answer.');
  }
  if (user.rolsuper || user.rolbypassrls) {
    return startRefused(
      `The database user ${user.rolname} ${user.rolsuper ? 'is a superuser' : 'may bypass row-level security'}; give Amparo a user of its own (see docs/operations).`,
    );
  }
  if (user.holdsDemo) {
    return startRefused(
      'This database holds the demo sign-ins, whose passwords everybody can read; production needs a database of its own. Nothing was changed.',
    );
  }
  return accept(true);
}

/** After opening: the role that every query runs under must not be able to step around the floor. */
export async function checkApplicationRole(config: Config, database: Database): Promise<Checked> {
  if (config.mode !== 'production') return accept(true);
  const { rows } =
    await sql`select 1 from pg_roles where rolname = 'amparo_app' and (rolsuper or rolbypassrls)`.execute(
      database.sql,
    );
  return rows.length === 0
    ? accept(true)
    : startRefused(
        'The role amparo_app is a superuser or may bypass row-level security. Run: alter role amparo_app nosuperuser nobypassrls',
      );
}

type DatabaseUser = {
  readonly rolname: string;
  readonly rolsuper: boolean;
  readonly rolbypassrls: boolean;
  /** Whether there are accounts of invented people already. */
  readonly holdsDemo: boolean;
};

// A database that was never started on has no such table, and none that another owns may be read.
const HAS_ACCOUNTS = `select to_regclass('public.auth_user') is not null
  and has_table_privilege('public.auth_user', 'select') as yes`;
const DEMO_ACCOUNT = `select 1 from public.auth_user where email like '%.invalid' limit 1`;

async function databaseUser(url: string): Promise<DatabaseUser | undefined> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  try {
    await client.connect();
    const found = await client.query<Omit<DatabaseUser, 'holdsDemo'>>(
      'select rolname, rolsuper, rolbypassrls from pg_roles where rolname = session_user',
    );
    const accounts = await client.query<{ yes: boolean }>(HAS_ACCOUNTS);
    const demo = accounts.rows[0]?.yes === true ? await client.query(DEMO_ACCOUNT) : undefined;
    const [user] = found.rows;
    return user && { ...user, holdsDemo: (demo?.rowCount ?? 0) > 0 };
  } catch {
    return undefined;
  } finally {
    await client.end().catch(() => undefined);
  }
}
