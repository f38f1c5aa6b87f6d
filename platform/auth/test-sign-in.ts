import { createHmac } from 'node:crypto';
import { sql } from 'kysely';
import { WorkerId } from '#kernel/ids.ts';
import { openTestDatabase, type TestDatabase } from '#platform/database/test-database.ts';
import type { Browser } from '#platform/http/call.ts';
import { createSignIn } from './accounts.ts';
import { type Auth, type AuthOptions, openAuth } from './open-auth.ts';

export const AGENCY = '00000000-0000-4000-8000-0000000000a0';
export const ROSA = WorkerId.parse('00000000-0000-4000-8000-0000000000a1');
export const OMAR = WorkerId.parse('00000000-0000-4000-8000-0000000000a2');
export const PASSWORD = 'lantern orchid river';
export const SECRET = 'a secret of tests only, at least 32 long';

export type SignInBench = {
  readonly database: TestDatabase;
  readonly auth: Auth;
  /** The clock of the counters. */
  readonly clock: { now: number };
};

export type SignInBenchOptions = Pick<AuthOptions, 'origin' | 'providers'>;

/** Two invented workers with accounts: rosa@amparo.example and omar@amparo.example. */
export async function openSignInBench(more: SignInBenchOptions = {}): Promise<SignInBench> {
  const database = await openTestDatabase();
  await database.asOwner(async (db) => {
    await sql`insert into agency values (${AGENCY}, 'Harbour Office')`.execute(db);
    await sql`insert into worker (worker_id, agency_id, display_name, sign_in_name)
      values (${ROSA}, ${AGENCY}, 'Rosa Example', 'rosa@amparo.example'),
             (${OMAR}, ${AGENCY}, 'Omar Example', 'omar@amparo.example')`.execute(db);
  });
  for (const [worker, email] of [
    [ROSA, 'rosa@amparo.example'],
    [OMAR, 'omar@amparo.example'],
  ] as const) {
    const made = await createSignIn(database, { worker, email, password: PASSWORD });
    if (!made.ok) throw new Error(made.refusal.code);
  }
  const clock = { now: Date.now() };
  const auth = openAuth({
    database,
    authSecret: SECRET,
    isSecure: false,
    now: () => clock.now,
    ...more,
  });
  return { database, auth, clock };
}

export type TestBrowser = Browser & {
  /** Takes cookies as a browser would. */
  readonly take: (setCookies: readonly string[]) => void;
  readonly jar: Map<string, string>;
  readonly raw: string[];
};

export function testBrowser(network = '192.0.2.7'): TestBrowser {
  const jar = new Map<string, string>();
  const raw: string[] = [];
  const take = (headers: readonly string[]): void => {
    for (const header of headers) {
      raw.push(header);
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(header) ?? [];
      if (/max-age=0/i.test(header)) jar.delete(name);
      else jar.set(name, value);
    }
  };
  return {
    jar,
    raw,
    take,
    get cookie() {
      return [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    },
    userAgent: 'Mozilla/5.0 (Android 14; Mobile; rv:130.0) Gecko/130.0 Firefox/130.0',
    network,
    setCookies: take,
  };
}

/** The code that an authenticator app shows (RFC 6238), from the Base32 key. */
export function totpCode(base32: string, at = Date.now()): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = Array.from(base32, (letter) =>
    alphabet.indexOf(letter).toString(2).padStart(5, '0'),
  ).join('');
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)));
  const mac = createHmac('sha1', key).update(counter).digest();
  const offset = (mac.at(-1) ?? 0) & 0xf;
  return String((mac.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}
