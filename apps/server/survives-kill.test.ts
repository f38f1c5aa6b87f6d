import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { uuidv7 } from '#kernel/ids.ts';
import { DEMO_PASSWORD, demoTeam } from './demo/seed-people.ts';

/**
 * An acknowledged entry survives kill -9: of the server always, and of the database too when the
 * tests run on PostgreSQL (one of its own, with fsync on).
 */
const root = path.resolve(import.meta.dirname, '../..');
const onPostgresql = Boolean(process.env['TEST_DATABASE_URL']);
const WRITERS = 4;
const WRITING_MS = 1500;

let folder: string;
let server: ChildProcess | undefined;
let address: string | undefined;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'kill-'));
});
afterAll(async () => {
  server?.kill('SIGKILL');
  if (onPostgresql) postgres('stop');
  await rm(folder, { recursive: true, force: true });
});

test('what was acknowledged is there after the server and the database were killed in mid-work', async () => {
  const first = await startServer();
  const cookie = await signIn(first);
  const acknowledged: string[] = [];
  const writing = Promise.all(
    Array.from({ length: WRITERS }, () => openCases(first, cookie, acknowledged)),
  );
  await new Promise((resolve) => setTimeout(resolve, WRITING_MS));
  await killAll();
  await writing;
  expect(acknowledged.length).toBeGreaterThan(WRITERS);

  address = await startServer();
  for (const recordId of acknowledged) {
    const answer = await fetch(`${address}/api/cases/${recordId}`, { headers: { cookie } });
    expect([recordId, answer.status]).toEqual([recordId, 200]);
  }
});

test.runIf(onPostgresql)(
  'the server outlives its database, whatever was under way, and answers again when that is back',
  async () => {
    const at = address ?? (await startServer());
    const cookie = await signIn(at);
    const asked = async () =>
      fetch(`${at}/api/me`, { headers: { cookie } }).then(
        async (answer) => {
          await answer.text();
          return answer.status;
        },
        () => undefined,
      );
    let isOver = false;
    const asking = Array.from({ length: WRITERS }, async () => {
      while (!isOver) await asked();
    });
    await new Promise((resolve) => setTimeout(resolve, WRITING_MS / 3));
    await killPostgres();
    isOver = true;
    await Promise.all(asking);
    postgres('start');
    await expect.poll(asked, { timeout: 30_000 }).toBe(200);
    expect(server?.exitCode).toBeNull();
  },
);

/** Opens cases until the line breaks; only what was answered with 200 counts. */
async function openCases(address: string, cookie: string, acknowledged: string[]): Promise<void> {
  for (;;) {
    const recordId = anId();
    const sent = await fetch(`${address}/api/cases`, {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/json', 'x-amparo-request': '1' },
      body: JSON.stringify(aFirstContact(recordId)),
    }).catch(() => undefined);
    if (!sent) return;
    if (sent.status === 429) await new Promise((resolve) => setTimeout(resolve, 50));
    if (sent.status === 200 && (await sent.text().catch(() => ''))) acknowledged.push(recordId);
  }
}

function aFirstContact(recordId: string) {
  return {
    recordId,
    entryId: anId(),
    deviceTime: new Date().toISOString(),
    formVersion: 1,
    team: demoTeam('coast-protection'),
    answers: {
      safeNow: 'yes',
      withWhom: ['nobody'],
      urgentNeeds: ['none'],
      recentViolence: 'no',
      metOn: new Date().toISOString().slice(0, 10),
      metAt: 'XA0101',
      setting: 'street',
      appearsUnder18: 'yes',
    },
  };
}

function anId(): string {
  return uuidv7(Date.now(), randomBytes(10));
}

async function signIn(address: string): Promise<string> {
  const answer = await fetch(`${address}/api/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-amparo-request': '1' },
    body: JSON.stringify({ email: 'social.worker@demo.invalid', password: DEMO_PASSWORD }),
  });
  expect(answer.status).toBe(200);
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}

async function startServer(): Promise<string> {
  const database = onPostgresql ? { DATABASE_URL: postgres('start') } : {};
  const child = spawn(process.execPath, [path.join(root, 'apps/server/main.ts')], {
    env: {
      PATH: process.env['PATH'] ?? '',
      PORT: '0',
      AMPARO_DATA_DIR: folder,
      AMPARO_DEMO_CHILDREN: '0',
      ...database,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  server = child;
  let said = '';
  return new Promise((resolve, reject) => {
    const hear = (chunk: Buffer) => {
      said += chunk.toString();
      const address = /Amparo is at (http:\/\/\S+)/.exec(said)?.[1];
      if (address !== undefined) resolve(address);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('exit', () => reject(new Error(`Not started: ${said}`)));
  });
}

async function killAll(): Promise<void> {
  const gone = new Promise((resolve) => server?.once('exit', resolve));
  if (onPostgresql) await killPostgres();
  server?.kill('SIGKILL');
  await gone;
}

async function killPostgres(): Promise<void> {
  const home =
    new URL(postgres('url').replace('postgresql:///', 'postgresql://x/')).searchParams.get(
      'host',
    ) ?? '';
  const pid = (await readFile(path.join(home, 'data/postmaster.pid'), 'utf8')).split('\n')[0] ?? '';
  const children = execFileSync('pgrep', ['-P', pid], { encoding: 'utf8' }).trim().split('\n');
  for (const one of [pid, ...children]) execFileSync('kill', ['-9', one]);
}

function postgres(command: 'start' | 'stop' | 'url'): string {
  return (
    execFileSync(path.join(root, 'tools/test-postgres.sh'), [command], {
      encoding: 'utf8',
      env: { ...process.env, POSTGRES_NAME: 'kill-test' },
    })
      .trim()
      .split('\n')
      .at(-1) ?? ''
  );
}
