import { type CtdcRecord, fromCtdcRow } from '#capabilities/identification/domain/ctdc-row.ts';
import { evaluate } from '#capabilities/identification/domain/evaluate.ts';
import type { Evaluation } from '#capabilities/identification/domain/evaluation.ts';
import type { Ruleset } from '#capabilities/identification/domain/ruleset.ts';
import type { CalendarDay } from '#kernel/calendar-day.ts';
import { WorkerId } from '#kernel/ids.ts';
import type { CtdcFile, UnmappedRow } from './ctdc-file.ts';

/** Stands for "read from a file": no person recorded these facts here. */
export const IMPORTED = WorkerId.parse('00000000-0000-7000-8000-0000000000f1');

/** How many records, by the result that leads. A record counts once. */
type Count = Record<string, number>;
type Part = { records: number; byResult: Count };

export type IdentifyReport = {
  readonly records: number;
  readonly unmapped: readonly UnmappedRow[];
  /** By leading result: adds up to `records`. */
  readonly byResult: Count;
  /** Every result of every regime: a record counts once in each that holds. */
  readonly byRegime: Record<string, Count>;
  /** By purpose recorded: a record counts once for each. */
  readonly byExploitation: Count;
  readonly children: Part;
  readonly adults: Part;
  readonly ageUnknown: Part;
  readonly ruleset: string;
  readonly asOf: CalendarDay;
};

export type JudgedRow = {
  readonly row: number;
  readonly record: CtdcRecord;
  readonly evaluation: Evaluation;
};

/** Judges every row and counts. `onRow` sees each judged row, in the order of the file. */
export function judge(
  file: CtdcFile,
  ruleset: Ruleset,
  asOf: CalendarDay,
  onRow: (judged: JudgedRow) => void = () => undefined,
): IdentifyReport {
  const report = {
    byResult: count(ruleset.results.results.map(({ code }) => code)),
    byRegime: Object.fromEntries(ruleset.regimes.map(({ id }) => [id, count([])])),
    byExploitation: count([]),
    parts: { child: part(), adult: part(), unknown: part() },
  };
  const purposes = purposesOf(ruleset);
  for (const { row, values } of file.rows) {
    const record = fromCtdcRow(values, IMPORTED, asOf);
    const evaluation = evaluate(record.statements, { age: record.age, asOf }, ruleset);
    add(report.byResult, leadingResult(evaluation));
    for (const regime of regimesOf(evaluation))
      for (const result of regime.results) add((report.byRegime[regime.id] ??= {}), result);
    for (const { fact, value } of record.statements)
      if (value === 'yes' && purposes.has(fact)) add(report.byExploitation, fact);
    const whose = report.parts[sideOf(evaluation)];
    whose.records += 1;
    add(whose.byResult, leadingResult(evaluation));
    onRow({ row, record, evaluation });
  }
  return {
    records: file.rows.length,
    unmapped: file.unmapped,
    byResult: held(report.byResult),
    byRegime: report.byRegime,
    byExploitation: report.byExploitation,
    children: report.parts.child,
    adults: report.parts.adult,
    ageUnknown: report.parts.unknown,
    ruleset: ruleset.version,
    asOf,
  };
}

export function leadingResult({ results }: Evaluation): string {
  const [leading] = results;
  if (leading === undefined) throw new Error('An evaluation without a result');
  return leading;
}

function sideOf({ age }: Evaluation): 'child' | 'adult' | 'unknown' {
  if (age.status === 'adult' || age.status === 'unknown') return age.status;
  return 'child';
}

function regimesOf({ explanations }: Evaluation): readonly { id: string; results: Set<string> }[] {
  const regimes = new Map<string, Set<string>>();
  for (const { regime, result } of explanations) {
    const results = regimes.get(regime) ?? new Set();
    regimes.set(regime, results.add(result));
  }
  return [...regimes].map(([id, results]) => ({ id, results }));
}

function purposesOf(ruleset: Ruleset): ReadonlySet<string> {
  const inPurpose = ruleset.definitions.filter(({ groups }) => groups.includes('purpose'));
  return new Set(inPurpose.map(({ code }) => code));
}

function part(): Part {
  return { records: 0, byResult: {} };
}

function count(codes: readonly string[]): Count {
  return Object.fromEntries(codes.map((code) => [code, 0]));
}

function held(counts: Count): Count {
  return Object.fromEntries(Object.entries(counts).filter(([, records]) => records > 0));
}

function add(counts: Count, code: string): void {
  counts[code] = (counts[code] ?? 0) + 1;
}

const OUT_COLUMNS = [
  'row',
  'ageStatus',
  'ageRule',
  'leadingResult',
  'results',
  'rules',
  'regimes',
  'factsUsed',
  'conflicts',
  'safeguards',
  'nextQuestion',
  'allRulesConfirmed',
  'unmapped',
] as const;

type OutLine = Partial<Record<(typeof OUT_COLUMNS)[number], string>>;

export const OUT_HEADER = OUT_COLUMNS.join(',');

/** One line of the output file; codes only, so that no value can run as a formula. */
export function outLine({ row, evaluation }: JudgedRow): string {
  const { explanations } = evaluation;
  const used = explanations.flatMap(({ factsUsed }) => factsUsed.map(({ fact }) => fact));
  return csvLine({
    row: String(row),
    ageStatus: evaluation.age.status,
    ageRule: evaluation.age.rule,
    leadingResult: leadingResult(evaluation),
    results: evaluation.results.join(' '),
    rules: explanations
      .map(({ ruleId, ruleVersion }) => `${ruleId}@${String(ruleVersion)}`)
      .join(' '),
    regimes: [...new Set(explanations.map(({ regime }) => regime))].join(' '),
    factsUsed: [...new Set(used)].join(' '),
    conflicts: evaluation.conflicts.map(({ fact }) => fact).join(' '),
    safeguards: evaluation.safeguards.flatMap(({ requires }) => requires).join(' '),
    nextQuestion: evaluation.nextQuestion?.question ?? '',
    allRulesConfirmed: explanations.every(({ confirmed }) => confirmed) ? 'yes' : 'no',
  });
}

export function unmappedLine({ row, reason }: UnmappedRow): string {
  return csvLine({ row: String(row), unmapped: reason });
}

function csvLine(line: OutLine): string {
  return OUT_COLUMNS.map((column) => quoted(line[column] ?? '')).join(',');
}

function quoted(text: string): string {
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
