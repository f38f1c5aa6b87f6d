import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { handOutPassword } from '#platform/auth/hand-out-password.ts';
import { challengeOf, testPasskey, type TestPasskey } from '#platform/auth/test-passkey.ts';
import { totpCode } from '#platform/auth/test-sign-in.ts';
import { resetFactor } from '../storage/reset-factor.ts';
import { type AccessBench, OMAR, openAccessBench, PASSWORD, ROSA, Visitor } from './test-access.ts';

const ORIGIN = 'http://localhost:4000';
const OMAR_MAIL = 'omar@amparo.example';
let bench: AccessBench;
const visitor = () => new Visitor(bench.app);

// As in production: Rosa is a supervisor, and nothing says that a password is enough for her.
beforeAll(async () => {
  bench = await openAccessBench({ origin: ORIGIN, enforcesFactors: true });
});
afterAll(async () => {
  await bench.app.close();
  await bench.database.close();
});
beforeEach(async () => {
  await owner(sql`delete from auth_throttle`);
  await owner(sql`delete from auth_passkey`);
});

async function owner(statement: ReturnType<typeof sql>): Promise<void> {
  await bench.database.asOwner((db) => statement.execute(db));
}

async function enrol(who: Visitor, key: TestPasskey, name = 'Phone') {
  const begun = await who.send('POST', '/passkeys/begin', { password: PASSWORD });
  const answer = key.made(challengeOf(begun.json().options));
  return who.send('POST', '/passkeys', { name, ...answer });
}

async function signInBy(key: TestPasskey) {
  const who = visitor();
  const begun = await who.send('POST', '/sign-in/passkey/begin', {});
  const answer = key.signed(challengeOf(begun.json().options));
  return { who, response: await who.send('POST', '/sign-in/passkey', answer) };
}

const codeAt = async (who: Visitor, url: string) => (await who.send('GET', url)).json().code;
const lacks = async (who: Visitor) => (await who.send('GET', '/me')).json().signIn.lacks;

describe('[AC-13] a supervisor with a password alone', () => {
  test('may see who they are and mend their sign-in, and nothing else', async () => {
    const rosa = visitor();
    expect((await rosa.signIn()).json()).toEqual({ next: 'done' });
    const refused = await rosa.send('GET', '/overseen-workers');
    expect(refused.json()).toMatchObject({ code: 'access.factor.needed', status: 403 });
    expect(await lacks(rosa)).toBe('factor');
    for (const url of ['/me', '/sessions', '/passkeys'])
      expect((await rosa.send('GET', url)).statusCode).toBe(200);
  });

  test('goes on once a passkey is set up, and signs in with it alone', async () => {
    const rosa = visitor();
    await rosa.signIn();
    const key = testPasskey(ORIGIN, ROSA);
    expect((await enrol(rosa, key)).statusCode).toBe(200);
    expect((await rosa.send('GET', '/overseen-workers')).statusCode).toBe(200);
    const { who, response } = await signInBy(key);
    expect(response.json()).toEqual({ next: 'done' });
    expect((await who.send('GET', '/overseen-workers')).statusCode).toBe(200);
    const again = visitor();
    await again.signIn();
    expect(await lacks(again)).toBe('factor');
  });

  test('goes on with an authenticator app, which is asked for from then on', async () => {
    const rosa = visitor();
    await rosa.signIn();
    const open = visitor();
    await open.signIn();
    const { secret } = (await rosa.send('POST', '/totp/enrol', { password: PASSWORD })).json();
    await rosa.send('POST', '/totp/confirm', { code: totpCode(secret) });
    expect((await rosa.send('GET', '/overseen-workers')).statusCode).toBe(200);
    // Elsewhere, where she was signed in before, the code is asked for in the session.
    expect(await codeAt(open, '/overseen-workers')).toBe('access.factor.needed');
    const wrong = await open.send('POST', '/totp/prove', { code: '000000' });
    expect(wrong.json()).toMatchObject({ code: 'access.totp.code-wrong', status: 403 });
    expect(await lacks(open)).toBe('factor');
    await owner(sql`delete from auth_throttle`); // the code of this half minute may come again
    const right = await open.send('POST', '/totp/prove', { code: totpCode(secret) });
    expect(right.statusCode).toBe(200);
    expect((await open.send('GET', '/overseen-workers')).statusCode).toBe(200);
    await bench.database.asOwner((db) => resetFactor(db, 'rosa@amparo.example'));
    await setPassword(ROSA, 'rosa@amparo.example');
  });
});

test('[AC-13] a role that says password is enough is not held back', async () => {
  const omar = visitor();
  await omar.signIn(OMAR_MAIL);
  expect(await lacks(omar)).toBeNull();
  await owner(sql`insert into team_member (team_id, worker_id, role)
    select team_id, ${OMAR}, 'trainer' from team limit 1`);
  expect(await lacks(omar)).toBe('factor');
  await owner(sql`insert into role_factor values ('trainer', 'password')`);
  expect(await lacks(omar)).toBeNull();
  expect((await omar.send('GET', '/overseen-workers')).statusCode).toBe(200);
});

test('[AC-14] a handed-out password does nothing but change itself, at any role', async () => {
  const password = await bench.database.asOwner((db) =>
    handOutPassword(db, { worker: OMAR, email: OMAR_MAIL }),
  );
  const omar = visitor();
  expect((await omar.signIn(OMAR_MAIL, password)).json()).toEqual({ next: 'done' });
  const refused = await omar.send('GET', '/overseen-workers');
  expect(refused.json()).toMatchObject({ code: 'access.password.first', status: 403 });
  expect(await lacks(omar)).toBe('password');
  const changed = await omar.send('POST', '/password', { current: password, next: PASSWORD });
  expect(changed.statusCode).toBe(200);
  expect(await lacks(omar)).toBeNull();
  expect((await omar.send('GET', '/overseen-workers')).statusCode).toBe(200);
});

describe('[AC-18] whoever has learnt the password of someone with a second factor', () => {
  test.each(['passkey', 'authenticator app'])(
    'changes nothing about signing in (%s), and the owner goes on',
    async (factor) => {
      const owned = visitor();
      await owned.signIn();
      const key = testPasskey(ORIGIN, ROSA);
      const isPasskey = factor === 'passkey';
      const thief = visitor();
      if (!isPasskey) await thief.signIn(); // before the app was set up; after that there is no way
      if (isPasskey) await enrol(owned, key);
      else {
        const begun = await owned.send('POST', '/totp/enrol', { password: PASSWORD });
        await owned.send('POST', '/totp/confirm', { code: totpCode(begun.json().secret) });
      }
      if (isPasskey) await thief.signIn();
      const [session] = (await owned.send('GET', '/sessions')).json().sessions;
      const [kept] = (await owned.send('GET', '/passkeys')).json().passkeys;
      const password = PASSWORD;
      const attempts = [
        ['POST', '/passkeys/begin', { password }],
        ['POST', '/passkeys', { name: 'x', ...testPasskey(ORIGIN, ROSA).made('') }],
        ['DELETE', `/passkeys/${kept?.id ?? session.id}`, undefined],
        ['POST', '/totp/enrol', { password }],
        ['POST', '/totp/confirm', { code: '123456' }],
        ['POST', '/password', { current: password, next: 'quiet kestrel marble 7' }],
        ['DELETE', `/sessions/${session.id}`, undefined],
        ['POST', '/sessions/end-others', {}],
      ] as const;
      for (const [method, url, body] of attempts) {
        const answer = await thief.send(method, url, body);
        expect([url, answer.json().code]).toEqual([url, 'access.factor.unproved']);
      }
      expect((await owned.send('GET', '/overseen-workers')).statusCode).toBe(200);
      await bench.database.asOwner((db) => resetFactor(db, 'rosa@amparo.example'));
      await setPassword(ROSA, 'rosa@amparo.example');
    },
  );
});

describe('passkeys', () => {
  test('[AC-10] are listed, taken off, and those of others look like none', async () => {
    const [rosa, omar] = [visitor(), visitor()];
    await rosa.signIn();
    await omar.signIn(OMAR_MAIL);
    await enrol(omar, testPasskey(ORIGIN, OMAR), 'Tablet of the team');
    const { passkeys } = (await omar.send('GET', '/passkeys')).json();
    expect(passkeys).toMatchObject([{ name: 'Tablet of the team', lastUsedAt: null }]);
    expect((await rosa.send('GET', '/passkeys')).json().passkeys).toEqual([]);
    const stranger = await rosa.send('DELETE', `/passkeys/${passkeys[0].id}`);
    expect(stranger.json()).toMatchObject({ code: 'access.passkey.unknown', status: 404 });
    expect((await omar.send('DELETE', `/passkeys/${passkeys[0].id}`)).statusCode).toBe(200);
    expect((await omar.send('GET', '/passkeys')).json().passkeys).toEqual([]);
  });

  test('[AC-15] the last second factor of a supervisor is not taken off', async () => {
    const rosa = visitor();
    await rosa.signIn();
    await enrol(rosa, testPasskey(ORIGIN, ROSA), 'Phone');
    const [first] = (await rosa.send('GET', '/passkeys')).json().passkeys;
    const refused = await rosa.send('DELETE', `/passkeys/${first.id}`);
    expect(refused.json()).toMatchObject({ code: 'access.passkey.last', status: 409 });
    await enrol(rosa, testPasskey(ORIGIN, ROSA), 'Key in the safe');
    expect((await rosa.send('DELETE', `/passkeys/${first.id}`)).statusCode).toBe(200);
  });

  test('that are unknown, of someone who left, or given twice are refused with one and the same answer', async () => {
    const omar = visitor();
    await omar.signIn(OMAR_MAIL);
    const key = testPasskey(ORIGIN, OMAR);
    await enrol(omar, key);
    const begun = (await visitor().send('POST', '/sign-in/passkey/begin', {})).json();
    const answer = key.signed(challengeOf(begun.options));
    expect((await visitor().send('POST', '/sign-in/passkey', answer)).statusCode).toBe(200);
    const replayed = await visitor().send('POST', '/sign-in/passkey', answer);
    const { response: unknown } = await signInBy(testPasskey(ORIGIN, OMAR));
    await owner(sql`update worker set active = false where worker_id = ${OMAR}`);
    const { response: left } = await signInBy(key);
    await owner(sql`update worker set active = true where worker_id = ${OMAR}`);
    expect(unknown.json()).toMatchObject({ code: 'access.passkey.refused', status: 401 });
    expect(left.json()).toEqual(unknown.json());
    expect(replayed.json()).toEqual(unknown.json());
    expect(left.cookies).toEqual([]);
  });

  test('are gone with the other factors when an administrator resets them', async () => {
    const omar = visitor();
    await omar.signIn(OMAR_MAIL);
    const key = testPasskey(ORIGIN, OMAR);
    await enrol(omar, key);
    const reset = await bench.database.asOwner((db) => resetFactor(db, OMAR_MAIL));
    expect(reset).toMatchObject({ ok: true, value: { hadFactor: true } });
    expect((await signInBy(key)).response.json().code).toBe('access.passkey.refused');
    await setPassword(OMAR, OMAR_MAIL);
  });

  test('leave lines that tell the way and no name of a device', async () => {
    const { rows } = await bench.database.asOwner((db) =>
      sql<{ action: string; detail: object }>`select action, detail from audit_line`.execute(db),
    );
    const actions = rows.map(({ action }) => action);
    for (const action of ['passkey-added', 'passkey-removed', 'totp-proved', 'totp-refused'])
      expect(actions).toContain(`access.${action}`);
    expect(rows.map(({ detail }) => detail)).toContainEqual({ way: 'passkey' });
    expect(rows.map(({ detail }) => detail)).toContainEqual({
      why: 'inactive',
      account: OMAR,
      way: 'passkey',
    });
    expect(JSON.stringify(rows)).not.toMatch(/Tablet|Phone|safe|@|lantern/);
  });
});

test('without a known address of the installation there are no passkeys, and it is said', async () => {
  const bare = await openAccessBench();
  const someone = new Visitor(bare.app);
  expect((await someone.send('GET', '/sign-in/ways')).json()).toEqual({
    passkeys: null,
    providers: [],
  });
  const begun = await someone.send('POST', '/sign-in/passkey/begin', {});
  expect(begun.json()).toMatchObject({ code: 'access.passkey.unavailable', status: 409 });
  await bare.app.close();
  await bare.database.close();
});

/** The password of the tests again, after one was handed out; as its owner would choose it. */
async function setPassword(worker: string, email: string): Promise<void> {
  const given = await bench.database.asOwner((db) =>
    handOutPassword(db, { worker: worker === ROSA ? ROSA : OMAR, email }),
  );
  const who = visitor();
  await who.signIn(email, given);
  await who.send('POST', '/password', { current: given, next: PASSWORD });
}
