import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Database, openDatabase } from '#platform/database/open-database.ts';
import { openTestDatabase, type TestDatabase } from '#platform/database/test-database.ts';
import { createRecord } from '#platform/journal/append-entries.ts';
import {
  aCard,
  aDraft,
  aGrant,
  aRecordId,
  asker,
  people,
  seedClub,
  walk,
} from '#platform/journal/examples.ts';
import { openRecord } from '#platform/journal/open-record.ts';
import { sendAlone } from '#platform/journal/send-append.ts';
import { readEntries } from '#platform/journal/read-entries.ts';
import { readMasterKeyFile } from '#platform/vault/master-keys.ts';
import { KeyOpener } from '#platform/vault/record-keys.ts';
import { COMMANDS } from '../commands.ts';
import { runCli } from '../run-cli.ts';

/** An installation with a key file and a database of its own, on either engine. */
let folder: string;
let keyFile: string;
let env: Record<string, string>;
let onServer: TestDatabase | undefined;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'installation-'));
  keyFile = path.join(folder, 'keys.json');
  if (process.env['TEST_DATABASE_URL']) onServer = await openTestDatabase();
  env = {
    AMPARO_DATA_DIR: folder,
    AMPARO_MASTER_KEY_FILE: keyFile,
    ...(onServer?.url === undefined ? {} : { DATABASE_URL: onServer.url }),
  };
});
afterEach(async () => {
  await onServer?.close();
  onServer = undefined;
  await rm(folder, { recursive: true, force: true });
});
afterAll(() => onServer?.close());

async function amparo(...args: string[]) {
  let out = '';
  let err = '';
  const status = await runCli(args, COMMANDS, {
    out: (text) => (out += text),
    err: (text) => (err += text),
    env,
  });
  return { status, out, err };
}

async function amparoJson(...args: string[]) {
  const { status, out } = await amparo(...args, '--json');
  return { status, told: JSON.parse(out) };
}

async function withDatabase<Done>(work: (database: Database) => Promise<Done>): Promise<Done> {
  const place = { url: onServer?.url, dataDir: path.join(folder, 'database'), poolSize: 1 };
  const database = await openDatabase(place);
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

async function opener(): Promise<KeyOpener> {
  const keys = await readMasterKeyFile(keyFile);
  if (!keys.ok) throw new Error(keys.refusal.code);
  return new KeyOpener(keys.value);
}

/** A record with three entries of a hiking club; gives its id. */
async function writeRecord(): Promise<string> {
  const keys = await opener();
  const recordId = aRecordId();
  await withDatabase(async (database) => {
    await seedClub(database);
    const author = asker(people.alice);
    const made = await database.transaction(author, (tx) =>
      createRecord(sendAlone(tx), keys, {
        recordId,
        recordType: walk,
        card: aCard(),
        grants: [aGrant()],
        author,
        entries: [aDraft(), aDraft(), aDraft()],
      }),
    );
    if (!made.ok) throw new Error(made.refusal.code);
  });
  return recordId;
}

/** How many entries of the record its reader can still open. */
async function readable(recordId: string): Promise<number> {
  const keys = await opener();
  return withDatabase((database) =>
    database.transaction(asker(people.alice), async (tx) => {
      const asked = { recordType: walk, recordId: recordId as never, action: 'walks.opened' };
      const record = await openRecord(tx, keys, asked);
      return record ? (await readEntries(tx, record.recordId, record.keys)).length : 0;
    }),
  );
}

/** Changes the journal as someone with the owner's password could. */
function tamper(change: ReturnType<typeof sql>): Promise<void> {
  return withDatabase((database) =>
    database.asOwner(async (owner) => {
      await sql`alter table journal_entry disable trigger user`.execute(owner);
      await change.execute(owner);
      await sql`alter table journal_entry enable trigger user`.execute(owner);
    }),
  );
}

describe('journal verify', () => {
  test('says that every chain is whole, and of how many', async () => {
    await amparo('vault', 'new-key', keyFile);
    await writeRecord();
    expect(await amparoJson('journal', 'verify')).toEqual({
      status: 0,
      told: { ok: true, records: 1, entries: 3, firstBad: null },
    });
    expect((await amparo('journal', 'verify')).out).toBe(
      'The journal is whole: 3 entries in 1 records.\n',
    );
  });

  test.each([
    ['changed', sql`update journal_entry set body = '\\x00' where position = 2`, 2],
    ['missing-before', sql`delete from journal_entry where position = 2`, 3],
    ['cut-off', sql`delete from journal_entry where position = 3`, 3],
    ['wrong-link', sql`update journal_entry set prev_hash = '\\x00' where position = 2`, 2],
  ])('names the first bad entry: %s', async (reason, change, position) => {
    await amparo('vault', 'new-key', keyFile);
    const recordId = await writeRecord();
    await tamper(change);
    const { status, told } = await amparoJson('journal', 'verify');
    expect(status).toBe(1);
    expect(told).toMatchObject({ ok: false, firstBad: { recordId, position, reason } });
    const { out, err } = await amparo('journal', 'verify');
    expect(out).toBe('');
    expect(err).toContain(`broken at record ${recordId}, entry ${position}`);
  });
});

describe('vault new-key', () => {
  test('makes a file that only its owner may read, and never overwrites one', async () => {
    expect(await amparoJson('vault', 'new-key', keyFile)).toMatchObject({
      status: 0,
      told: { ok: true, masterKey: expect.stringMatching(/^key-\d{4}-\d\d-\d\d-[0-9a-f]{6}$/) },
    });
    expect((await stat(keyFile)).mode & 0o777).toBe(0o600);
    const before = await readFile(keyFile, 'utf8');
    expect(await amparoJson('vault', 'new-key', keyFile)).toMatchObject({
      status: 1,
      told: { ok: false, code: 'vault.master-key.exists' },
    });
    expect(await readFile(keyFile, 'utf8')).toBe(before);
  });

  test('refuses a folder that is not there, a file that is none of ours, and one that others may read', async () => {
    expect((await amparo('vault', 'new-key', '/nonexistent/keys.json')).status).toBe(1);
    expect((await amparo('vault', 'new-key', keyFile, '--add')).err).toContain('There is no file');
    await writeFile(keyFile, '{}', { mode: 0o600 });
    expect((await amparo('vault', 'new-key', keyFile, '--add')).err).toContain('no key file');
    await writeFile(`${keyFile}2`, '{}', { mode: 0o644 });
    expect((await amparo('vault', 'new-key', `${keyFile}2`, '--add')).err).toContain('chmod 600');
  });
});

describe('vault rotate', () => {
  test('moves every key to the new master key, after which the old one is not needed', async () => {
    await amparo('vault', 'new-key', keyFile);
    const recordId = await writeRecord();
    expect(await readable(recordId)).toBe(3);
    const { told: added } = await amparoJson('vault', 'new-key', keyFile, '--add');
    expect(await readable(recordId)).toBe(3);
    expect(await amparoJson('vault', 'rotate')).toEqual({
      status: 0,
      told: { ok: true, dataKeys: 1, secrets: 0, masterKey: added.masterKey },
    });
    expect((await amparoJson('vault', 'rotate')).told).toMatchObject({ dataKeys: 0, secrets: 0 });
    const { current, keys } = JSON.parse(await readFile(keyFile, 'utf8'));
    expect(Object.keys(keys)).toHaveLength(2);
    await writeFile(keyFile, JSON.stringify({ current, keys: { [current]: keys[current] } }));
    expect(await readable(recordId)).toBe(3);
  });

  test('says which key is missing, and changes nothing', async () => {
    await amparo('vault', 'new-key', keyFile);
    const recordId = await writeRecord();
    const before = await readFile(keyFile, 'utf8');
    await rm(keyFile);
    await amparo('vault', 'new-key', keyFile);
    const { status, told } = await amparoJson('vault', 'rotate');
    expect([status, told.ok]).toEqual([1, false]);
    expect(told.sentence).toContain(JSON.parse(before).current);
    await writeFile(keyFile, before);
    expect(await readable(recordId)).toBe(3);
  });
});

describe('vault erase', () => {
  test('destroys the keys of one record, and the chain stays whole', async () => {
    await amparo('vault', 'new-key', keyFile);
    const recordId = await writeRecord();
    const unconfirmed = await amparo('vault', 'erase', '--record', recordId);
    expect(unconfirmed).toMatchObject({ status: 2, out: '' });
    expect(await readable(recordId)).toBe(3);
    expect(await amparoJson('vault', 'erase', '--record', recordId, '--confirm')).toEqual({
      status: 0,
      told: { ok: true, recordId, keys: 1 },
    });
    expect(await readable(recordId)).toBe(0);
    expect((await amparoJson('journal', 'verify')).told).toMatchObject({ ok: true, entries: 3 });
    expect((await amparo('vault', 'erase', '--record', recordId, '--confirm')).err).toBe(
      'This record was erased before.\n',
    );
  });

  test('refuses a record that does not exist, and what is no id', async () => {
    await amparo('vault', 'new-key', keyFile);
    await writeRecord();
    const nobody = '00000000-0000-7000-8000-00000000ffff';
    expect(await amparo('vault', 'erase', '--record', nobody, '--confirm')).toMatchObject({
      status: 1,
      err: 'There is no such record. Nothing was erased.\n',
    });
    expect((await amparo('vault', 'erase', '--record', '*', '--confirm')).status).toBe(2);
    expect((await amparo('vault', 'erase', '--confirm')).err).toContain('Usage');
  });
});

describe('every command on an installation', () => {
  const ALL = [
    ['journal', 'verify'],
    ['vault', 'rotate'],
    ['vault', 'erase', '--record', '00000000-0000-7000-8000-00000000ffff', '--confirm'],
  ];

  test.each(ALL)(
    '%s %s waits for no server of an embedded database: it refuses',
    async (...args) => {
      delete env['DATABASE_URL'];
      await amparo('vault', 'new-key', keyFile);
      expect((await amparo(...args)).err).toContain('There is no database in');
      await expect(stat(path.join(folder, 'database'))).rejects.toThrow(/ENOENT/);
      const place = await openDatabase({ dataDir: path.join(folder, 'database') });
      await place.close();
      // The parent of this process runs as surely as a server would.
      await writeFile(path.join(folder, 'running.pid'), `${process.ppid}\n`);
      const { status, told } = await amparoJson(...args);
      expect([status, told.code]).toEqual([1, 'start.refused']);
      expect(told.sentence).toMatch(/^Amparo is running already on .* Stop it first\.$/);
    },
  );

  test.each([...ALL, ['vault', 'new-key']])('%s %s explains itself', async (...args) => {
    const { status, out } = await amparo(args[0] ?? '', args[1] ?? '', '--help');
    expect(status).toBe(0);
    expect(out).toContain(`amparo -- ${args[0]} ${args[1]}`);
    expect((await amparo(args[0] ?? '', args[1] ?? '', '--colour')).status).toBe(2);
  });

  test('names a setting that is not understood', async () => {
    env = { ...env, PORT: 'x' };
    expect((await amparo('journal', 'verify')).err).toMatch(/^PORT is not understood/);
  });
});
