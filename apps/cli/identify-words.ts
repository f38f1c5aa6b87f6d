import { MOST_BYTES, type FileRefusal } from './ctdc-file.ts';
import type { FactsRefusal } from './facts-file.ts';
import type { RulesetUnread } from './read-ruleset.ts';

export type IdentifyRefusal =
  | FileRefusal
  | FactsRefusal
  | RulesetUnread
  | { readonly code: 'identify.out.unwritable' }
  | { readonly code: 'identify.out.is-input' };

/** The refusal as a sentence that says what to do. */
export function inWords(refusal: IdentifyRefusal): string {
  switch (refusal.code) {
    case 'identify.file.missing':
      return 'There is no such file. Check the path.';
    case 'identify.file.unreadable':
      return 'The file cannot be read. Check who may read it.';
    case 'identify.file.too-large':
      return `The file is over ${String(refusal.mostBytes / (1024 * 1024))} MB. Split it and run each part.`;
    case 'identify.file.not-utf8':
      return 'The file is not UTF-8 text. Save it as UTF-8 and try again.';
    case 'identify.file.empty':
      return 'The file has no rows.';
    case 'identify.file.truncated':
      return `The file ends in the middle of line ${String(refusal.row)}. Fetch it again.`;
    case 'identify.file.columns-missing':
      return `Columns are missing: ${refusal.columns.join(', ')}.`;
    case 'identify.file.columns-unknown':
      return `The file has columns that would be lost: ${printable(refusal.columns)}. Remove them first.`;
    case 'identify.facts.not-json':
      return 'The file is not JSON.';
    case 'identify.facts.invalid':
      return `The facts do not fit the schema (see --schema): ${refusal.issues.slice(0, 10).join('; ')}`;
    case 'identify.facts.refused':
      return FACT_WORDS[refusal.why]?.(refusal.fact) ?? `The fact ${refusal.fact} cannot be used.`;
    case 'identify.facts.in-future':
      return 'The day of asking lies in the future.';
    case 'identify.pack.broken':
      return `The rules cannot be used: ${refusal.reasons.slice(0, 20).join('; ')}`;
    case 'identify.out.unwritable':
      return 'The output file cannot be written. Nothing was changed.';
    case 'identify.out.is-input':
      return 'The output file is the input file. Name another.';
  }
}

const FACT_WORDS: Readonly<Record<string, (fact: string) => string>> = {
  'identification.fact.unknown': (fact) => `No rule knows the fact ${fact}.`,
  'identification.fact.wrong-kind': (fact) => `The value of ${fact} is of the wrong kind.`,
  'identification.fact.in-future': (fact) => `The fact ${fact} was recorded in the future.`,
};

function printable(columns: readonly string[]): string {
  return columns.map((column) => column.replace(/[^\w .-]/g, '?').slice(0, 40)).join(', ');
}

export const HELP = `amparo identify: what recorded facts amount to, in every law of the pack, with the reasons.

  identify --ctdc FILE [--out FILE.csv] [--json]   judge every row of a CTDC export
  identify --facts FILE.json [--json]              judge one hand-written set of facts
  identify --schema                                print the JSON Schema of that file

  --pack FOLDER   the pack whose rules are used (default: packs/core)
  --as-of DAY     the day of asking, as 2026-11-24 (default: today)

A row is named by its line in the file; the header is line 1. Files may have up to ${String(MOST_BYTES / (1024 * 1024))} MB.
The answer supports a person's decision. It is never a verdict, and never "not a victim".
`;
