import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { openDatabase } from '#platform/database/open-database.ts';
import { openTestDatabase } from '#platform/database/test-database.ts';
import { openDemoMasterKeys } from '#platform/vault/master-keys.ts';
import { openCountry } from '../open-country.ts';
import { testConfig } from '../test-server.ts';

/** No name of a child stands in clear in any file or row that the system writes. */
let folder: string;
let words: readonly string[];

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'clear-'));
  words = await wordsAboutChildren();
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('the embedded database, its log and the keys beside it hold no child’s name and no child’s words', async () => {
  const database = await openDatabase({ dataDir: path.join(folder, 'database') });
  const opened = await openCountry(testConfig(), database, await demoKeys());
  expect(opened).toMatchObject({ ok: true });
  await sql`checkpoint`.execute(database.sql).catch(() => undefined);
  await database.close();
  const files = await readdir(folder, { recursive: true, withFileTypes: true });
  let searched = 0;
  for (const file of files.filter((one) => one.isFile())) {
    const bytes = await readFile(path.join(file.parentPath, file.name));
    expect([file.name, foundIn(bytes)]).toEqual([file.name, []]);
    searched += bytes.length;
  }
  expect(searched).toBeGreaterThan(1_000_000);
});

test('no row of any table holds a child’s name', async () => {
  const database = await openTestDatabase();
  await openCountry(testConfig(), database, await demoKeys());
  const rows = await database.asOwner(async (owner) => {
    const { rows: tables } = await sql<{ name: string }>`
      select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace`.execute(
      owner,
    );
    const texts: string[] = [];
    for (const { name } of tables) {
      const { rows: found } = await sql<{
        text: string;
      }>`select t::text as text from ${sql.table(name)} t`.execute(owner);
      texts.push(...found.map((row) => row.text));
    }
    return texts;
  });
  await database.close();
  expect(rows.length).toBeGreaterThan(300);
  const text = rows.join('\n');
  expect(
    words.filter((word) => text.includes(word) || text.includes(Buffer.from(word).toString('hex'))),
  ).toEqual([]);
});

test('the search itself finds a name where there is one', () => {
  const [word = ''] = words;
  expect(foundIn(Buffer.from(`before ${word} after`))).toEqual([word]);
  expect(foundIn(Buffer.from(`before ${word} after`, 'utf16le'))).toEqual([word]);
});

function foundIn(bytes: Buffer): readonly string[] {
  return words.filter(
    (word) => bytes.includes(Buffer.from(word)) || bytes.includes(Buffer.from(word, 'utf16le')),
  );
}

async function demoKeys() {
  const keys = await openDemoMasterKeys(path.join(folder, 'keys.json'));
  if (!keys.ok) throw new Error(keys.refusal.code);
  return keys.value;
}

/** Every name, and everything that children said, in the demo pack. */
async function wordsAboutChildren(): Promise<readonly string[]> {
  const file = path.resolve(import.meta.dirname, '../../../packs/demo/children.yaml');
  const found: string[] = [];
  collect(parse(await readFile(file, 'utf8')), '', found);
  expect(found.length).toBeGreaterThan(50);
  return [...new Set(found)];
}

const TELLING =
  /^(spoken|childWords|afraidOf|wishesWords|finderWords|homeWords|why|workerView|contactInstruction)$/;

function collect(value: unknown, key: string, found: string[]): void {
  if (typeof value === 'string' && TELLING.test(key) && value.length > 5)
    found.push(value.trim().slice(0, 60));
  if (typeof value !== 'object' || value === null) return;
  for (const [name, inner] of Object.entries(value))
    collect(inner, Array.isArray(value) ? key : name, found);
}
