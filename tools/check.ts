import { spawn } from 'node:child_process';
import path from 'node:path';

/** Everything that can be judged without running the product. No rule is a warning. */
type Check = { readonly name: string; readonly command: readonly [string, ...string[]] };

const root = path.resolve(import.meta.dirname, '..');
// Slowest first, so that the others fill the time beside it.
const CHECKS: readonly Check[] = [
  { name: 'types', command: ['tsc', '-b'] },
  { name: 'lint', command: ['oxlint', '--type-aware', '--max-warnings', '0'] },
  { name: 'format', command: ['prettier', '--check', '--log-level', 'warn', '.'] },
  { name: 'unused code', command: ['knip', '--no-progress'] },
  { name: 'arrows', command: ['vitest', 'run', '--project', 'unit', 'tools/arrows.test.ts'] },
  { name: 'rules', command: ['node', 'tools/check-rules.ts'] },
  { name: 'papers', command: ['node', 'tools/check-papers.ts'] },
  { name: 'packs', command: ['node', 'apps/cli/main.ts', 'pack', 'check'] },
];
const AT_ONCE = 2;

type Outcome = { readonly ok: boolean; readonly output: string; readonly seconds: number };

function runCheck({ command }: Check): Promise<Outcome> {
  const start = performance.now();
  const [program, ...args] = command;
  return new Promise((resolve) => {
    const child = spawn(path.join(root, 'node_modules/.bin', program), args, { cwd: root });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    const end = (ok: boolean): void => {
      resolve({ ok, output, seconds: (performance.now() - start) / 1000 });
    };
    child.on('error', (error) => {
      output += error.message;
      end(false);
    });
    child.on('close', (status) => {
      end(status === 0);
    });
  });
}

async function takeFrom(queue: Check[], failed: string[]): Promise<void> {
  for (let check = queue.shift(); check; check = queue.shift()) {
    const { ok, output, seconds } = await runCheck(check);
    console.log(`${ok ? 'ok    ' : 'FAILED'} ${check.name} (${seconds.toFixed(1)} s)`);
    if (ok) continue;
    failed.push(check.name);
    console.error(output);
  }
}

const queue = [...CHECKS];
const failed: string[] = [];
await Promise.all(Array.from({ length: AT_ONCE }, () => takeFrom(queue, failed)));
if (failed.length > 0) console.error(`Failed: ${failed.join(', ')}`);
process.exitCode = failed.length === 0 ? 0 : 1;
