import type { Evaluation } from '#capabilities/identification/domain/evaluation.ts';
import type { IdentifyReport } from './identify-report.ts';

/** The report for a terminal. */
export function showReport(report: IdentifyReport): string {
  const lines = [
    `${String(report.records)} records judged, ${String(report.unmapped.length)} not mapped`,
    '',
    'Leading result',
    ...counts(report.byResult),
    '',
    `People under 18 (${String(report.children.records)})`,
    ...counts(report.children.byResult),
    `Adults (${String(report.adults.records)})`,
    ...counts(report.adults.byResult),
    '',
    ...Object.entries(report.byRegime).flatMap(([regime, results]) => [regime, ...counts(results)]),
    '',
    'Purpose recorded',
    ...counts(report.byExploitation),
    ...report.unmapped.slice(0, 20).map(({ row, reason }) => `line ${String(row)}: ${reason}`),
  ];
  return `${lines.join('\n')}\n`;
}

/** One explained answer for a terminal. */
export function showEvaluation(evaluation: Evaluation): string {
  const { age, explanations, nextQuestion, safeguards } = evaluation;
  const lines = [
    `age at the event: ${age.status} (${age.rule})`,
    ...explanations.flatMap((one) => [
      '',
      `${one.result} [${one.regime}, ${one.ruleId} version ${String(one.ruleVersion)}${one.confirmed ? '' : ', not confirmed'}]`,
      ...one.factsUsed.map(
        ({ fact, value, evidence, on }) => `  ${fact}: ${String(value)} (${evidence}, ${on})`,
      ),
      ...(one.missingElement === undefined ? [] : [`  missing: ${one.missingElement}`]),
      ...one.citations.map(({ source, at }) => `  source: ${source}, ${at}`),
    ]),
    '',
    ...safeguards.map(({ id, requires }) => `safeguard ${id}: ${requires.join(', ')}`),
    ...evaluation.conflicts.map(({ fact }) => `statements disagree: ${fact}`),
    nextQuestion
      ? `would settle most: ${nextQuestion.question} (${String(nextQuestion.settles)} open rules)`
      : 'no single answer would settle more',
  ];
  return `${lines.join('\n')}\n`;
}

function counts(results: Readonly<Record<string, number>>): readonly string[] {
  return Object.entries(results).map(
    ([code, records]) => `  ${String(records).padStart(7)}  ${code}`,
  );
}
