import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openAuth } from '#platform/auth/open-auth.ts';
import { SECRET, testBrowser, totpCode } from '#platform/auth/test-sign-in.ts';
import { openTestDatabase, type TestDatabase } from '#platform/database/test-database.ts';
import type { Sql } from '#platform/database/open-database.ts';
import { aRoster, TESS } from '../domain/examples.ts';
import { Roster } from '../domain/roster.ts';
import { applyRoster } from './apply-roster.ts';
import { endWorker } from './end-worker.ts';
import { listWorkers } from './list-workers.ts';
import { loadActor } from './load-actor.ts';
import { resetFactor } from './reset-factor.ts';
import { workerIdOf } from './roster-changes.ts';

let database: TestDatabase;
beforeEach(async () => {
  database = await openTestDatabase();
});
afterEach(() => database.close());

const asOne = <Done>(work: (tx: Sql) => Promise<Done>): Promise<Done> =>
  database.asOwner((owner) => owner.transaction().execute(work));

async function apply(change: Parameters<typeof aRoster>[0] = {}, takeBack = false) {
  const applied = await asOne((tx) => applyRoster(tx, Roster.parse(aRoster(change)), { takeBack }));
  if (!applied.ok) throw new Error(applied.refusal.code);
  return applied.value;
}

async function lines(): Promise<readonly string[]> {
  const { rows } = await database.asOwner((owner) =>
    sql<{ action: string; worker_id: string | null }>`
      select action, worker_id from audit_line order by audit_id`.execute(owner),
  );
  expect(rows.every((row) => row.worker_id === null)).toBe(true);
  return rows.map((row) => row.action);
}

function signIn(password: string, browser = testBrowser()) {
  const auth = openAuth({ database, authSecret: SECRET, isSecure: false });
  return auth.signIn({ email: TESS, password }, browser);
}

/** Sessions, and sign-ins that wait for their second step (whose counters of attempts may stay). */
async function openSignIns(): Promise<number> {
  const { rows } = await database.asOwner((owner) =>
    sql<{ n: number }>`
      select (select count(*) from auth_session)::int
        + (select count(*) from auth_verification where value = ${workerIdOf(TESS)})::int as n`.execute(
      owner,
    ),
  );
  return rows[0]?.n ?? -1;
}

const passwordOf = async (applied: ReturnType<typeof apply>) =>
  (await applied).passwords[0]?.password ?? '';

describe('a roster', () => {
  test('makes agencies, teams, workers and roles, each with a line, and a password that signs in', async () => {
    const applied = await apply();
    expect(applied).toMatchObject({
      created: [
        { kind: 'agency', id: 'harbour' },
        { kind: 'team', id: 'quay' },
        { kind: 'team', id: 'dunes' },
        { kind: 'worker', id: TESS },
      ],
      changed: [],
      ended: [],
      passwords: [
        { signIn: TESS, password: expect.stringMatching(/^([a-z2-9]{4}-){4}[a-z2-9]{4}$/) },
      ],
    });
    expect(await lines()).toEqual([
      'access.agency-added',
      'access.team-added',
      'access.team-added',
      'access.worker-added',
      'access.role-given',
      'access.password-handed-out',
    ]);
    expect((await signIn(applied.passwords[0]?.password ?? '')).kind).toBe('signed-in');
    expect((await signIn('lantern orchid river')).kind).toBe('refused');
  });

  test('keeps no password in clear, in no row of any table', async () => {
    const password = await passwordOf(apply());
    const { rows } = await database.asOwner((owner) =>
      sql<{ text: string }>`
        select a::text as text from auth_account a union all select u::text from auth_user u
        union all select l::text from audit_line l union all select w::text from worker w`.execute(
        owner,
      ),
    );
    const text = rows.map((row) => row.text).join('\n');
    expect(text).toContain('$argon2id$');
    expect(text).not.toContain(password);
    expect(text).not.toContain(password.replaceAll('-', ''));
  });

  test('applied again changes nothing and hands out no password', async () => {
    const first = await passwordOf(apply());
    const before = await lines();
    expect(await apply()).toEqual({ created: [], changed: [], ended: [], passwords: [] });
    expect(await lines()).toEqual(before);
    expect((await signIn(first)).kind).toBe('signed-in');
  });

  test('tells what it changed, and ends the roles that it does not name', async () => {
    await apply();
    const applied = await apply({
      agency: 'Harbour Office, east',
      phone: '+999 000 0002',
      name: 'Tess Tryout-Sample',
      trainedUntil: '2027-06-30',
      roles: [{ role: 'teacher', team: 'dunes' }],
    });
    expect(applied).toEqual({
      created: [],
      changed: [
        { kind: 'agency', id: 'harbour' },
        { kind: 'team', id: 'quay' },
        { kind: 'worker', id: TESS },
      ],
      ended: [{ signIn: TESS, role: 'social-worker', team: 'quay' }],
      passwords: [],
    });
    expect(await database.asOwner(listWorkers)).toEqual([
      {
        signIn: TESS,
        name: 'Tess Tryout-Sample',
        agency: 'Harbour Office, east',
        active: true,
        trainedUntil: '2027-06-30',
        authenticator: false,
        roles: [{ role: 'teacher', team: 'Dunes school' }],
      },
    ]);
    const again = await apply();
    expect(again.ended).toEqual([{ signIn: TESS, role: 'teacher', team: 'dunes' }]);
    expect((await database.asOwner(listWorkers))[0]).toMatchObject({
      trainedUntil: null,
      roles: [{ role: 'social-worker', team: 'Quay' }],
    });
  });

  test('a fault in the middle leaves nothing behind', async () => {
    await database.asOwner((owner) =>
      sql`alter table auth_account add constraint none check (password is null)`.execute(owner),
    );
    await expect(apply()).rejects.toThrow(/check constraint/);
    expect(await database.asOwner(listWorkers)).toEqual([]);
    expect(await lines()).toEqual([]);
  });

  test('two at once make everyone once, even when they share nothing but the worker', async () => {
    const elsewhere = {
      agencies: [{ id: 'inland', name: 'Inland Office' }],
      teams: [{ id: 'mill', agency: 'inland', name: 'Mill' }],
      workers: [{ ...aRoster().workers[0], roles: [{ role: 'teacher', team: 'mill' }] }],
    };
    const both = await Promise.all(
      [aRoster(), elsewhere].map((roster) =>
        asOne((tx) => applyRoster(tx, Roster.parse(roster), { takeBack: false })),
      ),
    );
    const applied = both.flatMap((one) => (one.ok ? [one.value] : []));
    expect(applied).toHaveLength(2);
    expect(applied.flatMap(({ passwords }) => passwords)).toHaveLength(1);
    expect((await database.asOwner(listWorkers)).map(({ roles }) => roles.length)).toEqual([1]);
  });
});

describe('someone who works here no more', () => {
  test('[AC-12] has no session, no role and no way in, and is told apart from who never was', async () => {
    const password = await passwordOf(apply());
    await signIn(password);
    expect(await openSignIns()).toBe(1);
    expect(await asOne((tx) => endWorker(tx, ` ${TESS.toUpperCase()}`))).toEqual({
      ok: true,
      value: { roles: 1 },
    });
    expect(await openSignIns()).toBe(0);
    expect(await signIn(password)).toMatchObject({ kind: 'refused', reason: 'inactive' });
    const who = { worker: workerIdOf(TESS), purpose: 'child-protection' } as const;
    expect((await database.transaction(who, (tx) => loadActor(tx, who))).abilities.size).toBe(0);
    expect((await lines()).slice(-2)).toEqual(['access.role-ended', 'access.worker-ended']);
    expect(await asOne((tx) => endWorker(tx, TESS))).toMatchObject({
      refusal: { code: 'access.worker.ended-before' },
    });
    expect(await asOne((tx) => endWorker(tx, 'nobody@amparo.example'))).toMatchObject({
      refusal: { code: 'access.worker.unknown' },
    });
  });

  test('[AC-12] is brought back by no old file, only when it is said, and with a new password', async () => {
    const old = await passwordOf(apply());
    await asOne((tx) => endWorker(tx, TESS));
    const refused = await asOne((tx) =>
      applyRoster(tx, Roster.parse(aRoster({ agency: 'Other' })), { takeBack: false }),
    );
    expect(refused).toMatchObject({ refusal: { code: 'access.roster.ended', signIns: [TESS] } });
    expect((await database.asOwner(listWorkers))[0]).toMatchObject({
      active: false,
      agency: 'Harbour Office',
      roles: [],
    });
    const back = await apply({}, true);
    expect(back).toMatchObject({ changed: [{ kind: 'worker', id: TESS }], ended: [] });
    expect((await signIn(old)).kind).toBe('refused');
    expect((await signIn(back.passwords[0]?.password ?? '')).kind).toBe('signed-in');
    expect(await lines()).toContain('access.worker-taken-back');
  });
});

test('who lost the phone gets in with a new password alone, and the old one is over', async () => {
  const auth = openAuth({ database, authSecret: SECRET, isSecure: false });
  const old = await passwordOf(apply());
  const browser = testBrowser();
  const signedIn = await signIn(old, browser);
  if (signedIn.kind !== 'signed-in') throw new Error(signedIn.kind);
  browser.take(signedIn.cookies);
  const holder = { worker: signedIn.worker, browser };
  const key = await auth.enrolTotp(holder, old);
  if (!key.ok) throw new Error(key.refusal.code);
  expect((await auth.confirmTotp(holder, totpCode(key.value.secret))).ok).toBe(true);
  expect((await signIn(old)).kind).toBe('totp-needed');
  expect(await openSignIns()).toBeGreaterThanOrEqual(2);
  const reset = await asOne((tx) => resetFactor(tx, TESS));
  if (!reset.ok) throw new Error(reset.refusal.code);
  expect(reset.value.hadFactor).toBe(true);
  expect(await openSignIns()).toBe(0);
  expect((await signIn(old)).kind).toBe('refused');
  expect((await signIn(reset.value.password)).kind).toBe('signed-in');
  expect((await lines()).slice(-2)).toEqual([
    'access.factor-removed',
    'access.password-handed-out',
  ]);
  expect(await asOne((tx) => resetFactor(tx, TESS))).toMatchObject({ value: { hadFactor: false } });
});
