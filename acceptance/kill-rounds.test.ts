import { execFileSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  type Command,
  giveAll,
  heldBy,
  reachDevice,
  setUpField,
  standOf,
  unlockField,
} from './field-page.ts';
import {
  killableBrowser,
  killableDatabase,
  killableServer,
  type KillableServer,
  until,
} from './killable.ts';
import { openSession, type Session } from './second-client-session.ts';
import { readWords, type Words } from './second-client-words.ts';
import { type SecondClient, setUpClient } from './second-client.ts';

/**
 * Rounds of kill -9 at a random moment of sending and fetching: of the browser, of the server, and on
 * PostgreSQL (a cluster of its own, with fsync on) of the database, with all their processes.
 * AMPARO_KILL_ROUNDS says how many, AMPARO_KILL_SEED begins one again as it was.
 */
const onPostgresql = Boolean(process.env['TEST_DATABASE_URL']);
const ROUNDS = Number(process.env['AMPARO_KILL_ROUNDS'] ?? 6);
const SEED = Number(process.env['AMPARO_KILL_SEED'] ?? randomInt(1_000_000_000));
const LONGEST_MOMENT = 700;
const SELA = 'social.worker@demo.invalid';
const root = path.resolve(import.meta.dirname, '..');

const database = onPostgresql ? killableDatabase() : undefined;
let folder: string;
let browser: ReturnType<typeof killableBrowser>;
let server: KillableServer;
let page: Page;
let sela: Session;
let words: Words;
/** Writes on another device of the same worker, so that there is always something to fetch. */
let other: SecondClient;

/** What the app said of each command that it was given; what it never answered is not here. */
const heard = new Map<string, string>();
const given: Command[] = [];

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'amparo-kill-rounds-'));
  await database?.start();
  server = await killableServer(environment);
  await server.start();
  browser = killableBrowser(path.join(folder, 'profile'));
  await openPage();
  await setUpField(page, SELA);
  await browser.close();
  await openPage();
  await unlockField(page);
  await reachDevice(page);
  sela = await openSession(server.address, SELA, 'lantern-reed-amber-27');
  words = await readWords(sela);
  other = await setUpClient(sela);
});
afterAll(async () => {
  await browser?.kill();
  await server?.kill();
  database?.remove();
  await rm(folder, { recursive: true, force: true });
});

function environment(): Readonly<Record<string, string>> {
  return {
    AMPARO_MODE: 'evaluation',
    AMPARO_DATA_DIR: path.join(folder, 'data'),
    DATABASE_URL: database?.url() ?? '',
  };
}

async function openPage(): Promise<void> {
  await browser.start();
  const context = browser.context();
  await context.exposeBinding('told', (_, entryId: string, became: string) => {
    heard.set(entryId, became);
  });
  page = context.pages()[0] ?? (await context.newPage());
  page.setDefaultTimeout(60_000);
  await page.goto(`${server.address}/app/`);
}

/** Random numbers that come again with the seed (mulberry32). */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function commandsOf(random: () => number): readonly Command[] {
  const commands: Command[] = [];
  for (let count = Math.floor(random() * 3); count >= 0; count -= 1) {
    const opening = words.opening(other.team);
    commands.push(commandOf('cases.open', opening));
    if (random() < 0.5)
      commands.push(commandOf('cases.assess-risk', words.risk(opening.recordId, 'high')));
  }
  return commands;
}

function commandOf(operation: string, input: ReturnType<Words['opening']>): Command {
  return { entryId: input.entryId, recordId: input.recordId, operation, input };
}

/** Things are given without a network, or with one, and are under way when the blow falls. */
async function work(random: () => number): Promise<void> {
  const commands = commandsOf(random);
  given.push(...commands);
  await other.give('cases.open', words.opening(other.team));
  void other.push().catch(() => undefined);
  if (random() < 0.5) {
    await page.context().setOffline(true);
    await giveAll(page, commands);
    await until(() => commands.every(({ entryId }) => heard.has(entryId)));
    await page.context().setOffline(false);
    await giveAll(page, []);
  } else {
    await giveAll(page, commands);
  }
  await new Promise((resolve) => setTimeout(resolve, random() ** 2 * LONGEST_MOMENT));
}

type Target = 'browser' | 'server' | 'database' | 'everything';

async function strike(target: Target): Promise<void> {
  const is = (one: Target) => target === one || target === 'everything';
  await Promise.all([
    is('browser') ? browser.kill() : undefined,
    is('server') ? server.kill() : undefined,
    is('database') ? database?.kill() : undefined,
  ]);
  if (is('database')) await database?.start();
  if (is('server')) await server.start();
  await until(isAnswering, () => server.printed());
  if (!is('browser')) return;
  await openPage();
  await unlockField(page);
  await reachDevice(page);
}

/** Without having been started again, unless it was killed itself. */
async function isAnswering(): Promise<boolean> {
  if (!server.isRunning()) throw new Error(`The server ended by itself:\n${server.printed()}`);
  const answer = await sela.ask('GET', '/me').catch(() => undefined);
  return answer?.status === 200;
}

/** Nothing waits to be sent or fetched, and the last try did not fail. */
async function calm(): Promise<void> {
  let seen: unknown;
  await until(
    async () => {
      const stand = await standOf(page);
      seen = stand;
      return stand.waiting === 0 && stand.incomplete === 0 && stand.failure === null;
    },
    () => seen,
  );
}

function verifyJournal(): unknown {
  const output = execFileSync(
    process.execPath,
    ['apps/cli/main.ts', 'journal', 'verify', '--json'],
    {
      cwd: root,
      encoding: 'utf8',
      env: { ...process.env, ...environment() },
    },
  );
  return JSON.parse(output);
}

test(
  'what was given stands on the server once, after kill -9 of browser, server and database at any moment',
  { timeout: 240_000 + ROUNDS * 60_000 },
  async () => {
    const began = Date.now();
    const random = randomOf(SEED);
    const targets: readonly Target[] = database
      ? ['browser', 'server', 'database', 'everything']
      : ['browser', 'server', 'everything'];
    const struck = new Map<Target, number>();
    const engine = database ? 'PostgreSQL' : 'the embedded database, which falls with the server';
    console.log(`${String(ROUNDS)} rounds on ${engine}, AMPARO_KILL_SEED=${String(SEED)}`);
    for (let round = 0; round < ROUNDS; round += 1) {
      // Each in its turn at first, so that a few rounds have struck everything.
      const turn = round < targets.length ? round : Math.floor(random() * targets.length);
      const target = targets[turn] ?? 'server';
      await work(random);
      await strike(target);
      struck.set(target, (struck.get(target) ?? 0) + 1);
    }
    await calm();
    await until(async () => {
      await other.push();
      return other.held.outbox.every(({ outcome }) => outcome !== null);
    });
    const seconds = Math.round((Date.now() - began) / 1000);

    const acknowledged = given.filter(({ entryId }) => heard.has(entryId));
    const strange = [...heard.values()].filter((is) => is !== 'kept' && is !== 'answered');
    expect(strange).toEqual([]);
    expect(await other.pull()).toBeNull();
    await calm();
    const there = other.held.entries;
    expect(acknowledged.filter(({ entryId }) => !there.has(entryId))).toEqual([]);
    expect(other.held.outbox.map(({ outcome }) => outcome?.outcome)).toEqual(
      other.held.outbox.map(() => 'accepted'),
    );
    // Once: a record has as many entries as were given for it and arrived.
    for (const recordId of new Set(given.map((command) => command.recordId))) {
      const arrived = given.filter((one) => one.recordId === recordId && there.has(one.entryId));
      expect(other.held.records.get(recordId)?.position ?? 0).toBe(arrived.length);
    }
    // Numbers without a gap, every item answered, and everything of the server is here too.
    const { entries, outbox } = await heldBy(page);
    expect(outbox.map(({ number }) => number)).toEqual(outbox.map((_, index) => index + 1));
    expect(outbox.filter(({ became }) => became !== 'accepted')).toEqual([]);
    expect(new Set(entries)).toEqual(new Set(there.keys()));
    await server.stop();
    expect(verifyJournal()).toMatchObject({ ok: true, firstBad: null });
    console.log(
      JSON.stringify({
        seed: SEED,
        rounds: ROUNDS,
        seconds,
        struck: Object.fromEntries(struck),
        given: given.length,
        acknowledged: acknowledged.length,
        sentTwice: outbox.filter(({ wasSentTwice }) => wasSentTwice).length,
        entries: entries.length,
      }),
    );
  },
);
