import { accept } from '#kernel/result.ts';
import type { BadEntry, JournalCheck } from '#platform/journal/verify-journal.ts';
import type { CliCommand, CliIo } from '../command.ts';
import { runForInstallation } from './whole-installation.ts';

const HELP = `Usage: npm run -s amparo -- journal verify [--json]

Walks the hash chain of every record and stops at the first entry that was changed, removed or put
in past the journal. Reads the same settings as the server: DATABASE_URL, or AMPARO_DATA_DIR for the
embedded database, whose server must be stopped first.
Ends with 0 when every chain is whole, with 1 when one is not (the first bad entry is named).
`;

const REASONS: Readonly<Record<BadEntry['reason'], string>> = {
  'missing-before': 'an entry before it is missing, or it is there twice',
  'wrong-link': 'it does not follow the entry before it',
  changed: 'it was changed after it was written',
  'cut-off': 'the entries after the last one are missing',
  'head-differs': 'the head of the record is another',
};

/** `amparo journal verify`: whether anything was changed, removed or put in behind the journal's back. */
export const journalVerifyCommand: CliCommand = {
  name: 'journal verify',
  summary: 'Check the hash chains of all records',
  help: HELP,
  run: (args, io) =>
    runForInstallation(args, io, {
      help: HELP,
      work: async ({ database }) => {
        const { verifyJournal } = await import('#platform/journal/verify-journal.ts');
        return accept(await database.asOwner(verifyJournal));
      },
      json: ({ records, entries, firstBad }) => ({
        ok: firstBad === null,
        records,
        entries,
        firstBad,
      }),
      tell,
      status: ({ firstBad }) => (firstBad ? 1 : 0),
    }),
};

function tell({ records, entries, firstBad }: JournalCheck, io: CliIo): void {
  if (firstBad) {
    const { recordId, position, entryId, reason } = firstBad;
    const entry = entryId === null ? '' : ` (${entryId})`;
    io.err(
      `The journal is broken at record ${recordId}, entry ${String(position)}${entry}: ${REASONS[reason]}.\n`,
    );
  } else {
    io.out(`The journal is whole: ${String(entries)} entries in ${String(records)} records.\n`);
  }
}
