import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RecordId } from '#kernel/ids.ts';
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
  people,
  seedClub,
  walk,
} from './examples.ts';
import { stateOf } from '#kernel/open-record.ts';
import { openRecord, type OpenRecord } from './open-record.ts';
import { sendAlone, sendTogether } from './send-append.ts';
import { verifyJournal } from './verify-journal.ts';

let database: Database;
const opener = anOpener();

beforeAll(async () => {
  database = await openTestDatabase();
  await seedClub(database);
});
afterAll(() => database.close());

async function aWalkOf(worker = people.alice): Promise<OpenRecord> {
  const recordId: RecordId = aRecordId();
  const author = asker(people.alice);
  const made = {
    recordId,
    recordType: walk,
    card: aCard(),
    grants: [aGrant()],
    author,
    entries: [aDraft()],
  };
  await database.attempt(author, (tx) => createRecord(sendAlone(tx), opener, made));
  const asked = { recordType: walk, recordId, action: 'walks.walk-opened' };
  const record = await database.transaction(asker(worker), (tx) => openRecord(tx, opener, asked));
  if (!record) throw new Error('expected a record');
  return record;
}

async function diaryOf({ recordId }: OpenRecord): Promise<readonly string[] | undefined> {
  const asked = { recordType: walk, recordId, action: 'walks.walk-opened' };
  const record = await database.transaction(asker(people.alice), (tx) =>
    openRecord(tx, opener, asked),
  );
  return record && stateOf(record, diary);
}

test('many who write at once each get their own answer, and one who may not does not stop the others', async () => {
  const send = sendTogether(database.sql);
  const walks = await Promise.all(Array.from({ length: 12 }, () => aWalkOf(people.bob)));
  const bob = asker(people.bob);
  const writing = walks.map((record, index) => {
    // Bob reads the walkers and may not write them: the third writes where it is refused.
    const part = index === 2 ? { section: 'walkers', class: 'identity' } : {};
    return appendEntries(send, opener, record, {
      author: bob,
      entries: [aDraft({ ...part, body: { text: `line ${index}` } })],
    });
  });
  const answers = await Promise.allSettled(writing);
  expect(answers.map((answer) => answer.status)).toEqual(
    walks.map((_, index) => (index === 2 ? 'rejected' : 'fulfilled')),
  );
  expect(answers[2]).toMatchObject({ reason: { code: '42501' } });
  for (const [index, record] of walks.entries()) {
    const expected = index === 2 ? ['The path was dry.'] : ['The path was dry.', `line ${index}`];
    expect(await diaryOf(record)).toEqual(expected);
  }
  expect((await database.asOwner(verifyJournal)).firstBad).toBeNull();
});

test('two entries for one record in one group: the second is told that the record moved on', async () => {
  const send = sendTogether(database.sql);
  const record = await aWalkOf();
  const author = asker(people.alice);
  const write = () => appendEntries(send, opener, record, { author, entries: [aDraft()] });
  // The first goes at once; the other two wait together.
  const answers = await Promise.all([write(), write(), write()]);
  expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
  expect(
    answers.filter((answer) => !answer.ok && answer.refusal.code === 'journal.record.moved-on'),
  ).toHaveLength(2);
});

test('who wrote last in a group does not lend their name to the next', async () => {
  const send = sendTogether(database.sql);
  const [mine, theirs] = [await aWalkOf(), await aWalkOf(people.bob)];
  const byAlice = appendEntries(send, opener, mine, {
    author: asker(people.alice),
    entries: [aDraft()],
  });
  const byChelsea = appendEntries(send, opener, theirs, {
    author: asker(people.chelsea),
    entries: [aDraft()],
  });
  expect(await byAlice).toMatchObject({ ok: true });
  expect(await byChelsea).toEqual({ ok: false, refusal: { code: 'journal.record.unknown' } });
});
