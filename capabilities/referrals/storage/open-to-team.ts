import { sql } from 'kysely';
import type { EntryId, RecordId } from '#kernel/ids.ts';
import type { Purpose } from '#kernel/sensitivity.ts';
import type { Sql } from '#platform/database/open-database.ts';
import type { Opened } from '../domain/referral-sections.ts';

/** RE-4: opens classes of a record to the team that was asked; false when the grant's id is taken. */
export async function openToTeam(
  tx: Sql,
  recordId: RecordId,
  opened: Opened & { readonly purpose: Purpose },
): Promise<boolean> {
  const { rows } = await sql<{ given: boolean }>`
    select referral_open(${opened.grantId}, ${recordId}, ${opened.team}, ${[...opened.classes]}::text[],
                         ${opened.purpose}, ${opened.until}) as given`.execute(tx);
  return rows[0]?.given ?? false;
}

/** RE-7, RE-9: ends what a referral opened; false when it had ended. */
export async function closeToTeam(
  tx: Sql,
  recordId: RecordId,
  referralId: EntryId,
): Promise<boolean> {
  const { rows } = await sql<{ ended: boolean }>`
    select referral_close(${recordId}, ${referralId}) as ended`.execute(tx);
  return rows[0]?.ended ?? false;
}
