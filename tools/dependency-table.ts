import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

export const DEPENDENCIES_PAPER = 'docs/decisions/011-dependencies.md';

const Versions = z.record(z.string(), z.string()).default({});
const Package = z.object({
  dependencies: Versions,
  devDependencies: Versions,
  optionalDependencies: Versions,
});

/** Where the table of dependencies and package.json disagree. Type packages have no row. */
export function dependencyProblems(root: string): readonly string[] {
  const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');
  const parsed = Package.parse(JSON.parse(read('package.json')));
  const wanted = Object.entries({
    ...parsed.dependencies,
    ...parsed.devDependencies,
    ...parsed.optionalDependencies,
  }).filter(([name]) => !name.startsWith('@types/'));
  const rows = new Map(
    Array.from(
      read(DEPENDENCIES_PAPER).matchAll(/^\| +(\S+) +\| +(\d[\w.-]*) +\|/gm),
      ([, name = '', version = '']) => [name, version],
    ),
  );
  const missing = wanted.flatMap(([name, version]) =>
    rows.get(name) === version
      ? []
      : [`${DEPENDENCIES_PAPER}: ${name} ${version} needs its row, with the reason`],
  );
  const names = new Set(wanted.map(([name]) => name));
  const gone = [...rows.keys()].filter((name) => !names.has(name));
  return [...missing, ...gone.map((name) => `${DEPENDENCIES_PAPER}: ${name} is used no more`)];
}
