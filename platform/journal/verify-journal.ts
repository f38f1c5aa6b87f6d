import { sql } from 'kysely';
import type { Sql } from '../database/open-database.ts';
import { type ChainedEntry, entryHash } from './chain.ts';

export type BadEntry = {
  readonly recordId: string;
  readonly position: number;
  readonly entryId: string | null;
  readonly reason: 'missing-before' | 'wrong-link' | 'changed' | 'cut-off' | 'head-differs';
};

export type JournalCheck = {
  readonly records: number;
  readonly entries: number;
  readonly firstBad: BadEntry | null;
};

type Row = ChainedEntry & { readonly hash: Buffer };
type Head = {
  readonly recordId: string;
  readonly position: number;
  readonly lastPosition: number;
};

const PAGE = 2_000;
const GENESIS = Buffer.alloc(0);

/**
 * Walks every chain in the order of record and position and stops at the first entry that was
 * changed, removed or inserted past the journal. Runs as the owner; memory stays constant.
 */
export async function verifyJournal(owner: Sql): Promise<JournalCheck> {
  let entries = 0;
  let last: Row | undefined;
  for await (const row of allEntries(owner)) {
    const bad = judge(row, last?.recordId === row.recordId ? last : undefined);
    if (bad) return { records: 0, entries, firstBad: bad };
    entries += 1;
    last = row;
  }
  const { records, cutOff } = await checkHeads(owner);
  return { records, entries, firstBad: cutOff };
}

function judge(row: Row, before: Row | undefined): BadEntry | undefined {
  const bad = (reason: BadEntry['reason']): BadEntry => ({
    recordId: row.recordId,
    position: row.position,
    entryId: row.entryId,
    reason,
  });
  if (row.position !== (before?.position ?? 0) + 1) return bad('missing-before');
  if (!row.prevHash.equals(before?.hash ?? GENESIS)) return bad('wrong-link');
  if (!entryHash(row).equals(row.hash)) return bad('changed');
  return undefined;
}

// A chain cut off at its end, or with more behind its head, is whole in itself; only the record's head
// tells.
async function checkHeads(owner: Sql): Promise<{ records: number; cutOff: BadEntry | null }> {
  const { rows: counted } = await sql<{
    records: number;
  }>`select count(*)::integer as records from journal_record`.execute(owner);
  const { rows } = await sql<Head>`
    select r.record_id as "recordId", r.head_position as position, coalesce(last.position, 0) as "lastPosition"
    from journal_record r left join lateral (
      select position, hash from journal_entry e where e.record_id = r.record_id order by position desc limit 1) last on true
    where coalesce(last.position, 0) <> r.head_position or coalesce(last.hash, '\\x') <> r.head_hash
    order by r.record_id limit 1`.execute(owner);
  const records = counted[0]?.records ?? 0;
  const head = rows[0];
  if (!head) return { records, cutOff: null };
  const reason = head.lastPosition < head.position ? 'cut-off' : 'head-differs';
  return {
    records,
    cutOff: { recordId: head.recordId, position: head.position, entryId: null, reason },
  };
}

async function* allEntries(owner: Sql): AsyncGenerator<Row> {
  let at: { recordId: string; position: number } | undefined;
  for (;;) {
    const { rows } = await page(at).execute(owner);
    yield* rows;
    const end = rows.at(-1);
    if (!end || rows.length < PAGE) return;
    at = end;
  }
}

function page(after: { recordId: string; position: number } | undefined) {
  const from = after
    ? sql`where (record_id, position) > (${after.recordId}, ${after.position})`
    : sql``;
  return sql<Row>`
    select record_id as "recordId", position, entry_id as "entryId", type, section, class,
           form_id as "formId", form_version as "formVersion", author, purpose,
           epoch_ms(device_time)::text as "deviceMs", epoch_ms(server_time)::text as "serverMs",
           body, prev_hash as "prevHash", hash
    from journal_entry ${from} order by record_id, position limit ${PAGE}`;
}
