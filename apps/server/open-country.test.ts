import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '#platform/database/test-database.ts';
import { type MasterKeys, parseMasterKeys } from '#platform/vault/master-keys.ts';
import { openCountry } from './open-country.ts';
import { composeTestServer, testConfig } from './test-server.ts';

const CORE = path.resolve(import.meta.dirname, '../../packs/core');
let database: TestDatabase;
beforeEach(async () => {
  database = await openTestDatabase();
});
afterEach(() => database.close());

function someKeys(): MasterKeys {
  const text = JSON.stringify({ current: 'k', keys: { k: randomBytes(32).toString('base64') } });
  const keys = parseMasterKeys(text);
  if (!keys.ok) throw new Error(keys.refusal.code);
  return keys.value;
}

/** What the screens are told of an installation with a country that is not invented. */
async function saysEvaluation(environment: Record<string, string>): Promise<boolean> {
  const config = testConfig({ AMPARO_PACK: CORE, ...environment });
  const country = await openCountry(config, database, someKeys());
  if (!country.ok) throw new Error(country.refusal.sentence);
  expect(country.value.signIns).toEqual([]);
  const { app } = await composeTestServer(database, { config, slices: country.value.slices });
  const { evaluation } = (await app.inject('/api/pack')).json();
  await app.close();
  return evaluation;
}

test('every evaluation says on its screens that it is one, with any country', async () => {
  expect(await saysEvaluation({})).toBe(true);
});

test('what runs on the embedded database says so in any mode; PostgreSQL at work does not', async () => {
  const production = { AMPARO_MODE: 'production', DATABASE_URL: 'postgresql://x/y' };
  expect(await saysEvaluation(production)).toBe(database.engine === 'pglite');
});
