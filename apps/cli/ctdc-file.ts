import { readFileSync, statSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { CTDC_COLUMNS, CtdcRow } from '#capabilities/identification/domain/ctdc-row.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';

/** A row that could not be read, by its line in the file: the header is line 1. */
export type UnmappedRow = { readonly row: number; readonly reason: string };
export type CtdcFileRow = { readonly row: number; readonly values: CtdcRow };
export type CtdcFile = {
  readonly rows: readonly CtdcFileRow[];
  readonly unmapped: readonly UnmappedRow[];
};

export type FileRefusal =
  | { readonly code: 'identify.file.missing' }
  | { readonly code: 'identify.file.unreadable' }
  | { readonly code: 'identify.file.too-large'; readonly mostBytes: number }
  | { readonly code: 'identify.file.not-utf8' }
  | { readonly code: 'identify.file.empty' }
  | { readonly code: 'identify.file.truncated'; readonly row: number }
  | { readonly code: 'identify.file.columns-missing'; readonly columns: readonly string[] }
  | { readonly code: 'identify.file.columns-unknown'; readonly columns: readonly string[] };

/** 64 MB hold about 750,000 rows. */
export const MOST_BYTES = 64 * 1024 * 1024;

/** A text file within the limit, decoded as UTF-8 without replacing anything. */
export function readTextFile(
  file: string,
  mostBytes: number = MOST_BYTES,
): Result<string, FileRefusal> {
  const stat = statSync(file, { throwIfNoEntry: false });
  if (!stat?.isFile()) return refuse({ code: 'identify.file.missing' });
  if (stat.size > mostBytes) return refuse({ code: 'identify.file.too-large', mostBytes });
  const bytes = bytesOf(file);
  if (!bytes) return refuse({ code: 'identify.file.unreadable' });
  try {
    return accept(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return refuse({ code: 'identify.file.not-utf8' });
  }
}

function bytesOf(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}

const known: ReadonlySet<string> = new Set(CTDC_COLUMNS);

/** The rows of a CTDC export. A broken row is named and left out; the rest goes on. */
export function readCtdcText(text: string): Result<CtdcFile, FileRefusal> {
  const lines = linesOf(text);
  const [header, ...body] = lines;
  if (!header || body.length === 0) return refuse({ code: 'identify.file.empty' });
  const columns = header.fields ?? [];
  const wrong = wrongColumns(columns) ?? cutOff(text, body, columns.length);
  if (wrong) return refuse(wrong);
  const rows: CtdcFileRow[] = [];
  const unmapped: UnmappedRow[] = [];
  for (const { row, fields } of body) {
    const read = readRow(fields, columns);
    if (read.ok) rows.push({ row, values: read.value });
    else unmapped.push({ row, reason: read.refusal.reason });
  }
  return accept({ rows, unmapped });
}

function wrongColumns(columns: readonly string[]): FileRefusal | undefined {
  const missing = CTDC_COLUMNS.filter((column) => !columns.includes(column));
  if (missing.length > 0) return { code: 'identify.file.columns-missing', columns: missing };
  const unknown = columns.filter((column) => !known.has(column));
  return unknown.length > 0
    ? { code: 'identify.file.columns-unknown', columns: unknown }
    : undefined;
}

function cutOff(text: string, body: readonly Line[], width: number): FileRefusal | undefined {
  const last = body.at(-1);
  if (!last || text.endsWith('\n') || (last.fields?.length ?? 0) >= width) return undefined;
  return { code: 'identify.file.truncated', row: last.row };
}

type Line = { readonly row: number; readonly fields: readonly string[] | undefined };

// Line by line: no value of this data holds a line break, and so a stray quote breaks one row only.
function linesOf(text: string): readonly Line[] {
  const lines: Line[] = [];
  text.split(/\r?\n/).forEach((line, at) => {
    if (line.trim() !== '') lines.push({ row: at + 1, fields: fieldsOf(line) });
  });
  return lines;
}

function fieldsOf(line: string): readonly string[] | undefined {
  if (!line.includes('"')) return line.replace(/^\uFEFF/, '').split(',');
  try {
    return parse(line, { bom: true })[0];
  } catch {
    return undefined;
  }
}

type Unreadable = { readonly code: 'unreadable'; readonly reason: string };

function readRow(
  fields: readonly string[] | undefined,
  columns: readonly string[],
): Result<CtdcRow, Unreadable> {
  if (!fields) return refuse({ code: 'unreadable', reason: 'A quotation mark is not closed' });
  if (fields.length !== columns.length)
    return refuse({
      code: 'unreadable',
      reason: `Expected ${String(columns.length)} values, found ${String(fields.length)}`,
    });
  const values = Object.fromEntries(columns.map((column, at) => [column, fields[at]?.trim()]));
  const parsed = CtdcRow.safeParse(values);
  if (parsed.success) return accept(parsed.data);
  return refuse({ code: 'unreadable', reason: reasonOf(parsed.error) });
}

/** Names the column, never the value: it may be what somebody typed by mistake. */
function reasonOf(error: z.ZodError): string {
  return error.issues
    .map((issue) =>
      issue.path.length > 0 ? `${issue.path.join('.')}: unknown code` : issue.message,
    )
    .join('; ');
}
