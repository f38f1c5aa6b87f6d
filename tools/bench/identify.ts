import { availableParallelism, cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { readRuleset } from '../../apps/cli/read-ruleset.ts';
import { evaluate, type EvaluationContext } from '#capabilities/identification/domain/evaluate.ts';
import type { Statement } from '#capabilities/identification/domain/fact.ts';
import type { Ruleset } from '#capabilities/identification/domain/ruleset.ts';
import { CalendarDay, calendarDay } from '#kernel/calendar-day.ts';
import { WorkerId } from '#kernel/ids.ts';

const RECORDS = 100_000;
const RUNS = 5;
const TARGET = 50_000;
const EVIDENCE = ['child-disclosed', 'observed', 'documented', 'third-party', 'inferred'] as const;
const WORKERS = [1, 2, 3].map((n) =>
  WorkerId.parse(`00000000-0000-7000-8000-00000000000${String(n)}`),
);

type Sample = { readonly statements: readonly Statement[]; readonly context: EvaluationContext };

export type IdentifyMeasurement = {
  readonly records: number;
  readonly runs: readonly number[];
  /** Median by the clock on the wall; falls when others use the machine. */
  readonly recordsPerSecond: number;
  /** Median by the time that the one thread had a core: what the target is about. */
  readonly recordsPerCoreSecond: number;
  readonly target: number;
  readonly meetsTarget: boolean;
  readonly rules: number;
  readonly facts: number;
  readonly statementsPerRecord: number;
  readonly explanationsPerRecord: number;
  readonly distinctResults: number;
  readonly node: string;
  readonly cpu: string;
  readonly cpus: number;
};

/**
 * Full evaluations with explanations a second on one core: distinct facts, ages by birth date and by
 * statement, several recorders, conflicts; nothing is remembered from one record to the next.
 */
export const identifyBench = {
  name: 'identify',
  run: (): Promise<IdentifyMeasurement> => Promise.resolve(measure()),
};

function measure(): IdentifyMeasurement {
  const ruleset = rulesetOfCore();
  const samples = Array.from({ length: RECORDS }, (_, at) => sample(at, ruleset));
  for (const { statements, context } of samples.slice(0, 5_000))
    evaluate(statements, context, ruleset);
  const runs = Array.from({ length: RUNS }, () => runOnce(samples, ruleset));
  const recordsPerSecond = median(runs.map((run) => run.recordsPerSecond));
  const recordsPerCoreSecond = median(runs.map((run) => run.recordsPerCoreSecond));
  return {
    records: RECORDS,
    runs: runs.map((run) => run.recordsPerSecond),
    recordsPerSecond,
    recordsPerCoreSecond,
    target: TARGET,
    meetsTarget: recordsPerCoreSecond >= TARGET,
    rules: ruleset.rules.length,
    facts: ruleset.facts.size,
    statementsPerRecord: samples.reduce((sum, one) => sum + one.statements.length, 0) / RECORDS,
    explanationsPerRecord: (runs[0]?.explanations ?? 0) / RECORDS,
    distinctResults: runs[0]?.distinct ?? 0,
    node: process.version,
    cpu: cpus()[0]?.model ?? 'unknown',
    cpus: availableParallelism(),
  };
}

function runOnce(samples: readonly Sample[], ruleset: Ruleset) {
  let explanations = 0;
  const seen = new Set<string>();
  const start = performance.now();
  const startCpu = process.threadCpuUsage();
  for (const { statements, context } of samples) {
    const evaluation = evaluate(statements, context, ruleset);
    explanations += evaluation.explanations.length + evaluation.open.length;
    seen.add(evaluation.results[0] ?? '');
  }
  const seconds = (performance.now() - start) / 1000;
  const cpu = process.threadCpuUsage(startCpu);
  const coreSeconds = (cpu.user + cpu.system) / 1_000_000;
  return {
    recordsPerSecond: Math.round(samples.length / seconds),
    recordsPerCoreSecond: Math.round(samples.length / coreSeconds),
    explanations,
    distinct: seen.size,
  };
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((left, right) => left - right)[Math.floor(numbers.length / 2)] ?? 0;
}

function rulesetOfCore(): Ruleset {
  const read = readRuleset(fileURLToPath(new URL('../../packs/core', import.meta.url)));
  if (!read.ok) throw new Error(read.refusal.reasons.join('\n'));
  return read.value;
}

/** A record like a filled interview: 6 to 25 statements, drawn from all facts of the dictionary. */
function sample(seed: number, ruleset: Ruleset): Sample {
  const draw = drawer(seed + 1);
  const asOf = CalendarDay.parse('2026-11-24');
  const slots = [...ruleset.facts.values()];
  const statements: Statement[] = [];
  const length = 6 + draw(20);
  for (let n = 0; n < length; n += 1) {
    const slot = slots[draw(slots.length)];
    const by = WORKERS[draw(WORKERS.length)];
    const evidence = EVIDENCE[draw(EVIDENCE.length)];
    if (!slot || !by || !evidence) continue;
    const value = slot.isHours ? draw(60) : (['yes', 'yes', 'no', 'unknown'] as const)[draw(4)];
    if (value !== undefined) statements.push({ fact: slot.code, value, evidence, by, on: asOf });
  }
  const event = {
    precision: 'month',
    year: 2020 + draw(6),
    month: 1 + draw(12),
    basis: 'child',
  } as const;
  const born = calendarDay(1990 + draw(30), 1 + draw(12), 1 + draw(28));
  const births =
    draw(2) === 0
      ? [{ precision: 'day', day: born, basis: 'document' } as const]
      : [
          {
            precision: 'age',
            years: 8 + draw(16),
            plusMinus: draw(4),
            statedOn: asOf,
            basis: 'child',
          } as const,
        ];
  return {
    statements,
    context: { age: { births, agesAtEvent: [], event, assessment: null }, asOf },
  };
}

/** A small deterministic generator (mulberry32): the same records in every run. */
function drawer(seed: number): (below: number) => number {
  let state = seed * 0x9e3779b9;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * below) | 0;
  };
}
