import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeMasterKeyFile } from '#platform/vault/master-keys.ts';
import { readConfig } from './config.ts';
import { lockFolder } from './folder-lock.ts';
import { openKeys } from './open-keys.ts';
import { testConfig } from './test-server.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'config-'));
});
afterAll(() => rm(folder, { recursive: true }));

const sentenceOf = (result: { ok: boolean; refusal?: { sentence: string } }) =>
  result.refusal?.sentence;

describe('the environment', () => {
  test('without settings it is an evaluation on this machine only', () => {
    expect(testConfig()).toMatchObject({
      mode: 'evaluation',
      host: '127.0.0.1',
      port: 4000,
      databaseUrl: undefined,
      dataDir: '.amparo',
      trustedProxies: [],
    });
    expect(testConfig({ DATABASE_URL: '', AMPARO_PACK: ' ' })).toMatchObject({
      databaseUrl: undefined,
    });
  });

  test.each([
    [{ AMPARO_MODE: 'prod' }, 'AMPARO_MODE'],
    [{ PORT: 'four' }, 'PORT'],
    [{ PORT: '70000' }, 'PORT'],
    [{ DATABASE_URL: 'mysql://user:secret@host/db' }, 'DATABASE_URL'],
    [{ AMPARO_PUBLIC_ORIGIN: 'https://amparo.example/app' }, 'AMPARO_PUBLIC_ORIGIN'],
    [{ AMPARO_METRICS_TOKEN: 'short' }, 'AMPARO_METRICS_TOKEN'],
    [{ AMPARO_SOURCE_URL: 'javascript:alert(1)' }, 'AMPARO_SOURCE_URL'],
    [{ AMPARO_SOURCE_URL: 'https://[source' }, 'AMPARO_SOURCE_URL'],
  ])('%o is refused by its name, and its value is not repeated', (environment, name) => {
    const sentence = sentenceOf(readConfig(environment));
    expect(sentence).toMatch(new RegExp(`^${name} is not understood: it must be .+\\.$`));
    for (const value of Object.values(environment)) expect(sentence).not.toContain(`${value} `);
    expect(sentence).not.toContain('secret');
  });
});

describe('master keys', () => {
  const production = (more: Record<string, string>) =>
    testConfig({ AMPARO_MODE: 'production', ...more });

  test('production without keys does not start and says how to make them', async () => {
    expect(sentenceOf(await openKeys(production({})))).toMatch(
      /^Production needs master keys: .*vault new-key/,
    );
  });

  test('production refuses the keys that an evaluation made', async () => {
    const evaluation = await openKeys(testConfig({ AMPARO_DATA_DIR: folder }));
    expect(evaluation.ok).toBe(true);
    const file = path.join(folder, 'demo-master-key.json');
    expect((await stat(file)).mode & 0o077).toBe(0);
    const refused = await openKeys(production({ AMPARO_MASTER_KEY_FILE: file }));
    expect(sentenceOf(refused)).toMatch(/^Production refuses the demo keys\./);
  });

  test('a key file that is missing, broken or open to others is named', async () => {
    const absent = path.join(folder, 'absent.json');
    expect(sentenceOf(await openKeys(production({ AMPARO_MASTER_KEY_FILE: absent })))).toContain(
      'does not exist',
    );
    const open = path.join(folder, 'open.json');
    await writeFile(open, '{}', { mode: 0o644 });
    expect(sentenceOf(await openKeys(production({ AMPARO_MASTER_KEY_FILE: open })))).toContain(
      'chmod 600',
    );
    expect(sentenceOf(await openKeys(production({ AMPARO_MASTER_KEY: '{"x":1}' })))).toContain(
      'not understood',
    );
  });

  test('its own keys open production, from a file or from the environment', async () => {
    const file = path.join(folder, 'own.json');
    await writeMasterKeyFile(file, 'main-1');
    expect((await openKeys(production({ AMPARO_MASTER_KEY_FILE: file }))).ok).toBe(true);
    const text = await readFile(file, 'utf8');
    expect((await openKeys(production({ AMPARO_MASTER_KEY: text }))).ok).toBe(true);
  });
});

describe('the folder of the embedded database', () => {
  test('a lock left by a program that is gone is taken over; one that runs is respected', async () => {
    const place = path.join(folder, 'data');
    const first = await lockFolder(place);
    expect(first.ok).toBe(true);
    await writeFile(path.join(place, 'running.pid'), '1\n');
    expect(sentenceOf(await lockFolder(place))).toMatch(/^Amparo is running already/);
    await writeFile(path.join(place, 'running.pid'), '999999999\n');
    expect((await lockFolder(place)).ok).toBe(true);
    if (first.ok) await first.value.unlock();
    expect((await lockFolder(place)).ok).toBe(true);
  });
});
