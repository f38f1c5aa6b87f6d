import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { accept, type Result } from '#kernel/result.ts';
import { startRefused, type StartRefusal } from './config.ts';

/** Two programs on one embedded database would destroy it, so the second one does not start. */
export async function lockFolder(
  folder: string,
): Promise<Result<{ readonly unlock: () => Promise<void> }, StartRefusal>> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const file = path.join(folder, 'running.pid');
  if (!(await claim(file))) {
    const pid = Number((await readFile(file, 'utf8').catch(() => '')).trim());
    if (isRunning(pid)) {
      return startRefused(`Amparo is running already on ${folder} (process ${pid}).`);
    }
    await rm(file, { force: true });
    if (!(await claim(file))) return startRefused(`Amparo is starting already on ${folder}.`);
  }
  return accept({ unlock: () => rm(file, { force: true }) });
}

async function claim(file: string): Promise<boolean> {
  try {
    await writeFile(file, `${process.pid}\n`, { flag: 'wx', mode: 0o600 });
    return true;
  } catch (thrown) {
    if (thrown instanceof Error && 'code' in thrown && thrown.code === 'EEXIST') return false;
    throw thrown;
  }
}

function isRunning(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (thrown) {
    return thrown instanceof Error && 'code' in thrown && thrown.code === 'EPERM';
  }
}
