import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RecordId } from '#kernel/ids.ts';
import type { Database } from '../database/open-database.ts';
import { openTestDatabase } from '../database/test-database.ts';
import { createRecord } from '../journal/append-entries.ts';
import {
  aCard,
  aDraft,
  aGrant,
  aRecordId,
  asker,
  diary,
  people,
  seedClub,
  walk,
} from '../journal/examples.ts';
import { stateOf } from '#kernel/open-record.ts';
import { openRecord } from '../journal/open-record.ts';
import { sendAlone } from '../journal/send-append.ts';
import { verifyJournal } from '../journal/verify-journal.ts';
import { eraseRecord } from './erase-record.ts';
import { installationSecret, lookupToken } from './installation-secrets.ts';
import {
  areDemoKeys,
  type MasterKeys,
  openDemoMasterKeys,
  parseMasterKeys,
  readMasterKeyFile,
} from './master-keys.ts';
import { KeyOpener } from './record-keys.ts';
import { rotateMasterKey } from './rotate-master-key.ts';
import { seal, unseal } from './seal.ts';

let database: Database;
const key = (byte: number) => Buffer.alloc(32, byte).toString('base64');
const oldKeys = masterKeys({ current: 'old', keys: { old: key(1) } });
const bothKeys = masterKeys({ current: 'new', keys: { old: key(1), new: key(2) } });
const newKeys = masterKeys({ current: 'new', keys: { new: key(2) } });

function masterKeys(file: object): MasterKeys {
  const parsed = parseMasterKeys(JSON.stringify(file));
  if (!parsed.ok) throw new Error(parsed.refusal.code);
  return parsed.value;
}

beforeAll(async () => {
  database = await openTestDatabase();
  await seedClub(database);
});
afterAll(() => database.close());

async function aWalk(keys: MasterKeys): Promise<RecordId> {
  const recordId = aRecordId();
  await database.attempt(asker(people.alice), (tx) =>
    createRecord(sendAlone(tx), new KeyOpener(keys), {
      recordId,
      recordType: walk,
      card: aCard(),
      grants: [aGrant()],
      author: asker(people.alice),
      entries: [aDraft()],
    }),
  );
  return recordId;
}

async function diaryOf(recordId: RecordId, keys: MasterKeys) {
  return database.transaction(asker(people.alice), async (tx) => {
    const record = await openRecord(tx, new KeyOpener(keys), {
      recordType: walk,
      recordId,
      action: 'walks.walk-opened',
    });
    return record && stateOf(record, diary);
  });
}

test('without the master key nothing opens', async () => {
  const recordId = await aWalk(oldKeys);
  await expect(diaryOf(recordId, newKeys)).rejects.toThrow(/Master key old is not among the keys/);
});

test('after rotation the new master key alone opens everything, and the old one nothing', async () => {
  const recordId = await aWalk(oldKeys);
  const token = lookupToken(
    await installationSecret(database.sql, oldKeys, 'lookup'),
    'name',
    'zebedee',
  );
  expect(
    (await database.asOwner((owner) => rotateMasterKey(owner, bothKeys))).dataKeys,
  ).toBeGreaterThan(0);
  expect(await diaryOf(recordId, newKeys)).toEqual(['The path was dry.']);
  await expect(diaryOf(recordId, oldKeys)).rejects.toThrow(/Master key new/);
  expect(
    lookupToken(await installationSecret(database.sql, newKeys, 'lookup'), 'name', 'zebedee'),
  ).toEqual(token);
  expect(await database.asOwner((owner) => rotateMasterKey(owner, bothKeys))).toEqual({
    dataKeys: 0,
    secrets: 0,
  });
});

test('an erased record is gone for everyone, its entries cannot be opened, and the chain stays whole', async () => {
  const recordId = await aWalk(newKeys);
  expect(await database.asOwner((owner) => eraseRecord(owner, recordId))).toEqual({
    ok: true,
    value: { keys: 1 },
  });
  expect(await diaryOf(recordId, newKeys)).toBeUndefined();
  const left = await database.asOwner((owner) =>
    sql<{ keys: number; entries: number }>`select
      (select count(*)::integer from vault_key where record_id = ${recordId} and wrapped is not null) as keys,
      (select count(*)::integer from journal_entry where record_id = ${recordId}) as entries`.execute(
      owner,
    ),
  );
  expect(left.rows).toEqual([{ keys: 0, entries: 1 }]);
  expect((await database.asOwner(verifyJournal)).firstBad).toBeNull();
  expect(await database.asOwner((owner) => eraseRecord(owner, recordId))).toEqual({
    ok: false,
    refusal: { code: 'vault.record.erased-before' },
  });
});

test('the application role cannot erase', async () => {
  const recordId = await aWalk(newKeys);
  await expect(
    database.transaction(asker(people.alice), (tx) =>
      sql`select vault_erase(${recordId})`.execute(tx),
    ),
  ).rejects.toThrow(/denied/);
});

test('a sealed value moved to another place, record or class does not open, nor does a changed one', () => {
  const dataKey = {
    recordId: aRecordId(),
    class: 'care',
    version: 1,
    key: Buffer.alloc(32, 9),
  } as const;
  const sealed = seal(dataKey, 'entry:1', { text: 'Zebedee' });
  expect(unseal(dataKey, 'entry:1', sealed)).toEqual({ text: 'Zebedee' });
  expect(() => unseal(dataKey, 'entry:2', sealed)).toThrow(/authenticate/);
  expect(() => unseal({ ...dataKey, class: 'health' }, 'entry:1', sealed)).toThrow(/authenticate/);
  expect(() => unseal({ ...dataKey, recordId: aRecordId() }, 'entry:1', sealed)).toThrow(
    /authenticate/,
  );
  sealed[20] = (sealed[20] ?? 0) ^ 1;
  expect(() => unseal(dataKey, 'entry:1', sealed)).toThrow(/authenticate/);
});

test('a short name and a long one are sealed to the same length', () => {
  const dataKey = {
    recordId: aRecordId(),
    class: 'identity',
    version: 1,
    key: Buffer.alloc(32, 9),
  } as const;
  expect(seal(dataKey, 'entry:1', 'Bo').length).toBe(
    seal(dataKey, 'entry:1', 'Bartholomew Example').length,
  );
});

test('a key file that others may read is refused, a broken one tells why, a missing one says so', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'amparo-keys-'));
  const open = join(folder, 'open.json');
  await writeFile(open, JSON.stringify({ current: 'a', keys: { a: key(1) } }), { mode: 0o644 });
  expect(await readMasterKeyFile(open)).toMatchObject({
    refusal: { code: 'vault.master-key.open-to-others' },
  });
  const short = join(folder, 'short.json');
  await writeFile(short, JSON.stringify({ current: 'a', keys: { a: 'AAAA' } }), { mode: 0o600 });
  expect(await readMasterKeyFile(short)).toMatchObject({
    refusal: { code: 'vault.master-key.unreadable', reason: 'each key must be 32 bytes' },
  });
  expect(await readMasterKeyFile(join(folder, 'none.json'))).toEqual({
    ok: false,
    refusal: { code: 'vault.master-key.missing' },
  });
});

test('the keys of the demo can be told from real ones', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'amparo-keys-'));
  const demo = await openDemoMasterKeys(join(folder, 'demo.json'));
  expect(demo.ok && areDemoKeys(demo.value)).toBe(true);
  expect(areDemoKeys(newKeys)).toBe(false);
});
