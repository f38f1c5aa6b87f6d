import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { brokenLinks } from './broken-links.ts';
import { dependencyProblems } from './dependency-table.ts';
import { ruleSources } from './rule-sources.ts';

export const SOURCES_PAPER = 'docs/standards/identification.md';

const BEGIN =
  '<!-- from packs/core; written by tools/check-papers.ts --write -->\n<!-- prettier-ignore-start -->\n';
const END = '\n<!-- prettier-ignore-end -->';

/** The paper with the tables put in place of those that it has; undefined when it has no place. */
export function withTables(paper: string, tables: string): string | undefined {
  const start = paper.indexOf(BEGIN);
  const end = paper.indexOf(END, start);
  if (start < 0 || end < 0) return undefined;
  return `${paper.slice(0, start)}${BEGIN}\n${tables}\n${paper.slice(end)}`;
}

/** What is wrong with the papers of a checkout: links that lead nowhere, tables that have drifted. */
export function paperProblems(root: string): readonly string[] {
  const paper = readFileSync(path.join(root, SOURCES_PAPER), 'utf8');
  const drifted =
    withTables(paper, ruleSources(root)) === paper
      ? []
      : [
          `${SOURCES_PAPER}: the pack has changed; run node_modules/.bin/node tools/check-papers.ts --write`,
        ];
  return [...brokenLinks(root), ...drifted, ...dependencyProblems(root)];
}

function writeTables(root: string): void {
  const file = path.join(root, SOURCES_PAPER);
  const written = withTables(readFileSync(file, 'utf8'), ruleSources(root));
  if (written === undefined) throw new Error(`${SOURCES_PAPER} has no place for the tables`);
  writeFileSync(file, written);
}

if (import.meta.main) {
  const root = path.resolve(import.meta.dirname, '..');
  if (process.argv.includes('--write')) writeTables(root);
  const problems = paperProblems(root);
  for (const problem of problems) console.error(problem);
  if (problems.length === 0)
    console.log('Every link leads somewhere; the tables say what the pack says.');
  process.exitCode = problems.length === 0 ? 0 : 1;
}
