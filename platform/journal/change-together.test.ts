import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RecordId } from '#kernel/ids.ts';
import { stateOf } from '#kernel/open-record.ts';
import { accept, refuse } from '#kernel/result.ts';
import type { Database } from '../database/open-database.ts';
import { openTestDatabase } from '../database/test-database.ts';
import { appendEntries, createRecord } from './append-entries.ts';
import { changeRecord, says } from './change-record.ts';
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
  walkers,
} from './examples.ts';
import { lockRecords } from './lock-records.ts';
import { openRecord } from './open-record.ts';
import { sendAlone } from './send-append.ts';
import { verifyJournal } from './verify-journal.ts';

/** Several changes that share a transaction, as a device sends them after days without a network. */
let database: Database;
const opener = anOpener();
const author = asker(people.alice);
const action = 'walks.walk-opened';

beforeAll(async () => {
  database = await openTestDatabase();
  await seedClub(database);
});
afterAll(() => database.close());

async function aWalk(): Promise<RecordId> {
  const recordId = aRecordId();
  const made = { recordId, recordType: walk, card: aCard(), grants: [aGrant()], author };
  const entries = [aDraft({ body: { text: 'start' } })];
  await database.attempt(author, (tx) => createRecord(sendAlone(tx), opener, { ...made, entries }));
  return recordId;
}

type Step = {
  readonly part: 'diary' | 'walkers';
  readonly text: string;
  readonly does: 'write' | 'refuse' | 'fail' | 'write-another-way';
};

/** As a handler changes a record: opened, judged, appended, or undone with its refusal. */
function change(recordId: RecordId, { part, text, does }: Step) {
  const entry = aDraft(
    part === 'diary'
      ? { body: { text } }
      : { section: 'walkers', class: 'identity', body: { text } },
  );
  return database.attempt(author, async (tx) => {
    if (does === 'write-another-way') {
      const record = await openRecord(tx, opener, { recordType: walk, recordId, action });
      if (!record) throw new Error('expected a record');
      return appendEntries(sendAlone(tx), opener, record, { author, entries: [entry] });
    }
    return changeRecord(tx, opener, {
      recordType: walk,
      recordId,
      author,
      action,
      entryId: entry.id,
      isSame: says(entry.type, { text }),
      decide: () => {
        if (does === 'fail') throw new Error('a fault in the middle');
        return does === 'refuse'
          ? refuse({ code: 'walks.line.unwanted' })
          : accept({ entries: [entry] });
      },
    });
  });
}

async function standing(recordId: RecordId) {
  const record = await database.transaction(author, (tx) =>
    openRecord(tx, opener, { recordType: walk, recordId, action }),
  );
  if (!record) throw new Error('expected a record');
  const parts = { diary: stateOf(record, diary), walkers: stateOf(record, walkers) };
  return { position: record.position, card: record.card.parts, ...parts };
}

async function openings(recordId: RecordId): Promise<number> {
  const { rows } = await database.asOwner((owner) =>
    sql<{ lines: string }>`select count(*) as lines from audit_line
      where record_id = ${recordId} and action = ${action}`.execute(owner),
  );
  return Number(rows[0]?.lines);
}

const aStep: fc.Arbitrary<Step> = fc.record({
  part: fc.constantFrom('diary', 'walkers'),
  text: fc.string({ minLength: 1, maxLength: 20 }),
  does: fc.constantFrom('write', 'write', 'write', 'refuse', 'fail', 'write-another-way'),
});

test('together they come to the same as one after the other, whatever is refused or fails between', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(aStep, { minLength: 1, maxLength: 12 }), async (steps) => {
      const [together, alone] = [await aWalk(), await aWalk()];
      await database.together(author, async () => {
        await database.transaction(author, (tx) => lockRecords(tx, [together]));
        for (const step of steps) await change(together, step).catch(() => undefined);
      });
      for (const step of steps) await change(alone, step).catch(() => undefined);
      expect(await standing(together)).toEqual(await standing(alone));
      const written = steps.filter(({ does }) => does.startsWith('write')).length;
      expect((await standing(together)).position).toBe(written + 1);
    }),
    { numRuns: 25 },
  );
  expect((await database.asOwner(verifyJournal)).firstBad).toBeNull();
});

describe('of changes that share a transaction', () => {
  const write: Step = { part: 'diary', text: 'a line', does: 'write' };

  test('nothing stands when the whole is not committed', async () => {
    const recordId = await aWalk();
    const broken = database.together(author, async () => {
      await change(recordId, write);
      throw new Error('the server stops');
    });
    await expect(broken).rejects.toThrow('the server stops');
    expect(await standing(recordId)).toMatchObject({ position: 1, diary: ['start'] });
  });

  test('the opening of their record stands in the access log, also after a refusal undid one', async () => {
    const recordId = await aWalk();
    await database.together(author, async () => {
      for (const does of ['write', 'write', 'refuse', 'write', 'write'] as const)
        await change(recordId, { ...write, does });
    });
    // Once for the first two, once more for the last two.
    expect(await openings(recordId)).toBe(2);
    expect(await standing(recordId)).toMatchObject({ position: 5 });
  });

  test('those that are begun at once wait for each other', async () => {
    const recordId = await aWalk();
    await database.together(author, () =>
      Promise.all(Array.from({ length: 5 }, () => change(recordId, write))),
    );
    expect(await standing(recordId)).toMatchObject({ position: 6 });
  });

  test('nobody else can be the asker of one', async () => {
    const asked = database.together(author, () =>
      database.transaction(asker(people.bob), () => Promise.resolve()),
    );
    await expect(asked).rejects.toThrow('one asker');
  });

  test('a record that the asker may not write to is passed over by the lock, and refused as always', async () => {
    const recordId = await aWalk();
    const stranger = asker(people.chelsea);
    const answer = await database.together(stranger, async () => {
      await database.transaction(stranger, (tx) => lockRecords(tx, [recordId]));
      return database.attempt(stranger, (tx) =>
        changeRecord(tx, opener, {
          recordType: walk,
          recordId,
          author: stranger,
          action,
          entryId: aDraft().id,
          isSame: () => true,
          decide: () => accept({ entries: [aDraft()] }),
        }),
      );
    });
    expect(answer).toMatchObject({ refusal: { code: 'journal.record.unknown' } });
  });
});
