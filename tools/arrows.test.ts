import { execFileSync } from 'node:child_process';
import { copyFileSync, globSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';

/** Proves that the linter looks: every arrow of .oxlintrc.json is broken once and must be reported. */
const root = path.resolve(import.meta.dirname, '..');
const oxlint = path.join(root, 'node_modules/.bin/oxlint');

const Report = z.object({
  diagnostics: z.array(z.object({ code: z.string().optional(), filename: z.string() })),
  number_of_files: z.number(),
});

/** [the file, what it imports]: each must be refused. */
const FORBIDDEN: readonly (readonly [string, string])[] = [
  ['kernel/a.ts', '#platform/http/x.ts'],
  ['kernel/a.ts', '#capabilities/cases/contract.ts'],
  ['kernel/a.ts', '../platform/http/x.ts'],
  ['kernel/a.ts', 'node:fs'],
  ['kernel/a.ts', 'kysely'],
  ['capabilities/cases/domain/a.ts', '#platform/database/x.ts'],
  ['capabilities/cases/domain/a.ts', '#capabilities/tracing/domain/x.ts'],
  ['capabilities/cases/domain/a.ts', '../storage/x.ts'],
  ['capabilities/cases/domain/a.ts', '../api/x.ts'],
  ['capabilities/cases/domain/a.ts', '../ui/x.tsx'],
  ['capabilities/cases/domain/a.ts', '../../tracing/contract.ts'],
  ['capabilities/cases/domain/a.ts', 'node:crypto'],
  ['capabilities/cases/domain/a.ts', 'react'],
  ['capabilities/cases/contract.ts', '#platform/vault/x.ts'],
  ['capabilities/cases/contract.ts', './storage/x.ts'],
  ['capabilities/cases/endpoints.ts', 'fastify'],
  ['capabilities/cases/record-endpoints.ts', 'fastify'],
  ['capabilities/cases/storage/a.ts', '../api/x.ts'],
  ['capabilities/cases/storage/a.ts', '../ui/x.tsx'],
  ['capabilities/cases/storage/a.ts', '#platform/http/x.ts'],
  ['capabilities/cases/storage/a.ts', '#capabilities/tracing/storage/x.ts'],
  ['capabilities/cases/storage/a.ts', '../../tracing/storage/x.ts'],
  ['capabilities/cases/api/a.ts', '../ui/x.tsx'],
  ['capabilities/cases/api/a.ts', '#platform/design/x.tsx'],
  ['capabilities/cases/api/a.ts', '#capabilities/tracing/api/x.ts'],
  ['capabilities/cases/ui/a.ts', '../storage/x.ts'],
  ['capabilities/cases/ui/a.ts', '../api/x.ts'],
  ['capabilities/cases/ui/a.ts', '#platform/database/x.ts'],
  ['capabilities/cases/ui/a.ts', '#capabilities/tracing/ui/x.tsx'],
  ['capabilities/cases/ui/a.ts', 'node:fs'],
  ['platform/http/a.ts', '#capabilities/cases/contract.ts'],
  ['platform/http/a.ts', '../../capabilities/cases/contract.ts'],
  ['platform/http/a.ts', '#packs/demo/x.ts'],
  ['platform/http/a.ts', '../../apps/server/x.ts'],
  ['apps/web/a.ts', '#platform/database/x.ts'],
  ['apps/web/a.ts', '#capabilities/cases/api/x.ts'],
  ['apps/web/a.ts', '../server/x.ts'],
  ['apps/server/a.ts', '../web/x.tsx'],
  ['apps/between-slices/a.ts', '#platform/database/x.ts'],
  ['apps/between-slices/a.ts', '#capabilities/cases/api/x.ts'],
  ['apps/between-slices/a.ts', '#capabilities/cases/storage/x.ts'],
  ['apps/between-slices/a.ts', '#capabilities/cases/ui/x.tsx'],
  ['apps/between-slices/a.ts', '../server/x.ts'],
  ['apps/between-slices/a.ts', 'node:crypto'],
  ['apps/cli/a.ts', '#capabilities/cases/ui/x.tsx'],
  ['packs/demo/a.ts', '#capabilities/cases/domain/x.ts'],
  ['packs/demo/a.ts', '../../capabilities/cases/contract.ts'],
  ['acceptance/a.ts', '#capabilities/cases/domain/x.ts'],
  ['acceptance/a.ts', '../apps/server/x.ts'],
];

/** The way things are meant to be imported: none may be refused. */
const ALLOWED: readonly (readonly [string, string])[] = [
  ['kernel/a.ts', './x.ts'],
  ['kernel/a.ts', 'zod'],
  ['capabilities/cases/domain/a.ts', '#kernel/entry.ts'],
  ['capabilities/cases/domain/a.ts', '#capabilities/people/contract.ts'],
  ['capabilities/cases/domain/a.ts', './x.ts'],
  ['capabilities/cases/contract.ts', './domain/x.ts'],
  ['capabilities/cases/endpoints.ts', './domain/x.ts'],
  ['capabilities/cases/storage/a.ts', '#platform/database/x.ts'],
  ['capabilities/cases/storage/a.ts', '../domain/x.ts'],
  ['capabilities/cases/api/a.ts', '../storage/x.ts'],
  ['capabilities/cases/api/a.ts', '../endpoints.ts'],
  ['capabilities/cases/api/a.ts', '#platform/http/x.ts'],
  ['capabilities/cases/ui/a.ts', '../endpoints.ts'],
  ['capabilities/cases/ui/a.ts', '../domain/x.ts'],
  ['capabilities/cases/ui/a.ts', '#platform/design/x.tsx'],
  ['platform/http/a.ts', '../database/x.ts'],
  ['platform/http/a.ts', 'node:fs'],
  ['apps/web/a.ts', '#capabilities/cases/ui/x.tsx'],
  ['apps/server/a.ts', '#capabilities/cases/api/x.ts'],
  ['apps/server/a.ts', '../between-slices/x.ts'],
  ['apps/web/a.ts', '../between-slices/x.ts'],
  ['apps/between-slices/a.ts', '#capabilities/cases/domain/x.ts'],
  ['apps/between-slices/a.ts', '#capabilities/cases/contract.ts'],
  ['packs/demo/a.ts', '#kernel/form.ts'],
  ['packs/demo/a.ts', '#capabilities/cases/contract.ts'],
  ['acceptance/a.ts', 'playwright-core'],
];

const FORMS: readonly ((source: string) => string)[] = [
  (source) => `import { x } from '${source}';\nexport const y = x;\n`,
  (source) => `import type { X } from '${source}';\nexport type Y = X;\n`,
  (source) => `export { x } from '${source}';\n`,
];

/** Lints a folder that holds only the planted files; answers with those that were refused. */
function refused(plants: readonly (readonly [string, string])[]) {
  const folder = mkdtempSync(path.join(tmpdir(), 'amparo-arrows-'));
  try {
    copyFileSync(path.join(root, '.oxlintrc.json'), path.join(folder, '.oxlintrc.json'));
    // Each plant gets a file name of its own beside the one it stands for.
    const planted = plants.flatMap(([file, source], plant) =>
      FORMS.map((form, index) => {
        const name = `plant-${String(plant)}-${String(index)}`;
        const at = file.endsWith('/a.ts') ? file.replace(/a\.ts$/, `${name}.ts`) : file;
        // contract.ts and endpoints.ts are known by name, so the slice takes the name instead.
        const unique = at === file ? file.replace('/cases/', `/cases-${name}/`) : at;
        mkdirSync(path.dirname(path.join(folder, unique)), { recursive: true });
        writeFileSync(path.join(folder, unique), form(source));
        return { label: `${file} <- ${form(source).split('\n')[0] ?? ''}`, file: unique };
      }),
    );
    const report = lint(folder);
    const reported = new Set(
      report.diagnostics
        .filter(({ code }) => code === 'eslint(no-restricted-imports)')
        .map(({ filename }) => filename),
    );
    return {
      linted: report.number_of_files,
      planted: planted.length,
      refused: planted.filter(({ file }) => reported.has(file)).map(({ label }) => label),
      passed: planted.filter(({ file }) => !reported.has(file)).map(({ label }) => label),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function lint(folder: string): z.infer<typeof Report> {
  try {
    return Report.parse(
      JSON.parse(execFileSync(oxlint, ['-f', 'json'], { cwd: folder }).toString()),
    );
  } catch (error) {
    // Findings end oxlint with status 1; the report is still on its standard output.
    const { stdout } = z.object({ stdout: z.instanceof(Buffer) }).parse(error);
    return Report.parse(JSON.parse(stdout.toString()));
  }
}

test('every forbidden arrow is refused, as import, as type and as re-export', () => {
  const result = refused(FORBIDDEN);
  expect(result.passed).toEqual([]);
  expect(result.linted).toBe(result.planted);
});

test('no arrow that is meant is refused', () => {
  const result = refused(ALLOWED);
  expect(result.refused).toEqual([]);
  expect(result.linted).toBe(result.planted);
});

test('the linter looks at every TypeScript file of this checkout', () => {
  const rooms = '{kernel,platform,capabilities,packs,apps,tools,acceptance}';
  const listed = globSync(`${rooms}/**/*.{ts,tsx}`, { cwd: root });
  expect(listed.length).toBeGreaterThan(100);
  expect(lint(root).number_of_files).toBeGreaterThanOrEqual(listed.length);
});
