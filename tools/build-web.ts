import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { contentStamp } from './content-stamp.ts';

/**
 * Builds the web app into `.cache/web` when it is missing or its sources have changed.
 * `--if-possible` is for the end of an installation: a machine that cannot build still installs.
 */
const root = path.resolve(import.meta.dirname, '..');
const built = path.join(root, '.cache/web/index.html');
const stampFile = path.join(root, '.cache/web.stamp');
const sources = [
  'apps/web/**',
  'kernel/**',
  'platform/{design,device,sync}/**',
  'capabilities/**',
  'packs/**',
  'vite.config.ts',
  'package-lock.json',
];

async function buildWeb(): Promise<void> {
  if (!existsSync(path.join(root, 'vite.config.ts'))) return;
  const stamp = contentStamp(root, sources);
  const isCurrent =
    existsSync(built) && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp;
  if (isCurrent) return;
  console.log('Building the web app (once; it is kept until its sources change) …');
  // Loaded late: a start that needs no build should not pay for Vite.
  const { build } = await import('vite');
  await build({ configFile: path.join(root, 'vite.config.ts'), logLevel: 'warn' });
  if (!existsSync(built)) throw new Error('Vite ended without .cache/web/index.html');
  mkdirSync(path.dirname(stampFile), { recursive: true });
  writeFileSync(stampFile, stamp);
}

try {
  await buildWeb();
} catch (fault) {
  const reason = fault instanceof Error ? fault.message : String(fault);
  console.error(`The web app could not be built: ${reason}`);
  process.exitCode = process.argv.includes('--if-possible') ? 0 : 1;
}
