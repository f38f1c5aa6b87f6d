import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RecordId, WorkerId } from '#kernel/ids.ts';
import type { Database } from '../database/open-database.ts';
import { openTestDatabase } from '../database/test-database.ts';
import { appendEntries, createRecord } from './append-entries.ts';
import {
  aCard,
  aDraft,
  aGrant,
  anOpener,
  aRecordId,
  asker,
  diary,
  medicine,
  people,
  seedClub,
  walk,
  walkers,
} from './examples.ts';
import { stateOf } from '#kernel/open-record.ts';
import { openRecord } from './open-record.ts';
import { readEntries } from './read-entries.ts';
import { sendAlone } from './send-append.ts';
import { verifyJournal } from './verify-journal.ts';

let database: Database;
const opener = anOpener();

beforeAll(async () => {
  database = await openTestDatabase();
  await seedClub(database);
});
afterAll(() => database.close());

async function aWalk(
  entries = [
    aDraft(),
    aDraft({ section: 'walkers', class: 'identity', body: { text: 'Zebedee Sample' } }),
  ],
): Promise<RecordId> {
  const recordId = aRecordId();
  const created = await database.attempt(asker(people.alice), (tx) =>
    createRecord(sendAlone(tx), opener, {
      recordId,
      recordType: walk,
      card: aCard(),
      grants: [aGrant()],
      author: asker(people.alice),
      entries,
    }),
  );
  expect(created).toMatchObject({ ok: true });
  return recordId;
}

async function open(worker: WorkerId, recordId: RecordId) {
  return database.transaction(asker(worker), (tx) =>
    openRecord(tx, opener, { recordType: walk, recordId, action: 'walks.walk-opened' }),
  );
}

test('a worker of another team finds no record, and no line is written that there was one', async () => {
  const recordId = await aWalk();
  expect(await open(people.chelsea, recordId)).toBeUndefined();
});

test('a worker without the class has neither its state, nor its entries, nor its key', async () => {
  const recordId = await aWalk([
    aDraft(),
    aDraft({ section: 'medicine', class: 'health', body: { text: 'Plaster' } }),
  ]);
  const record = await open(people.bob, recordId);
  expect(record && stateOf(record, medicine)).toBeUndefined();
  expect(record?.keys.has('health')).toBe(false);
  expect(record && stateOf(record, diary)).toEqual(['The path was dry.']);
  const entries = await database.transaction(asker(people.bob), async (tx) =>
    record ? readEntries(tx, recordId, record.keys) : [],
  );
  expect(entries.map((entry) => entry.class)).toEqual(['care']);
});

test('who may only read a class cannot write it: the database refuses', async () => {
  const recordId = await aWalk();
  const record = await open(people.bob, recordId);
  if (!record) throw new Error('expected a record');
  const entries = [aDraft({ section: 'walkers', class: 'identity' })];
  await expect(
    appendEntries(sendAlone(database.sql), opener, record, { author: asker(people.bob), entries }),
  ).rejects.toThrow(/row-level security/);
});

test('an entry is added in one statement, and the state, the card and the audit line move with it', async () => {
  const recordId = await aWalk();
  const record = await open(people.bob, recordId);
  if (!record) throw new Error('expected a record');
  const added = await appendEntries(sendAlone(database.sql), opener, record, {
    author: asker(people.bob),
    entries: [aDraft({ body: { text: 'It rained.' } })],
  });
  expect(added).toMatchObject({ ok: true, value: [{ position: 3, replayed: false }] });
  const after = await open(people.alice, recordId);
  expect(after && stateOf(after, diary)).toEqual(['The path was dry.', 'It rained.']);
  expect(after && stateOf(after, walkers)).toEqual(['Zebedee Sample']);
  expect(after?.card.parts).toMatchObject({ care: { entries: 2 } });
  const lines = await database.asOwner((owner) =>
    sql<{
      action: string;
    }>`select action from audit_line where record_id = ${recordId} order by at, audit_id`.execute(
      owner,
    ),
  );
  expect(lines.rows.filter((line) => line.action === 'walks.line-written')).toHaveLength(3);
});

test('two who opened the same version cannot both write: the second is told that the record moved on', async () => {
  const recordId = await aWalk();
  const [first, second] = [await open(people.alice, recordId), await open(people.bob, recordId)];
  if (!first || !second) throw new Error('expected a record');
  await appendEntries(sendAlone(database.sql), opener, first, {
    author: asker(people.alice),
    entries: [aDraft()],
  });
  const late = await appendEntries(sendAlone(database.sql), opener, second, {
    author: asker(people.bob),
    entries: [aDraft()],
  });
  expect(late).toEqual({ ok: false, refusal: { code: 'journal.record.moved-on', position: 3 } });
});

test('the same entry sent twice stands once, and other words under its id are refused', async () => {
  const recordId = await aWalk();
  const record = await open(people.bob, recordId);
  if (!record) throw new Error('expected a record');
  const entry = aDraft();
  await appendEntries(sendAlone(database.sql), opener, record, {
    author: asker(people.bob),
    entries: [entry],
  });
  const again = await appendEntries(sendAlone(database.sql), opener, record, {
    author: asker(people.bob),
    entries: [entry],
  });
  expect(again).toMatchObject({ ok: true, value: [{ position: 3, replayed: true }] });
  const other = await appendEntries(sendAlone(database.sql), opener, record, {
    author: asker(people.bob),
    entries: [{ ...entry, body: { text: 'Other' } }],
  });
  expect(other).toEqual({ ok: false, refusal: { code: 'journal.entry.id-taken' } });
});

test('the application role can neither change, nor remove, nor empty the journal', async () => {
  await aWalk();
  for (const attempt of [
    sql`update journal_entry set type = 'a.b'`,
    sql`delete from journal_entry`,
    sql`truncate journal_entry`,
    sql`delete from audit_line`,
    sql`update journal_record set head_position = 0`,
  ])
    await expect(
      database.transaction(asker(people.alice), (tx) => attempt.execute(tx)),
    ).rejects.toThrow(/denied/);
});

test('even the owner of the tables cannot change an entry while the journal stands guard', async () => {
  await aWalk();
  await expect(
    database.asOwner((owner) => sql`update journal_entry set type = 'a.b'`.execute(owner)),
  ).rejects.toThrow(/append-only/);
});

test('every chain is whole, and the first entry changed behind the journal is named', async () => {
  const recordId = await aWalk();
  expect((await database.asOwner(verifyJournal)).firstBad).toBeNull();
  await database.asOwner(async (owner) => {
    await sql`alter table journal_entry disable trigger journal_entry_append_only`.execute(owner);
    await sql`update journal_entry set author = ${people.chelsea} where record_id = ${recordId} and position = 2`.execute(
      owner,
    );
  });
  expect((await database.asOwner(verifyJournal)).firstBad).toMatchObject({
    recordId,
    position: 2,
    reason: 'changed',
  });
  await database.asOwner(async (owner) => {
    await sql`delete from journal_entry where record_id = ${recordId} and position = 2`.execute(
      owner,
    );
  });
  expect((await database.asOwner(verifyJournal)).firstBad).toMatchObject({
    recordId,
    position: 2,
    reason: 'cut-off',
  });
  await database.asOwner(async (owner) => {
    await sql`delete from journal_entry where record_id = ${recordId}`.execute(owner);
    await sql`update journal_record set head_position = 0, head_hash = '\\x' where record_id = ${recordId}`.execute(
      owner,
    );
    await sql`alter table journal_entry enable trigger journal_entry_append_only`.execute(owner);
  });
});

test('a head that was set back, or put on another entry, is named', async () => {
  const recordId = await aWalk();
  const setHead = (position: number, hash: string) =>
    database.asOwner(async (owner) => {
      await sql`update journal_record set head_position = ${position}, head_hash = decode(${hash}, 'hex')
        where record_id = ${recordId}`.execute(owner);
      return verifyJournal(owner);
    });
  const { rows } = await database.asOwner((owner) =>
    sql<{
      hash: string;
    }>`select encode(hash, 'hex') as hash from journal_entry where record_id = ${recordId} order by position`.execute(
      owner,
    ),
  );
  const [first, second] = rows.map((row) => row.hash);
  expect(await setHead(1, first ?? '')).toMatchObject({
    firstBad: { recordId, reason: 'head-differs' },
  });
  expect(await setHead(2, first ?? '')).toMatchObject({
    firstBad: { recordId, reason: 'head-differs' },
  });
  expect((await setHead(2, second ?? '')).firstBad).toBeNull();
});

test('nothing written holds a name in clear', async () => {
  await aWalk();
  const dump = await database.asOwner((owner) =>
    sql<{
      found: string;
    }>`select 'entry' as found from journal_entry where body::text like ${`%${Buffer.from('Zebedee').toString('hex')}%`}
      union all select 'state' from section_state where state::text like ${`%${Buffer.from('Zebedee').toString('hex')}%`}`.execute(
      owner,
    ),
  );
  expect(dump.rows).toEqual([]);
});
