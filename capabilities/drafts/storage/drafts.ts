import { sql } from 'kysely';
import { z } from 'zod';
import { RecordId } from '#kernel/ids.ts';
import { type Instant, instantAt } from '#kernel/instant.ts';
import type { Sql, SqlTransaction } from '#platform/database/open-database.ts';
import { aboutOf, DraftKey } from '../domain/draft-key.ts';

export type SealedDraft = {
  readonly key: DraftKey;
  readonly body: Buffer;
  /** The window in which it is written. */
  readonly writer: string;
  /** When the draft that this window goes on with was kept. */
  readonly over: Instant | null;
};

/** Whether the asker may know of the record now, under the purpose of now. */
export async function mayKnowOf(tx: Sql, recordId: RecordId): Promise<boolean> {
  const { rows } = await sql<{
    may: boolean;
  }>`select amparo_may(${recordId}, null, false) as may`.execute(tx);
  return rows[0]?.may ?? false;
}

/** DR-3: what waited too long goes, whoever wrote it. */
export async function sweepDrafts(tx: Sql): Promise<void> {
  await sql`select draft_sweep()`.execute(tx);
}

export async function countDrafts(tx: Sql, without: DraftKey): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::integer as count from draft where author = amparo_worker() and key <> ${without}`.execute(
    tx,
  );
  return rows[0]?.count ?? 0;
}

const Put = z.object({ keptMs: z.coerce.number(), isNew: z.boolean() });

/** DR-5: keeps a draft; undefined when another window has kept words under this key since. */
export async function putDraft(
  tx: SqlTransaction,
  { key, body, writer, over }: SealedDraft,
): Promise<{ readonly keptAt: Instant; readonly isNew: boolean } | undefined> {
  const overMs = over === null ? null : Date.parse(over);
  const { rows } = await sql`
    insert into draft (author, key, record_id, writer, body)
    values (amparo_worker(), ${key}, ${aboutOf(key).recordId}, ${writer}, ${body})
    on conflict (author, key) do update
      set body = excluded.body, writer = excluded.writer, kept_at = clock_timestamp()
      where draft.writer = excluded.writer or epoch_ms(draft.kept_at) = ${overMs}::bigint
    returning epoch_ms(kept_at) as "keptMs", (xmax = 0) as "isNew"`.execute(tx);
  if (rows.length === 0) return undefined;
  const { keptMs, isNew } = Put.parse(rows[0]);
  return { keptAt: instantAt(keptMs), isNew };
}

const Kept = z.object({ body: z.instanceof(Buffer), keptMs: z.coerce.number() });

export async function readDraft(
  tx: Sql,
  key: DraftKey,
): Promise<{ readonly body: Buffer; readonly keptAt: Instant } | undefined> {
  const { rows } = await sql`select body, epoch_ms(kept_at) as "keptMs" from draft
    where author = amparo_worker() and key = ${key}`.execute(tx);
  if (rows.length === 0) return undefined;
  const { body, keptMs } = Kept.parse(rows[0]);
  return { body, keptAt: instantAt(keptMs) };
}

/** False when there was none. */
export async function deleteDraft(tx: SqlTransaction, key: DraftKey): Promise<boolean> {
  const { numAffectedRows } =
    await sql`delete from draft where author = amparo_worker() and key = ${key}`.execute(tx);
  return numAffectedRows === 1n;
}

const Listed = z.object({
  key: DraftKey,
  recordId: RecordId.nullable(),
  code: z.string().nullable(),
  keptMs: z.coerce.number(),
  goneMs: z.coerce.number(),
});

/** The asker's own drafts, newest first, without what stands in them. */
export async function ownDrafts(tx: Sql): Promise<readonly z.infer<typeof Listed>[]> {
  const { rows } = await sql`
    select d.key, d.record_id as "recordId", c.code, epoch_ms(d.kept_at) as "keptMs",
           epoch_ms(d.kept_at + interval '14 days') as "goneMs"
    from draft d left join record_card c on c.record_id = d.record_id
    where d.author = amparo_worker() order by d.kept_at desc, d.key`.execute(tx);
  return z.array(Listed).parse(rows);
}
