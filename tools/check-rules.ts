import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { judgeRules, type RulesReport, type TextFile } from './rules.ts';

const ROOMS = '{kernel,platform,capabilities,apps,packs,acceptance}';

/** Judges all rules of a checkout: every slice has RULES.md, every rule a test, every quoted rule exists. */
export function checkRules(root: string): RulesReport {
  const read = (pattern: string): readonly TextFile[] =>
    globSync(pattern, { cwd: root })
      .sort()
      .map((file) => ({ file, text: readFileSync(path.join(root, file), 'utf8') }));
  const report = judgeRules(read(`${ROOMS}/**/RULES.md`), read(`${ROOMS}/**/*.test.{ts,tsx}`));
  const lawless = globSync('capabilities/*', { cwd: root })
    .filter((slice) => !existsSync(path.join(root, slice, 'RULES.md')))
    .map((slice) => `${slice}: a slice has a RULES.md`);
  return { rules: report.rules, problems: [...report.problems, ...lawless.sort()] };
}

if (import.meta.main) {
  const { rules, problems } = checkRules(path.resolve(import.meta.dirname, '..'));
  for (const problem of problems) console.error(problem);
  if (problems.length === 0)
    console.log(`${String(rules)} rules, each with a test that quotes it.`);
  process.exitCode = problems.length === 0 ? 0 : 1;
}
