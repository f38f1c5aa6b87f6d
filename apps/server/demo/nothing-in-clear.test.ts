import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { scriptOf } from '#kernel/spoken-name.ts';
import { type Database, openDatabase } from '#platform/database/open-database.ts';
import { openTestDatabase } from '#platform/database/test-database.ts';
import { openDemoMasterKeys } from '#platform/vault/master-keys.ts';
import { openCountry } from '../open-country.ts';
import { inventedChildren } from './test-children.ts';
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
  await openWithMany(database);
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
  await openWithMany(database);
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

/** An evaluation with the children told by hand and some of those who are invented. */
async function openWithMany(database: Database): Promise<void> {
  const config = testConfig({ AMPARO_DEMO_CHILDREN: String(24 + INVENTED) });
  const opened = await openCountry(config, database, await demoKeys());
  if (!opened.ok) throw new Error(opened.refusal.sentence);
  await opened.value.children?.write(new AbortController().signal);
  expect(opened.value.children?.progress().written).toBe(24 + INVENTED);
}

async function demoKeys() {
  const keys = await openDemoMasterKeys(path.join(folder, 'keys.json'));
  if (!keys.ok) throw new Error(keys.refusal.code);
  return keys.value;
}

/** Every name and address, and everything that children said, of all children who are written here. */
async function wordsAboutChildren(): Promise<readonly string[]> {
  const file = path.resolve(import.meta.dirname, '../../../packs/demo/children.yaml');
  const found: string[] = [];
  collect(parse(await readFile(file, 'utf8')), '', found);
  expect(found.length).toBeGreaterThan(50);
  collect(await inventedChildren(INVENTED), '', found);
  const scripts = new Set(found.map(scriptOf));
  expect(scripts.size).toBeGreaterThanOrEqual(8);
  return [...new Set(found)];
}

/** Beside those told by hand: every state of the work once, and names of every script. */
const INVENTED = 30;

const TELLING =
  /^(spoken|childWords|childView|afraidOf|withhold|wishesWords|finderWords|homeWords|why|workerView|contactInstruction|address|nightContact|words)$/;

function collect(value: unknown, key: string, found: string[]): void {
  if (typeof value === 'string' && TELLING.test(key) && value.length > 5)
    found.push(value.trim().slice(0, 60));
  if (typeof value !== 'object' || value === null) return;
  for (const [name, inner] of Object.entries(value))
    collect(inner, Array.isArray(value) ? key : name, found);
}
