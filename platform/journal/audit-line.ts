import { sql } from 'kysely';
import type { RecordId } from '#kernel/ids.ts';
import type { SensitivityClass } from '#kernel/sensitivity.ts';
import type { Sql } from '../database/open-database.ts';
import type { Author } from './append-entries.ts';

export type AuditLine = {
  readonly author: Author;
  /** As `cases.name-looked-up`. */
  readonly action: string;
  readonly recordId?: RecordId;
  readonly classes?: readonly SensitivityClass[];
  /** Codes and counts only: no name, no free text. */
  readonly detail?: Readonly<Record<string, string | number | boolean>>;
};

/** Writes a line of the access log, in the transaction of what it tells of. */
export async function writeAuditLine(tx: Sql, line: AuditLine): Promise<void> {
  await sql`insert into audit_line (record_id, worker_id, action, purpose, classes, detail)
    values (${line.recordId ?? null}, ${line.author.worker}, ${line.action}, ${line.author.purpose},
            ${[...(line.classes ?? [])]}::text[], ${JSON.stringify(line.detail ?? {})}::text::jsonb)`.execute(
    tx,
  );
}
