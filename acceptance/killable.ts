import { type ChildProcess, execFile, execFileSync, spawn } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { promisify } from 'node:util';
import { type BrowserContext, chromium } from 'playwright-core';
import { findChromium } from './find-chromium.ts';

/** Programs that are ended with SIGKILL in mid-work and started again on what they left. */
const root = path.resolve(import.meta.dirname, '..');
const LONGEST_START = 120_000;
const NAME = 'kill-rounds';

export type Killable = {
  readonly start: () => Promise<void>;
  /** Returns when every process of it is gone. */
  readonly kill: () => Promise<void>;
};

/** A cluster of its own with fsync on, which nobody else uses. */
export type KillableDatabase = Killable & {
  readonly url: () => string;
  readonly remove: () => void;
};

export function killableDatabase(): KillableDatabase {
  const script = (command: 'start' | 'stop'): string =>
    execFileSync(path.join(root, 'tools/test-postgres.sh'), [command], {
      encoding: 'utf8',
      env: { ...process.env, POSTGRES_NAME: NAME },
    }).trim();
  let url = '';
  return {
    start: async () => {
      url = script('start').split('\n').at(-1) ?? '';
      await Promise.resolve();
    },
    kill: async () => {
      const home = new URL(url.replace('postgresql:///', 'postgresql://x/')).searchParams;
      const noted = await readFile(
        path.join(home.get('host') ?? '', 'data/postmaster.pid'),
        'utf8',
      );
      const postmaster = Number(noted.split('\n')[0]);
      // Stopped first, so that it makes no further process between the count and the end.
      process.kill(postmaster, 'SIGSTOP');
      const all = [postmaster, ...(await processes(['-P', String(postmaster)]))];
      await endAll(all);
    },
    url: () => url,
    remove: () => script('stop'),
  };
}

/** The program as a user starts it, always at the same address, for the browser keeps its content by it. */
export type KillableServer = Killable & {
  readonly address: string;
  /** Ends it as an administrator would. */
  readonly stop: () => Promise<void>;
  /** It has not ended, by itself or otherwise. */
  readonly isRunning: () => boolean;
  readonly printed: () => string;
};

export async function killableServer(
  environment: () => Readonly<Record<string, string>>,
): Promise<KillableServer> {
  const port = String(await freePort());
  let child: ChildProcess | undefined;
  let printed = '';
  const isRunning = () => child?.exitCode === null && child.signalCode === null;
  const end = async (signal: 'SIGKILL' | 'SIGTERM'): Promise<void> => {
    if (!child || !isRunning()) return;
    const exit = new Promise((resolve) => child?.once('exit', resolve));
    child.kill(signal);
    await exit;
  };
  return {
    address: `http://127.0.0.1:${port}`,
    start: async () => {
      printed = '';
      const started = spawn(process.execPath, ['apps/server/main.ts'], {
        cwd: root,
        env: { ...process.env, PORT: port, AMPARO_DEMO_CHILDREN: '0', ...environment() },
      });
      child = started;
      const hear = (chunk: Buffer): void => {
        printed = (printed + chunk.toString('utf8')).slice(-4000);
      };
      started.stdout.on('data', hear);
      started.stderr.on('data', hear);
      await until(() => {
        if (started.exitCode !== null) throw new Error(`The server did not start:\n${printed}`);
        return /Amparo is at http/.test(printed);
      });
    },
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
    isRunning,
    printed: () => printed,
  };
}

/** A Chromium on a profile of its own: what it kept is there again after it was killed. */
export type KillableBrowser = Killable & {
  readonly context: () => BrowserContext;
  /** As a person closes it: what it has not written yet, such as who is signed in, is written. */
  readonly close: () => Promise<void>;
};

export function killableBrowser(profile: string): KillableBrowser {
  let child: ChildProcess | undefined;
  let context: BrowserContext | undefined;
  return {
    start: async () => {
      const { executablePath, args, env, origin } = await findChromium();
      const started = spawn(
        executablePath,
        [
          ...args,
          ...(origin === 'package' ? [] : ['--headless=new']),
          '--disable-gpu',
          '--no-first-run',
          '--disable-background-networking',
          '--disable-component-update',
          '--disable-sync',
          '--lang=en',
          '--remote-debugging-port=0',
          `--user-data-dir=${profile}`,
          'about:blank',
        ],
        { env: { ...env, LANGUAGE: 'en' }, stdio: ['ignore', 'ignore', 'pipe'] },
      );
      child = started;
      let said = '';
      started.stderr.on('data', (chunk: Buffer) => (said += chunk.toString('utf8')));
      const address = () => /DevTools listening on (ws:\S+)/.exec(said)?.[1];
      await until(() => {
        if (started.exitCode !== null) throw new Error(`Chromium did not start:\n${said}`);
        return address() !== undefined;
      });
      const browser = await chromium.connectOverCDP(address() ?? '');
      context = browser.contexts()[0];
    },
    kill: async () => {
      const pid = child?.pid;
      if (pid === undefined) return;
      // Every process of this browser names the profile; nobody else's does.
      await endAll([pid, ...(await processes(['-f', profile]))]);
      await Promise.all(
        ['Lock', 'Cookie', 'Socket'].map((part) =>
          rm(path.join(profile, `Singleton${part}`), { force: true }),
        ),
      );
      child = undefined;
    },
    close: async () => {
      const session = await context?.browser()?.newBrowserCDPSession();
      const exit = new Promise((resolve) => child?.once('exit', resolve));
      await session?.send('Browser.close');
      await exit;
      child = undefined;
    },
    context: () => {
      if (!context) throw new Error('The browser is not running');
      return context;
    },
  };
}

async function processes(which: readonly string[]): Promise<readonly number[]> {
  const { stdout } = await promisify(execFile)('pgrep', which).catch(() => ({ stdout: '' }));
  return stdout.split('\n').filter(Boolean).map(Number);
}

async function endAll(pids: readonly number[]): Promise<void> {
  for (const pid of pids) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // gone already
    }
  }
  for (const pid of pids) await until(async () => isGone(pid));
}

/** Also when it was not reaped yet: it holds nothing any more. */
async function isGone(pid: number): Promise<boolean> {
  const stat = await readFile(`/proc/${String(pid)}/stat`, 'utf8').catch(() => undefined);
  return stat === undefined || /\) [ZX] /.test(stat);
}

/** Waits until it holds; `seen` tells what was there instead when it never did. */
export async function until(
  holds: () => boolean | Promise<boolean>,
  seen: () => unknown = () => '',
): Promise<void> {
  const end = Date.now() + LONGEST_START;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`Waited in vain: ${JSON.stringify(seen())}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('No free port');
  return address.port;
}
