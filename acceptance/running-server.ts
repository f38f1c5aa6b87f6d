import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';

export type RunningServer = {
  readonly address: string;
  /** Where it keeps what it writes: the embedded database and its keys. */
  readonly folder: string;
  /** Everything that it printed. */
  readonly printed: () => string;
  readonly stop: () => Promise<void>;
};

const root = path.resolve(import.meta.dirname, '..');
const READY = /Amparo is at (http:\/\/\S+)/;
const LONGEST_START = 120_000;

/** An empty database of its own on the server that the address names; undefined when there is none. */
async function ownDatabase(server: string | undefined) {
  if (server === undefined || server === '') return undefined;
  const name = `amparo_journey_${randomUUID().replaceAll('-', '')}`;
  await onServer(server, `create database ${name}`);
  const url = server.replace(/^(postgres(?:ql)?:\/\/[^/]*)\/[^?]*/, `$1/${name}`);
  return { url, drop: () => onServer(server, `drop database ${name} with (force)`) };
}

async function onServer(server: string, command: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    await client.query(command);
  } finally {
    await client.end();
  }
}

/** Starts the program as a user does, on a fresh database: embedded, or on the server of TEST_DATABASE_URL. */
export async function startServer(): Promise<RunningServer> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'amparo-journey-'));
  const onServer = await ownDatabase(process.env['TEST_DATABASE_URL']);
  const child = spawn(process.execPath, ['apps/server/main.ts'], {
    cwd: root,
    env: {
      ...process.env,
      PORT: String(await freePort()),
      AMPARO_MODE: 'evaluation',
      AMPARO_DATA_DIR: folder,
      // The children told by hand are enough for a journey; hundreds more would slow it.
      AMPARO_DEMO_CHILDREN: '0',
      DATABASE_URL: onServer?.url ?? '',
    },
  });
  let printed = '';
  const hear = (chunk: Buffer): void => {
    printed += chunk.toString('utf8');
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  const stop = async (): Promise<void> => {
    await ended(child);
    await onServer?.drop();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const address = await heard(child, () => READY.exec(printed)?.[1]);
    return { address, folder, printed: () => printed, stop };
  } catch (fault) {
    await stop();
    throw new Error(`The server did not start:\n${printed}`, { cause: fault });
  }
}

async function heard(child: ChildProcess, find: () => string | undefined): Promise<string> {
  const until = Date.now() + LONGEST_START;
  while (Date.now() < until && child.exitCode === null) {
    const found = find();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('No address was printed');
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const exit = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await exit;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('No free port');
  return address.port;
}
