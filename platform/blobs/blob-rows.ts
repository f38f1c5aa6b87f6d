import { sql } from 'kysely';
import { z } from 'zod';
import { RecordId } from '#kernel/ids.ts';
import { SensitivityClass } from '#kernel/sensitivity.ts';
import type { Sql, SqlTransaction } from '../database/open-database.ts';
import { BlobDeclared, BlobId } from '#kernel/blob.ts';
import type { KeyOpener, RecordKeys, StoredKey } from '../vault/record-keys.ts';

/** What the sender said of the content; sealed with the key of its class. */
export const BlobHead = z.object(
  BlobDeclared.pick({ mediaType: true, bytes: true, sha256: true }).shape,
);
export type BlobHead = z.infer<typeof BlobHead>;

/** A blob with the keys of its record that its reader was given. */
export type OpenBlob = {
  readonly blobId: BlobId;
  readonly recordId: RecordId;
  readonly class: SensitivityClass;
  readonly head: BlobHead;
  /** In order. */
  readonly here: number[];
  readonly isComplete: boolean;
  readonly keys: RecordKeys;
};

const Row = z.object({
  recordId: RecordId,
  class: SensitivityClass,
  head: z.instanceof(Uint8Array),
  here: z.array(z.number()),
  isComplete: z.boolean(),
});

/** A blob, as far as the asker of this transaction may know of it; absent, forbidden and erased look the same. */
export async function openBlob(
  tx: Sql,
  opener: KeyOpener,
  blobId: BlobId,
): Promise<OpenBlob | undefined> {
  const { rows } = await sql`
    select record_id as "recordId", class, head, here, completed_at is not null as "isComplete"
    from blob where blob_id = ${blobId}`.execute(tx);
  if (!rows[0]) return undefined;
  const { head, here, ...row } = Row.parse(rows[0]);
  const keys = await keysOf(tx, opener, row);
  if (!keys) return undefined;
  const opened = BlobHead.parse(keys.unseal(row.class, headContext(blobId), Buffer.from(head)));
  return { blobId, ...row, head: opened, here: here.toSorted((one, two) => one - two), keys };
}

/** The keys of one class of a record, as the asker gets them; undefined when there are none. */
export async function keysOf(
  tx: Sql,
  opener: KeyOpener,
  of: { readonly recordId: RecordId; readonly class: SensitivityClass },
): Promise<RecordKeys | undefined> {
  const { rows } = await sql<StoredKey>`
    select class, version, master_key_id as "masterKeyId", wrapped from vault_key
    where record_id = ${of.recordId} and class = ${of.class} and wrapped is not null`.execute(tx);
  if (rows.length === 0) return undefined;
  return opener.open(of.recordId, rows);
}

export async function mayWriteClass(
  tx: Sql,
  of: { readonly recordId: RecordId; readonly class: SensitivityClass },
): Promise<boolean> {
  const { rows } = await sql<{ may: boolean }>`
    select amparo_may(${of.recordId}, ${of.class}, true)
      and exists (select 1 from journal_record where record_id = ${of.recordId}
                  and erased_at is null) as may`.execute(tx);
  return rows[0]?.may ?? false;
}

/** False when something has this id already. */
export async function insertBlob(
  tx: SqlTransaction,
  blob: BlobDeclared & { readonly author: string; readonly chunks: number; readonly head: Buffer },
): Promise<boolean> {
  const { rows } = await sql`
    insert into blob (blob_id, record_id, class, author, chunks, head)
    values (${blob.blobId}, ${blob.recordId}, ${blob.class}, ${blob.author}, ${blob.chunks}, ${blob.head})
    on conflict do nothing returning 1`.execute(tx);
  return rows.length > 0;
}

const Changed = z.object({ here: z.array(z.number()) });

/** Undefined when the blob is complete, or no longer the asker's to send. */
export async function noteChunk(
  tx: Sql,
  blobId: BlobId,
  index: number,
): Promise<number[] | undefined> {
  const { rows } = await sql`
    update blob set here = array(select distinct part from unnest(here || ${index}::integer) part order by 1)
    where blob_id = ${blobId} and completed_at is null returning here`.execute(tx);
  return rows[0] ? Changed.parse(rows[0]).here : undefined;
}

export async function keepChunks(tx: Sql, blobId: BlobId, here: readonly number[]): Promise<void> {
  await sql`update blob set here = ${[...here]}::integer[]
    where blob_id = ${blobId} and completed_at is null`.execute(tx);
}

/** False when the blob is no longer the asker's to send. */
export async function noteComplete(tx: Sql, blobId: BlobId): Promise<boolean> {
  const { rows } = await sql`update blob set completed_at = now()
    where blob_id = ${blobId} and completed_at is null returning 1`.execute(tx);
  return rows.length > 0;
}

export function headContext(blobId: BlobId): string {
  return `blob:${blobId}:head`;
}

export function chunkContext(blobId: BlobId, index: number): string {
  return `blob:${blobId}:${index}`;
}
