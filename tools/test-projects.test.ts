import { globSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import config from '../vitest.config.ts';

const root = path.resolve(import.meta.dirname, '..');
const Projects = z.object({
  test: z.object({
    projects: z.array(
      z.object({ test: z.object({ name: z.string(), include: z.array(z.string()) }) }),
    ),
  }),
});

test('every test file belongs to exactly one project, so that none is left unrun', () => {
  const runs = Projects.parse(config).test.projects.map(({ test: { name, include } }) => ({
    name,
    files: new Set(globSync(include, { cwd: root })),
  }));
  const files = globSync(
    '{kernel,platform,capabilities,packs,apps,tools,acceptance}/**/*.test.{ts,tsx}',
    {
      cwd: root,
    },
  );
  const misplaced = files
    .map((file) => ({
      file,
      in: runs.filter((run) => run.files.has(file)).map(({ name }) => name),
    }))
    .filter(({ in: projects }) => projects.length !== 1);
  expect(misplaced).toEqual([]);
  expect(files.length).toBeGreaterThan(20);
});
