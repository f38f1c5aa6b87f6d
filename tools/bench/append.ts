import { sql } from 'kysely';
import type { RecordId } from '#kernel/ids.ts';
import type { Database } from '#platform/database/open-database.ts';
import { appendEntries, createRecord } from '#platform/journal/append-entries.ts';
import {
  aCard,
  aDraft,
  aGrant,
  anOpener,
  aRecordId,
  asker,
  people,
  seedClub,
  walk,
} from '#platform/journal/examples.ts';
import { openRecord, type OpenRecord } from '#platform/journal/open-record.ts';
import { type SendAppend, sendAlone, sendTogether } from '#platform/journal/send-append.ts';
import type { KeyOpener } from '#platform/vault/record-keys.ts';
import { machineOf, quantile, withBenchDatabase } from './bench-database.ts';

const SECONDS = 3;
const ROUNDS = 3;
const WRITERS = [1, 8, 32] as const;
const TARGET_RATIO = 0.5;
// What a sealed entry of a few sentences takes; the raw rows carry as many bytes.
const TEXT = 'The path was dry, and the river low. '.repeat(12);

type Measured = {
  readonly writers: number;
  readonly raw: number;
  /** Appends that share a transaction with whoever else waits. */
  readonly journal: number;
  readonly ratio: number;
  /** Every append in a transaction of its own. */
  readonly journalAlone: number;
  readonly ratioAlone: number;
};

/**
 * Durable entries a second through the journal (chain, seal, state, card, audit line) beside raw
 * INSERTs of equal size into a table with the same keys, in turns within one run.
 */
export const appendBench = {
  name: 'append',
  run: () =>
    withBenchDatabase(async (database) => {
      await seedClub(database);
      await database.asOwner((owner) => makeRawTable(owner));
      await warmUp(database);
      const measured: Measured[] = [];
      for (const writers of WRITERS) measured.push(await compare(database, writers));
      // The handlers of the server append alone today: that is the figure that counts.
      const meetsTarget = measured.every((one) => one.ratioAlone >= TARGET_RATIO);
      return { measured, target: TARGET_RATIO, meetsTarget, machine: await machineOf(database) };
    }),
};

async function compare(database: Database, writers: number): Promise<Measured> {
  const journal: number[] = [];
  const alone: number[] = [];
  const raw: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    journal.push(
      await perSecond(await journalWriters(database, writers, sendTogether(database.sql))),
    );
    raw.push(await perSecond(rawWriters(database, writers)));
    alone.push(await perSecond(await journalWriters(database, writers, sendAlone(database.sql))));
  }
  const ratios = (speeds: readonly number[]) =>
    speeds.map((speed, round) => speed / (raw[round] ?? 1));
  return {
    writers,
    raw: quantile(raw, 0.5),
    journal: quantile(journal, 0.5),
    ratio: quantile(ratios(journal), 0.5),
    journalAlone: quantile(alone, 0.5),
    ratioAlone: quantile(ratios(alone), 0.5),
  };
}

// Empty tables are planned like no table in use: a few thousand rows and their statistics come first.
async function warmUp(database: Database): Promise<void> {
  for (const writers of [
    await journalWriters(database, 4, sendAlone(database.sql)),
    rawWriters(database, 4),
  ])
    await perSecond(writers);
  await database.asOwner((owner) => sql`vacuum analyze`.execute(owner));
}

type Writer = () => Promise<void>;

async function perSecond(writers: readonly Writer[]): Promise<number> {
  const until = performance.now() + SECONDS * 1000;
  let written = 0;
  const start = performance.now();
  await Promise.all(
    writers.map(async (write) => {
      while (performance.now() < until) {
        await write();
        written += 1;
      }
    }),
  );
  return Math.round(written / ((performance.now() - start) / 1000));
}

async function journalWriters(
  database: Database,
  count: number,
  append: SendAppend,
): Promise<readonly Writer[]> {
  const opener = anOpener();
  const records = await Promise.all(Array.from({ length: count }, () => aWalk(database, opener)));
  return records.map((recordId) => journalWriter(database, append, opener, recordId));
}

// As a device that pushes: the record is opened once, and every entry is its own transaction.
function journalWriter(
  database: Database,
  append: SendAppend,
  opener: KeyOpener,
  recordId: RecordId,
): Writer {
  let record: OpenRecord | undefined;
  return async () => {
    record ??= await database.transaction(asker(people.alice), (tx) =>
      openRecord(tx, opener, { recordType: walk, recordId, action: 'walks.walk-opened' }),
    );
    if (!record) throw new Error('No record to write to');
    const entries = [aDraft({ body: { text: TEXT } })];
    const added = await appendEntries(append, opener, record, {
      author: asker(people.alice),
      entries,
    });
    if (!added.ok) throw new Error(added.refusal.code);
    record = { ...record, position: record.position + 1 };
  };
}

async function aWalk(database: Database, opener: KeyOpener): Promise<RecordId> {
  const recordId = aRecordId();
  const author = asker(people.alice);
  await database.attempt(author, (tx) =>
    createRecord(sendAlone(tx), opener, {
      recordId,
      recordType: walk,
      card: aCard(),
      grants: [aGrant()],
      author,
      entries: [aDraft()],
    }),
  );
  return recordId;
}

function rawWriters(database: Database, count: number): readonly Writer[] {
  const body = Buffer.alloc(Math.ceil((TEXT.length + 40) / 64) * 64 + 31, 1);
  return Array.from({ length: count }, () => {
    const recordId = aRecordId();
    let position = 0;
    return async () => {
      position += 1;
      await sql`insert into bench_raw (record_id, position, entry_id, type, section, class, author, purpose, device_time, server_time, body, prev_hash, hash)
        values (${recordId}, ${position}, gen_random_uuid(), 'walks.line-written', 'diary', 'care', ${people.alice}, 'child-protection',
                now(), now(), ${body}, ${RAW_HASH}, ${RAW_HASH})`.execute(database.sql);
    };
  });
}

const RAW_HASH = Buffer.alloc(32, 7);

async function makeRawTable(owner: Database['sql']): Promise<void> {
  await sql`create table bench_raw (like journal_entry including defaults including generated including identity)`.execute(
    owner,
  );
  await sql`alter table bench_raw add primary key (record_id, position), add unique (entry_id, record_id)`.execute(
    owner,
  );
  await sql`grant insert on bench_raw to amparo_app`.execute(owner);
}
