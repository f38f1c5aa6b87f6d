import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accessRoutes } from '#capabilities/access/api/routes.ts';
import { openAuth } from '#platform/auth/open-auth.ts';
import { SECRET } from '#platform/auth/test-sign-in.ts';
import { DEMO_PASSWORD } from './demo/seed-people.ts';
import { type CountryServer, openCountryServer, PEOPLE, type Person } from './test-country.ts';
import { composeTestServer, signInCookie, testConfig } from './test-server.ts';

/** Who plays each role of the core pack, and what the role asks of a sign-in in production. */
const ROLES = {
  'social-worker': ['sela', 'two-factors'],
  supervisor: ['paz', 'two-factors'],
  'health-worker': ['ife', 'two-factors'],
  'police-officer': ['toma', 'two-factors'],
  'border-officer': ['kai', 'password'],
  teacher: ['mina', 'password'],
  registrar: ['odo', 'password'],
  trainer: ['lio', 'password'],
  analyst: ['uma', 'password'],
  'data-steward': ['ada', 'two-factors'],
} as const satisfies Record<string, readonly [Person, 'password' | 'two-factors']>;
type Case = readonly [role: string, person: Person, factor: 'password' | 'two-factors'];
const CASES: readonly Case[] = Object.entries(ROLES).map(([role, [who, factor]]) => [
  role,
  who,
  factor,
]);

let server: CountryServer;
let production: FastifyInstance;
beforeAll(async () => {
  server = await openCountryServer();
  const config = testConfig({
    AMPARO_MODE: 'production',
    AMPARO_PUBLIC_ORIGIN: 'https://amparo.example',
  });
  const { slices, database } = server;
  production = (await composeTestServer(database, { slices, config })).app;
});
afterAll(async () => {
  await production.close();
  await server.close();
});

async function get(app: FastifyInstance, person: Person, url: string) {
  const cookie = await signInCookie(app, PEOPLE[person], DEMO_PASSWORD);
  const response = await app.inject({ url: `/api${url}`, headers: { cookie } });
  return { status: response.statusCode, body: response.json() };
}

test('the roles of the core pack say which factors they need, and no role is forgotten here', () => {
  const said = server.pack.parts.roles.map(({ role, factor }) => [String(role), factor]);
  expect(Object.fromEntries(said)).toEqual(
    Object.fromEntries(CASES.map(([role, , factor]) => [role, factor])),
  );
  for (const { reads, abilities, factor } of server.pack.parts.roles) {
    const isSensitive =
      reads.some((one) => ['health', 'justice', 'critical'].includes(one)) ||
      abilities.some((one) => ['approve-plan', 'administer-workers'].includes(one));
    expect(isSensitive && factor === 'password').toBe(false);
  }
});

describe('[AC-13] with a password alone', () => {
  test.each(CASES)('%s (%s) in production: %s', async (_role, person, factor) => {
    const list = await get(production, person, '/handovers/teams');
    const expected = factor === 'password' ? 200 : 403;
    expect([list.status, list.body.code]).toEqual([
      expected,
      expected === 200 ? undefined : 'access.factor.needed',
    ]);
    const { signIn } = (await get(production, person, '/me')).body;
    expect(signIn).toMatchObject({
      twoFactors: false,
      needsTwoFactors: factor === 'two-factors',
      lacks: factor === 'two-factors' ? 'factor' : null,
    });
  });

  test.each(CASES)(
    '%s (%s) in an evaluation: works, and is told',
    async (_role, person, factor) => {
      expect((await get(server.app, person, '/handovers/teams')).status).toBe(200);
      const { signIn } = (await get(server.app, person, '/me')).body;
      expect(signIn).toMatchObject({ needsTwoFactors: factor === 'two-factors', lacks: null });
    },
  );
});

test('[AC-13] a session that lacks a factor is refused at every operation but those of its own sign-in', async () => {
  const auth = openAuth({ database: server.database, authSecret: SECRET, isSecure: true });
  const own = accessRoutes({ auth, database: server.database, enforcesFactors: true });
  const routes = [...own, ...server.slices.flatMap((slice) => slice.routes)];
  const cookie = await signInCookie(production, PEOPLE.paz, DEMO_PASSWORD);
  const lines = await auditCount();
  let refused = 0;
  for (const { endpoint } of routes.filter((one) => one.endpoint.access === 'signed-in')) {
    const response = await production.inject({
      method: endpoint.method,
      url: `/api${endpoint.path.replaceAll(/:\w+/g, '00000000-0000-4000-8000-000000000001')}`,
      headers: { cookie, 'x-amparo-request': '1' },
    });
    expect([endpoint.id, response.json().code]).toEqual([endpoint.id, 'access.factor.needed']);
    refused += 1;
  }
  expect(refused).toBeGreaterThan(30);
  expect(await auditCount()).toBe(lines);
  const idsOf = (access: string) =>
    routes.flatMap(({ endpoint }) => (endpoint.access === access ? [endpoint.id] : [])).toSorted();
  expect(idsOf('own-sign-in')).toEqual([
    'access.list-passkeys',
    'access.list-sessions',
    'access.me',
    'access.prove-totp',
    'access.sign-out',
  ]);
  expect(idsOf('own-factor')).toEqual([
    'access.add-passkey',
    'access.begin-passkey',
    'access.change-password',
    'access.confirm-totp',
    'access.end-other-sessions',
    'access.enrol-totp',
    'access.remove-passkey',
    'access.revoke-session',
  ]);
});

async function auditCount(): Promise<number> {
  const { rows } = await server.database.asOwner((db) =>
    sql<{ n: number }>`select count(*)::integer as n from audit_line`.execute(db),
  );
  return rows[0]?.n ?? 0;
}
