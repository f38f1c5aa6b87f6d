import { Validator } from '@seriousme/openapi-schema-validator';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { PASSWORD } from '#platform/auth/test-sign-in.ts';
import { START_PAGE_LANGUAGES, startPagePath } from '../site/start-page.ts';
import { type CountryServer, openCountryServer } from './test-country.ts';
import {
  composeTestServer,
  cookieOf,
  openTestServer,
  testConfig,
  type TestServer,
} from './test-server.ts';

let server: TestServer;
/** With every slice, as it is started. */
let whole: CountryServer;
beforeAll(async () => {
  server = await openTestServer();
  whole = await openCountryServer();
});
afterAll(async () => {
  await server.close();
  await whole.close();
});

const Operation = z.looseObject({
  operationId: z.string(),
  responses: z.record(z.string(), z.unknown()),
});
const Description = z.looseObject({ paths: z.record(z.string(), z.record(z.string(), Operation)) });

describe('the description of the whole API', () => {
  test('is valid OpenAPI 3.1, every reference leads somewhere, every operation has its own id', async () => {
    const text = (await whole.app.inject('/api/openapi.json')).body;
    const result = await new Validator().validate(JSON.parse(text));
    expect(result.errors ?? []).toEqual([]);
    const described: unknown = JSON.parse(text);
    for (const [, pointer = ''] of text.matchAll(/"\$ref":"#\/([^"]+)"/g)) {
      const target = pointer
        .split('/')
        .reduce<unknown>(
          (at, key) => (at as Record<string, unknown> | undefined)?.[key],
          described,
        );
      expect({ pointer, isThere: target !== undefined }).toEqual({ pointer, isThere: true });
    }
    const operations = Object.values(Description.parse(described).paths).flatMap((path) =>
      Object.values(path),
    );
    const ids = operations.map((each) => each.operationId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ['access.sign-in', 'access.break-glass', 'cases.open', 'identification.read'])
      expect(ids).toContain(id);
    expect(ids.length).toBeGreaterThan(40);
  });

  test('every problem that it names is explained in the catalogue', async () => {
    const { body } = await whole.app.inject('/api/openapi.json');
    const codes = new Set(
      Array.from(body.matchAll(/`([a-z-]+(?:\.[a-z-]+)+)`:/g), ([, code]) => code),
    );
    expect(codes.size).toBeGreaterThan(80);
    for (const code of codes)
      expect((await whole.app.inject(`/problems/${code}`)).statusCode).toBe(200);
  });
});

describe('an evaluation', () => {
  test('is ready once the database answers and is migrated', async () => {
    const response = await server.app.inject('/readyz');
    expect(response.json()).toEqual({
      status: 'ready',
      checks: { database: true, migrations: true },
    });
  });

  test('is not ready on a database that lacks a migration', async () => {
    const forget = sql`update schema_migration set name = 'x_' || name where name like '0010%'`;
    await server.database.asOwner((db) => forget.execute(db));
    const response = await server.app.inject('/readyz');
    expect(response.statusCode).toBe(503);
    expect(response.json().checks).toEqual({ database: true, migrations: false });
    await server.database.asOwner((db) =>
      sql`update schema_migration set name = substr(name, 3) where name like 'x_%'`.execute(db),
    );
  });

  test('greets the public in every language, without a sign-in and without scripts', async () => {
    for (const language of START_PAGE_LANGUAGES) {
      const page = await server.app.inject(startPagePath(language));
      expect(page.statusCode).toBe(200);
      const direction = language === 'ar' ? 'rtl' : 'ltr';
      expect(page.body).toContain(`<html lang="${language}" dir="${direction}">`);
      expect(page.body).not.toContain('<script');
      expect(page.headers['content-security-policy']).toMatch(/style-src 'self' 'sha256-/);
    }
  });

  test('offers its source to everyone who uses it, and the page of that is linked from the start', async () => {
    const page = await server.app.inject('/licence');
    expect(page.statusCode).toBe(200);
    expect(page.body).toContain('Ask whoever runs this installation');
    expect((await server.app.inject('/')).body).toContain('href="/licence"');
    const config = testConfig({ AMPARO_SOURCE_URL: 'https://code.example/amparo' });
    const told = await composeTestServer(server.database, { config });
    expect((await told.app.inject('/licence')).body).toContain(
      'href="https://code.example/amparo"',
    );
    await told.app.close();
  });

  test('shows its metrics, with the connections of its database', async () => {
    expect((await server.app.inject('/metrics')).body).toContain(
      'amparo_database_connections_open',
    );
  });

  test('writes no name, address, password or cookie to its log', async () => {
    const cookie = await cookieOf(server.app);
    await server.app.inject({ url: '/api/me?name=Rosa', headers: { cookie } });
    await server.app.inject({
      method: 'POST',
      url: '/api/sign-in',
      headers: { 'x-amparo-request': '1' },
      remoteAddress: '203.0.113.50',
      payload: { email: 'rosa@amparo.example', password: 'wrong horse' },
    });
    expect(server.logLines.length).toBeGreaterThan(2);
    const log = server.logLines.join('');
    const secrets = cookie
      .split('; ')
      .map((pair) => pair.slice(pair.indexOf('=') + 1, pair.indexOf('=') + 20));
    for (const word of ['rosa', 'Rosa', PASSWORD, 'wrong horse', '203.0.113', ...secrets])
      expect(log).not.toContain(word);
  });
});

describe('production', () => {
  test('sends cookies for HTTPS only, and has no metrics without a token', async () => {
    const production = await openTestServer({
      config: testConfig({ AMPARO_MODE: 'production', DATABASE_URL: 'postgresql://x/y' }),
    });
    const response = await production.app.inject({
      method: 'POST',
      url: '/api/sign-in',
      headers: { 'x-amparo-request': '1' },
      payload: { email: 'rosa@amparo.example', password: PASSWORD },
    });
    expect(response.json()).toEqual({ next: 'done' });
    const cookies = [response.headers['set-cookie'] ?? []].flat();
    expect(new Set(cookies.map((each) => each.split('=', 1)[0]))).toEqual(
      new Set(['__Host-amparo.device', '__Secure-amparo.session_token']),
    );
    for (const each of cookies) expect(each).toMatch(/; Secure/);
    expect(response.headers['strict-transport-security']).toBeDefined();
    expect((await production.app.inject('/metrics')).statusCode).toBe(404);
    await production.close();
  });
});
