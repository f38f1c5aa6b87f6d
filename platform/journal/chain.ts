import { createHash } from 'node:crypto';

/** What the hash of an entry covers: everything but the sync cursor. Sealed bodies, never plain ones. */
export type ChainedEntry = {
  readonly recordId: string;
  readonly position: number;
  readonly entryId: string;
  readonly type: string;
  readonly section: string;
  readonly class: string;
  readonly formId: string | null;
  readonly formVersion: number | null;
  readonly author: string;
  readonly purpose: string;
  readonly deviceMs: string;
  readonly serverMs: string;
  readonly body: Buffer;
  readonly prevHash: Buffer;
};

/** The same as `journal_hash` in migrations/0002_journal.sql, computed without the database. */
export function entryHash(entry: ChainedEntry): Buffer {
  const lines = [
    'amparo-journal-1',
    entry.recordId,
    entry.position,
    entry.entryId,
    entry.type,
    entry.section,
    entry.class,
    entry.formId ?? '',
    entry.formVersion ?? '',
    entry.author,
    entry.purpose,
    entry.deviceMs,
    entry.serverMs,
    createHash('sha256').update(entry.body).digest('hex'),
    entry.prevHash.toString('hex'),
  ];
  return createHash('sha256').update(lines.join('\n')).digest();
}
