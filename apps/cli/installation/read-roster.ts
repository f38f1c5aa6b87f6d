import { readFile, stat } from 'node:fs/promises';
import { Roster, rosterFaults, type RosterRules } from '#capabilities/access/domain/roster.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import { type PathStep, showPath } from '#platform/pack/pack-fault.ts';
import { parseDocumentText } from '#platform/pack/parse-document.ts';

const MOST_BYTES = 5_000_000;

export type RosterFileFault = {
  readonly file: string;
  /** Inside the file, as `workers[0].signIn`; empty for the file itself. */
  readonly path: string;
  readonly line?: number;
  readonly reason: string;
};

export type RosterFileRefusal = {
  readonly code: 'people.file.broken';
  readonly faults: readonly RosterFileFault[];
};

/** Reads a roster from YAML or JSON, and tells all that is wrong with it at once. */
export async function readRoster(
  file: string,
  rules: RosterRules,
): Promise<Result<Roster, RosterFileRefusal>> {
  const text = await textOf(file);
  if (!text.ok) return broken([{ file, path: '', reason: text.refusal.reason }]);
  const parsed = parseDocumentText('', file, text.value);
  if (!parsed.ok)
    return broken(
      parsed.refusal.faults.map(({ path, line, reason }) => ({ file, path, ...at(line), reason })),
    );
  const { value, lineOf } = parsed.value;
  const fault = (path: readonly PathStep[], reason: string): RosterFileFault => ({
    file,
    path: showPath(path),
    ...at(lineOf(path)),
    reason,
  });
  const roster = Roster.safeParse(value);
  if (!roster.success) {
    const found = roster.error.issues.map(({ path, message }) => fault(path.map(stepOf), message));
    // A day that is none breaks two rules at once; the first says enough.
    return broken(
      [...new Map(found.toReversed().map((one) => [one.path, one])).values()].reverse(),
    );
  }
  const faults = rosterFaults(roster.data, rules);
  return faults.length === 0
    ? accept(roster.data)
    : broken(faults.map(({ path, reason }) => fault(path, reason)));
}

/** One line for a terminal: `people.yaml:12 workers[0].signIn: …`. */
export function showRosterFault({ file, path, line, reason }: RosterFileFault): string {
  return `${file}${line === undefined ? '' : `:${String(line)}`}${path === '' ? '' : ` ${path}`}: ${reason}`;
}

function broken(faults: readonly RosterFileFault[]) {
  return refuse<RosterFileRefusal>({ code: 'people.file.broken', faults });
}

async function textOf(
  file: string,
): Promise<Result<string, { readonly code: 'unreadable'; readonly reason: string }>> {
  const unreadable = (reason: string) => refuse({ code: 'unreadable' as const, reason });
  const found = await stat(file).catch(() => undefined);
  if (found === undefined) return unreadable('There is no such file, or you may not see it.');
  if (!found.isFile()) return unreadable('This is no file.');
  if (found.size > MOST_BYTES) return unreadable('Over 5 MB: this is no list of workers.');
  const bytes = await readFile(file).catch(() => undefined);
  if (bytes === undefined) return unreadable('You may not read this file.');
  try {
    return accept(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return unreadable('This is not UTF-8 text.');
  }
}

function at(line: number | undefined): { readonly line?: number } {
  return line === undefined ? {} : { line };
}

function stepOf(step: PropertyKey): PathStep {
  return typeof step === 'number' ? step : String(step);
}
