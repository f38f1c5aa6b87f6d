import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { IndicatorSet } from '#capabilities/identification/domain/indicators.ts';
import { AccuracyDocument } from '#capabilities/identification/domain/predictive-value.ts';
import {
  type Citation,
  RegimeDocument,
  ResultsDocument,
  SafeguardsDocument,
} from '#capabilities/identification/domain/regime.ts';
import { ClockDefinition } from '#kernel/clock.ts';

const RULES = 'packs/core/identification';

/** Where each rule, indicator set, published accuracy and clock of the core pack is from, as tables. */
export function ruleSources(root: string): string {
  const read = (file: string): unknown => parse(readFileSync(path.join(root, file), 'utf8'));
  const all = (folder: string): readonly unknown[] =>
    readdirSync(path.join(root, folder))
      .filter((name) => name.endsWith('.yaml'))
      .toSorted()
      .map((name) => read(`${folder}/${name}`));
  return [
    '### Rules',
    ...rulesTable(all(`${RULES}/regimes`).map((one) => RegimeDocument.parse(one))),
    ...lowestAndSafeguards(
      ResultsDocument.parse(read(`${RULES}/results.yaml`)),
      SafeguardsDocument.parse(read(`${RULES}/safeguards.yaml`)),
    ),
    '',
    '### Indicator sets',
    ...indicatorsTable(all(`${RULES}/indicators`).map((one) => IndicatorSet.parse(one))),
    '',
    '### Published accuracy',
    ...accuracyTable(AccuracyDocument.parse(read(`${RULES}/accuracy.yaml`))),
    '',
    '### Clocks',
    ...clocksTable(z.array(ClockDefinition).parse(read('packs/core/clocks.yaml'))),
  ].join('\n');
}

function rulesTable(regimes: readonly RegimeDocument[]): readonly string[] {
  const rows = regimes.flatMap((regime) =>
    regime.rules.map((rule) => [
      `${regime.id}${regime.country === undefined ? '' : ` (${regime.country})`}`,
      rule.id,
      rule.result,
      sourcesOf(rule.citations),
      standing(rule.confirmed, rule.citations),
    ]),
  );
  return table(['regime', 'rule', 'result', 'source', 'text'], rows);
}

function lowestAndSafeguards(
  { lowest }: ResultsDocument,
  { safeguards }: SafeguardsDocument,
): readonly string[] {
  const rows = [
    ['lowest answer', lowest.id, lowest.result, sourcesOf(lowest.citations)],
    ...safeguards.map((one) => [
      'safeguard',
      one.id,
      one.requires.join(', '),
      sourcesOf(one.citations),
    ]),
  ];
  const confirmed = [lowest, ...safeguards].map((one) => standing(one.confirmed, one.citations));
  return table(
    ['kind', 'rule', 'says', 'source', 'text'],
    rows.map((row, index) => [...row, confirmed[index] ?? '']),
  );
}

function indicatorsTable(sets: readonly IndicatorSet[]): readonly string[] {
  const rows = sets.map((set) => {
    const indicators = set.dimensions.flatMap((dimension) => dimension.indicators);
    const read = indicators.filter((one) => one.confirmed).length;
    return [
      set.id,
      set.method,
      `${String(indicators.length)}, of which ${String(read)} read`,
      set.source,
      set.licence,
    ];
  });
  return table(['set', 'method', 'indicators', 'source', 'licence'], rows);
}

function accuracyTable({ rows }: AccuracyDocument): readonly string[] {
  return table(
    ['tool', 'people', 'sensitivity', 'specificity', 'source', 'text'],
    rows.map((row) => [
      row.name,
      `${String(row.participants)}: ${row.population}`,
      String(row.sensitivity),
      String(row.specificity),
      row.source,
      standing(row.confirmed),
    ]),
  );
}

function clocksTable(clocks: readonly ClockDefinition[]): readonly string[] {
  return table(
    ['clock', 'hours by risk', 'source', 'text'],
    clocks.map((clock) => [
      clock.id,
      Object.entries(clock.hours)
        .map(([risk, hours]) => `${risk} ${String(hours)}`)
        .join(', '),
      clock.source,
      standing(clock.confirmed),
    ]),
  );
}

/** Whether somebody read the text at its source; what the product itself decides has none. */
function standing(isConfirmed: boolean, citations: readonly Citation[] = []): string {
  const isOurs = citations.length > 0 && citations.every(({ source }) => source === 'Product rule');
  if (isOurs) return 'ours';
  return isConfirmed ? 'read' : 'recalled';
}

function sourcesOf(citations: readonly Citation[]): string {
  return citations
    .map(({ source, at, url }) => {
      const words = `${source}, ${at}`;
      return url === undefined ? words : `[${words}](${url})`;
    })
    .join('; ');
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll(/\s+/g, ' ').trim()).join(' | ')} |`;
  return ['', line(heads), line(heads.map(() => '---')), ...rows.map(line)];
}
