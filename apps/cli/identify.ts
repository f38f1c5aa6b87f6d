import { renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { CalendarDay } from '#kernel/calendar-day.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { CliCommand, CliIo, ExitStatus } from './command.ts';
import { readCtdcText, readTextFile } from './ctdc-file.ts';
import { factsFileSchema, judgeFactsText } from './facts-file.ts';
import {
  type IdentifyReport,
  judge,
  OUT_HEADER,
  outLine,
  unmappedLine,
} from './identify-report.ts';
import { HELP, type IdentifyRefusal, inWords } from './identify-words.ts';
import { readRuleset } from './read-ruleset.ts';
import { showEvaluation, showReport } from './show-identify.ts';

const CORE_PACK = fileURLToPath(new URL('../../packs/core', import.meta.url));

type Options = {
  readonly ctdc?: string | undefined;
  readonly facts?: string | undefined;
  readonly out?: string | undefined;
  readonly schema?: boolean | undefined;
  readonly json?: boolean | undefined;
  readonly help?: boolean | undefined;
  readonly pack?: string | undefined;
  readonly 'as-of'?: string | undefined;
};

/** `amparo identify`: judges records or one set of facts, and explains. */
export const identifyCommand: CliCommand = {
  name: 'identify',
  summary: 'What recorded facts amount to in law, with the reasons',
  help: HELP,
  run: (args, io) => Promise.resolve(run(args, io)),
};

function run(args: readonly string[], io: CliIo): ExitStatus {
  const options = optionsOf(args);
  if (typeof options === 'string') return misused(options, io);
  if (options.help) {
    io.out(HELP);
    return 0;
  }
  const wrong = misuseOf(options);
  if (wrong) return misused(wrong, io);
  if (options.schema) {
    io.out(json(factsFileSchema()));
    return 0;
  }
  const answer = options.ctdc === undefined ? judgeFacts(options) : judgeCtdc(options);
  if (!answer.ok) return refused(answer.refusal, options, io);
  io.out(answer.value);
  return 0;
}

function optionsOf(args: readonly string[]): Options | string {
  try {
    return parseArgs({
      args: [...args],
      options: {
        ctdc: { type: 'string' },
        facts: { type: 'string' },
        out: { type: 'string' },
        schema: { type: 'boolean' },
        json: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
        pack: { type: 'string' },
        'as-of': { type: 'string' },
      },
    }).values;
  } catch (error) {
    return error instanceof Error ? error.message : 'These options cannot be read.';
  }
}

function misuseOf(options: Options): string | undefined {
  const asked = [options.ctdc, options.facts, options.schema].filter((one) => one !== undefined);
  if (asked.length !== 1) return 'Give exactly one of --ctdc, --facts and --schema.';
  if (options.out !== undefined && options.ctdc === undefined) return '--out belongs to --ctdc.';
  const day = options['as-of'];
  if (day === undefined) return undefined;
  if (!CalendarDay.safeParse(day).success) return '--as-of needs a day such as 2026-11-24.';
  return day > today() ? '--as-of lies in the future.' : undefined;
}

function judgeCtdc(options: Options): Result<string, IdentifyRefusal> {
  const text = readTextFile(options.ctdc ?? '');
  if (!text.ok) return text;
  const file = readCtdcText(text.value);
  if (!file.ok) return file;
  const ruleset = readRuleset(options.pack ?? CORE_PACK);
  if (!ruleset.ok) return ruleset;
  const lines: { readonly row: number; readonly line: string }[] = [];
  const report = judge(file.value, ruleset.value, asOf(options), (judged) => {
    if (options.out !== undefined) lines.push({ row: judged.row, line: outLine(judged) });
  });
  if (options.out !== undefined) {
    for (const row of file.value.unmapped) lines.push({ row: row.row, line: unmappedLine(row) });
    lines.sort((left, right) => left.row - right.row);
    const written = write(options.out, options.ctdc ?? '', [
      OUT_HEADER,
      ...lines.map(({ line }) => line),
    ]);
    if (!written.ok) return written;
  }
  return accept(shown<IdentifyReport>(report, options, showReport));
}

function judgeFacts(options: Options): Result<string, IdentifyRefusal> {
  const text = readTextFile(options.facts ?? '');
  if (!text.ok) return text;
  const ruleset = readRuleset(options.pack ?? CORE_PACK);
  if (!ruleset.ok) return ruleset;
  const evaluation = judgeFactsText(text.value, ruleset.value, asOf(options));
  if (!evaluation.ok) return evaluation;
  return accept(shown(evaluation.value, options, showEvaluation));
}

function shown<Value>(value: Value, options: Options, show: (value: Value) => string): string {
  return options.json ? json(value) : show(value);
}

/** Whole or not at all: an interrupted run leaves no half of a file under the asked name. */
function write(
  file: string,
  input: string,
  lines: readonly string[],
): Result<undefined, IdentifyRefusal> {
  if (path.resolve(file) === path.resolve(input)) return refuse({ code: 'identify.out.is-input' });
  const part = `${file}.part`;
  try {
    writeFileSync(part, `${lines.join('\n')}\n`);
    renameSync(part, file);
    return accept(undefined);
  } catch {
    rmSync(part, { force: true });
    return refuse({ code: 'identify.out.unwritable' });
  }
}

function asOf(options: Options): CalendarDay {
  return CalendarDay.parse(options['as-of'] ?? today());
}

function today(): string {
  return new Date().toISOString().slice(0, 10);
}

function refused(refusal: IdentifyRefusal, options: Options, io: CliIo): ExitStatus {
  const message = inWords(refusal);
  if (options.json) io.out(json({ code: refusal.code, message }));
  else io.err(`${refusal.code}: ${message}\n`);
  return 1;
}

function misused(reason: string, io: CliIo): ExitStatus {
  io.err(`${reason}\n\n${HELP}`);
  return 2;
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
