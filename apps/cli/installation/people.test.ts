import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { aRoster, TESS } from '#capabilities/access/domain/examples.ts';
import { openDatabase } from '#platform/database/open-database.ts';
import { openTestDatabase, type TestDatabase } from '#platform/database/test-database.ts';
import { COMMANDS } from '../commands.ts';
import { runCli } from '../run-cli.ts';

/** The people of an installation, on either engine, with the roles of the demo's pack. */
let folder: string;
/** An embedded database that was just made. */
let template: string;
let file: string;
let env: Record<string, string>;
let onServer: TestDatabase | undefined;

beforeAll(async () => {
  template = await mkdtemp(path.join(tmpdir(), 'people-template-'));
  await (await openDatabase({ dataDir: template })).close();
});
afterAll(() => rm(template, { recursive: true, force: true }));

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'people-'));
  file = path.join(folder, 'people.yaml');
  env = { AMPARO_DATA_DIR: folder };
  if (process.env['TEST_DATABASE_URL']) onServer = await openTestDatabase();
  if (onServer?.url !== undefined) env['DATABASE_URL'] = onServer.url;
  else await cp(template, path.join(folder, 'database'), { recursive: true });
  await write(aRoster());
});
afterEach(async () => {
  await onServer?.close();
  onServer = undefined;
  await rm(folder, { recursive: true, force: true });
});

const write = (roster: unknown) => writeFile(file, stringify(roster));

async function people(...args: string[]) {
  let out = '';
  let err = '';
  const status = await runCli(['people', ...args], COMMANDS, {
    out: (text) => (out += text),
    err: (text) => (err += text),
    env,
  });
  return { status, out, err };
}

async function peopleJson(...args: string[]) {
  const { status, out } = await people(...args, '--json');
  return { status, told: JSON.parse(out) };
}

describe('people apply', () => {
  test('makes who is new, hands out a password once, and is the same when run again', async () => {
    const { status, told } = await peopleJson('apply', file);
    expect(status).toBe(0);
    expect(told).toMatchObject({
      ok: true,
      created: [{}, {}, {}, { kind: 'worker', id: TESS }],
      changed: [],
      ended: [],
      passwords: [{ signIn: TESS, password: expect.stringMatching(/^.{24}$/) }],
    });
    expect(await people('apply', file)).toEqual({
      status: 0,
      out: 'All of it was there; nothing changed.\n',
      err: '',
    });
    expect((await people('list')).out).toBe(
      `${TESS}  Tess Tryout, Harbour Office: social-worker in Quay\n`,
    );
  });

  test('shows a password to a person, with what to do with it', async () => {
    const { out } = await people('apply', file);
    expect(out).toMatch(/^new {6}agency harbour\n/);
    expect(out).toMatch(/Hand each over in person[^\n]*\n {2}tess@amparo\.example {2}\S{24}\n$/);
  });

  test.runIf(!process.env['TEST_DATABASE_URL'])(
    'keeps the password in no file that it writes',
    async () => {
      const { told } = await peopleJson('apply', file);
      const [{ password }] = told.passwords;
      const files = await readdir(folder, { recursive: true, withFileTypes: true });
      let searched = 0;
      for (const one of files.filter((each) => each.isFile())) {
        const bytes = await readFile(path.join(one.parentPath, one.name));
        expect([one.name, bytes.includes(password)]).toEqual([one.name, false]);
        searched += bytes.length;
      }
      expect(searched).toBeGreaterThan(1_000_000);
    },
  );

  test('names file, line, path and reason of all that is wrong, and changes nothing', async () => {
    await write(
      aRoster({ signIn: 'tess', trainedUntil: 'soon', roles: [{ role: 'teacher', team: 'quay' }] }),
    );
    const { status, told } = await peopleJson('apply', file);
    expect(status).toBe(1);
    expect(told).toMatchObject({ ok: false, code: 'people.file.broken' });
    expect(told.faults.map((fault: { path: string }) => fault.path)).toEqual([
      'workers[0].signIn',
      'workers[0].trainedUntil',
    ]);
    await write(aRoster({ roles: [{ role: 'wizard', team: 'quay' }] }));
    const { err } = await people('apply', file);
    expect(err).toMatch(
      /people\.yaml:\d+ workers\[0\]\.roles\[0\]\.role: .*no role wizard.*social-worker/,
    );
    expect(err).toMatch(/Nothing was changed\.\n$/);
    expect((await peopleJson('list')).told.workers).toEqual([]);
  });

  test.each<[string, string | Buffer, RegExp]>([
    ['half a document', 'agencies: [\n', /people\.yaml:\d+: /],
    ['aliases', 'agencies: &a []\nteams: *a\nworkers: *a\n', /Aliases/],
    ['the same key twice', 'agencies: []\nagencies: []\n', /unique/i],
    ['signs', '\u0000\uFFFF', /people\.yaml/],
    ['nothing', '', /people\.yaml/],
    ['other bytes', Buffer.from([0xff, 0xfe, 0x00]), /not UTF-8/],
    ['too much', Buffer.alloc(5_000_001, 0x20), /Over 5 MB/],
  ])('refuses what is no roster: %s', async (_what, content, reason) => {
    await writeFile(file, content);
    const { status, out, err } = await people('apply', file);
    expect([status, out]).toEqual([1, '']);
    expect(err).toMatch(reason);
  });

  test('refuses a file that is not there, a folder, and wrong words', async () => {
    expect((await people('apply', '/nonexistent/people.yaml')).err).toContain('no such file');
    expect((await people('apply', folder)).err).toContain('This is no file');
    expect((await people('apply')).status).toBe(2);
    expect((await people('apply', file, '--force')).status).toBe(2);
  });

  test('in production takes no invented people and no invented country', async () => {
    env['AMPARO_MODE'] = 'production';
    expect((await people('apply', file)).err).toContain('refuses the invented country');
    env['AMPARO_PACK'] = path.resolve(import.meta.dirname, '../../../packs/core');
    await write(aRoster({ signIn: 'tess@demo.invalid' }));
    expect((await people('apply', file)).err).toMatch(/workers\[0\]\.signIn: .*\.invalid/);
    await write(aRoster());
    expect((await peopleJson('apply', file)).told).toMatchObject({ ok: true });
  });
});

describe('people end and people reset-factor', () => {
  test('end the work of someone, who comes back only when that is said', async () => {
    await people('apply', file);
    expect((await people('end', TESS)).out).toBe(
      `${TESS} works here no more. Roles ended: 1; every session is over.\n`,
    );
    expect((await people('list')).out).toContain('works here no more');
    expect((await people('end', TESS)).err).toContain('was ended before');
    expect((await people('reset-factor', TESS)).status).toBe(1);
    expect(await people('apply', file)).toMatchObject({
      status: 1,
      err: expect.stringMatching(/work here no more: tess@amparo\.example.*--take-back/),
    });
    expect((await peopleJson('apply', file, '--take-back')).told).toMatchObject({
      changed: [{ kind: 'worker', id: TESS }],
      passwords: [{ signIn: TESS }],
    });
  });

  test('give someone who lost theirs another way in', async () => {
    await people('apply', file);
    expect(await peopleJson('reset-factor', TESS)).toEqual({
      status: 0,
      told: {
        ok: true,
        signIn: TESS,
        hadFactor: false,
        password: expect.stringMatching(/^.{24}$/),
      },
    });
    expect((await people('reset-factor', 'nobody@amparo.example')).err).toContain(
      'Nobody signs in',
    );
    expect((await people('end')).status).toBe(2);
  });
});

test('while a server has the embedded database open, every command says so and does nothing', async () => {
  delete env['DATABASE_URL'];
  await cp(template, path.join(folder, 'database'), { recursive: true });
  // The parent of this process runs as surely as a server would.
  await writeFile(path.join(folder, 'running.pid'), `${process.ppid}\n`);
  for (const args of [['apply', file], ['list'], ['end', TESS], ['reset-factor', TESS]]) {
    const { status, told } = await peopleJson(...args);
    expect([status, told.code]).toEqual([1, 'start.refused']);
    expect(told.sentence).toMatch(/^Amparo is running already on .* Stop it first\.$/);
  }
});

test('a database of a newer version is left as it is, with one sentence', async () => {
  delete env['DATABASE_URL'];
  const dataDir = path.join(folder, 'database');
  await cp(template, dataDir, { recursive: true });
  const database = await openDatabase({ dataDir });
  await database.asOwner((owner) =>
    sql`insert into schema_migration values ('9999_moon.sql', 'x')`.execute(owner),
  );
  await database.close();
  const { status, out, err } = await people('list');
  expect([status, out]).toEqual([1, '']);
  expect(err).toMatch(/^A newer version of Amparo .*9999_moon\.sql.*Nothing was changed\.\n$/);
  expect(await readdir(folder)).not.toContain('running.pid');
});
