import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fold } from '#kernel/record-type.ts';
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
  medicine,
  people,
  seedClub,
  walk,
  walkers,
} from './examples.ts';
import { stateOf } from '#kernel/open-record.ts';
import { openRecord, type OpenRecord } from './open-record.ts';
import { readEntries } from './read-entries.ts';
import { sendAlone } from './send-append.ts';
import { verifyJournal } from './verify-journal.ts';

let database: Database;
const opener = anOpener();
const author = asker(people.alice);

function fail(): never {
  throw new Error('expected a record');
}

beforeAll(async () => {
  database = await openTestDatabase();
  await seedClub(database);
});
afterAll(() => database.close());

const aLine = fc.record({
  part: fc.constantFrom(walkers, diary, medicine),
  text: fc.string({ minLength: 1, maxLength: 30 }),
});

async function open(recordId: RecordId, recordType = walk): Promise<OpenRecord> {
  const asked = { recordType, recordId, action: 'walks.walk-opened' };
  return (await database.transaction(author, (tx) => openRecord(tx, opener, asked))) ?? fail();
}

function draftOf({ part, text }: { readonly part: typeof diary; readonly text: string }) {
  return aDraft({ section: part.section, class: part.class, body: { text } });
}

test('whatever is written, the kept state is the fold of the entries, and a changed fold comes to the same', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(aLine, { minLength: 1, maxLength: 4 }),
      fc.array(aLine, { maxLength: 6 }),
      async (first, later) => {
        const recordId = aRecordId();
        const made = {
          recordId,
          recordType: walk,
          card: aCard(),
          grants: [aGrant()],
          author,
          entries: first.map(draftOf),
        };
        await database.attempt(author, (tx) => createRecord(sendAlone(tx), opener, made));
        for (const line of later) {
          const record = await open(recordId);
          expect(
            await appendEntries(sendAlone(database.sql), opener, record, {
              author,
              entries: [draftOf(line)],
            }),
          ).toMatchObject({ ok: true });
        }
        const kept = await open(recordId);
        const anew = await open(recordId, { ...walk, foldVersion: 2 });
        const entries = await database.transaction(author, (tx) =>
          readEntries(tx, recordId, kept.keys),
        );
        for (const part of [walkers, diary, medicine]) {
          const said = [...first, ...later]
            .filter((line) => line.part === part)
            .map((line) => line.text);
          const own = entries.filter((entry) => entry.section === part.section);
          expect(stateOf(kept, part)).toEqual(said);
          expect(fold(part, part.start, own)).toEqual(said);
          expect(stateOf(anew, part)).toEqual(said);
        }
        expect(entries.map((entry) => entry.position)).toEqual(
          [...first, ...later].map((_, index) => index + 1),
        );
        expect(kept.position).toBe(first.length + later.length);
      },
    ),
    { numRuns: 25 },
  );
  expect((await database.asOwner(verifyJournal)).firstBad).toBeNull();
});
