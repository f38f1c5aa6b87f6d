import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDatabase } from '#platform/database/open-database.ts';

const MAIN = path.join(import.meta.dirname, 'main.ts');
const started: ChildProcess[] = [];
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'main-'));
});
afterAll(async () => {
  for (const child of started) child.kill('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

type Program = {
  readonly child: ChildProcess;
  readonly out: () => string;
  readonly exit: Promise<number | null>;
};

/** Starts the program as a person would, with this environment alone. */
function startProgram(environment: Record<string, string>): Program {
  const child = spawn(process.execPath, [MAIN], {
    env: {
      PATH: process.env['PATH'] ?? '',
      PORT: '0',
      AMPARO_DATA_DIR: folder,
      AMPARO_DEMO_CHILDREN: '0',
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  started.push(child);
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const exit = new Promise<number | null>((resolve) => child.once('exit', resolve));
  return { child, out: () => text, exit };
}

async function addressOf(program: Program): Promise<string> {
  for (let waited = 0; waited < 400; waited += 1) {
    const address = /Amparo is at (http:\/\/\S+)/.exec(program.out())?.[1];
    if (address !== undefined) return address;
    if (program.child.exitCode !== null) break;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`Not started: ${program.out()}`);
}

describe('the program', () => {
  test('starts, answers, keeps a second one off its data, and ends cleanly when told', async () => {
    const program = startProgram({});
    const address = await addressOf(program);
    expect((await fetch(`${address}/healthz`)).status).toBe(200);
    expect((await fetch(`${address}/api/me`)).status).toBe(401);

    const second = startProgram({});
    expect(await second.exit).toBe(1);
    expect(second.out()).toMatch(/^Amparo is running already on .+\n$/);

    program.child.kill('SIGTERM');
    expect(await program.exit).toBe(0);
    expect(await readdir(folder)).not.toContain('running.pid');
  });

  test.each([
    [{ AMPARO_MODE: 'production' }, 'Production needs PostgreSQL'],
    [{ AMPARO_MODE: 'on' }, 'AMPARO_MODE is not understood'],
  ])('%o ends it with one sentence and exit code 1', async (environment, begin) => {
    const program = startProgram(environment);
    expect(await program.exit).toBe(1);
    expect(program.out().startsWith(begin)).toBe(true);
    expect(program.out().trim().split('\n')).toHaveLength(1);
  });

  test.each([
    ['changed', sql`update schema_migration set sha256 = 'x' where name like '0001%'`],
    ['newer', sql`insert into schema_migration values ('9999_moon.sql', 'x')`],
  ])('a database of another version ends it with one sentence: %s', async (kind, change) => {
    const place = path.join(folder, kind);
    const database = await openDatabase({ dataDir: path.join(place, 'database') });
    await database.asOwner((owner) => change.execute(owner));
    await database.close();
    const program = startProgram({ AMPARO_DATA_DIR: place });
    expect(await program.exit).toBe(1);
    expect(program.out()).toMatch(
      /^(A newer|Another) version of Amparo .+ delete the folder \S+ and begin anew\. Nothing was changed\.\n$/,
    );
    expect(program.out()).toContain(place);
    expect(await readdir(place)).not.toContain('running.pid');
  });

  test('what is not HTTP is answered as a problem', async () => {
    const program = startProgram({ AMPARO_DATA_DIR: path.join(folder, 'other') });
    const { hostname, port } = new URL(await addressOf(program));
    const { connect } = await import('node:net');
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = connect(Number(port), hostname, () => socket.write('HELLO?\r\n\r\n'));
      let text = '';
      socket.on('data', (chunk) => (text += chunk.toString()));
      socket.on('end', () => resolve(text));
      socket.on('error', reject);
    });
    expect(answer).toMatch(
      /^HTTP\/1\.1 400[\s\S]*application\/problem\+json[\s\S]*"request\.invalid"/,
    );
    program.child.kill('SIGTERM');
    expect(await program.exit).toBe(0);
  });
});
