import type { FastifyInstance } from 'fastify';
import {
  openSignInBench,
  PASSWORD,
  SECRET,
  type SignInBench,
} from '#platform/auth/test-sign-in.ts';
import type { Database } from '#platform/database/open-database.ts';
import { openLog } from '#platform/http/log.ts';
import { composeServer, type ServerParts } from './compose.ts';
import { type Config, readConfig } from './config.ts';

export type TestServer = SignInBench & {
  readonly app: FastifyInstance;
  readonly logLines: string[];
  readonly close: () => Promise<void>;
};

const PLENTY = { burst: 100_000, everyMilliseconds: 1 };

/** The whole server as an evaluation, on a database of its own, without listening. */
export async function openTestServer(parts: Partial<ServerParts> = {}): Promise<TestServer> {
  const bench = await openSignInBench();
  const { app, logLines } = await composeTestServer(bench.database, parts);
  const close = async (): Promise<void> => {
    await app.close();
    await bench.database.close();
  };
  return { ...bench, app, logLines, close };
}

/** The server over a database that a test has filled already. */
export async function composeTestServer(
  database: Database,
  parts: Partial<ServerParts>,
): Promise<Pick<TestServer, 'app' | 'logLines'>> {
  const logLines: string[] = [];
  const app = await composeServer({
    config: testConfig(),
    database,
    authSecret: SECRET,
    log: openLog({ write: (line) => logLines.push(line) }),
    slices: [],
    rates: { signedIn: PLENTY, anonymous: PLENTY },
    ...parts,
  });
  return { app, logLines };
}

export function testConfig(environment: Record<string, string> = {}): Config {
  const config = readConfig(environment);
  if (!config.ok) throw new Error(config.refusal.sentence);
  return config.value;
}

/** Signs in, and gives the Cookie header of the session. */
export function cookieOf(app: FastifyInstance, email = 'rosa@amparo.example'): Promise<string> {
  return signInCookie(app, email, PASSWORD);
}

export async function signInCookie(
  app: FastifyInstance,
  email: string,
  password: string,
): Promise<string> {
  const response = await app.inject({
    method: 'POST',
    url: '/api/sign-in',
    headers: { 'x-amparo-request': '1' },
    payload: { email, password },
  });
  if (response.statusCode !== 200) throw new Error(response.body);
  return response.cookies
    .map(({ name, value }) => `${name}=${encodeURIComponent(value)}`)
    .join('; ');
}
