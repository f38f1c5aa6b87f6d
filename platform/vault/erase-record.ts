import { sql } from 'kysely';
import type { RecordId } from '#kernel/ids.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { Sql } from '../database/open-database.ts';

export type EraseRefusal =
  { readonly code: 'vault.record.unknown' } | { readonly code: 'vault.record.erased-before' };

/**
 * Destroys the keys of a record: what they sealed can never be read again, by anyone, in any
 * backup of the database that is kept apart from an older one. Entries stay, and the chain is whole.
 */
export async function eraseRecord(
  owner: Sql,
  recordId: RecordId,
): Promise<Result<{ readonly keys: number }, EraseRefusal>> {
  const { rows: found } = await sql<{ erased: boolean }>`
    select erased_at is not null as erased from journal_record where record_id = ${recordId}`.execute(
    owner,
  );
  if (!found[0]) return refuse({ code: 'vault.record.unknown' });
  if (found[0].erased) return refuse({ code: 'vault.record.erased-before' });
  const { rows } = await sql<{ keys: number }>`select vault_erase(${recordId}) as keys`.execute(
    owner,
  );
  return accept({ keys: rows[0]?.keys ?? 0 });
}
