import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { createSignIn } from './accounts.ts';
import {
  OMAR,
  openSignInBench,
  PASSWORD,
  ROSA,
  type SignInBench,
  testBrowser,
  type TestBrowser,
  totpCode,
} from './test-sign-in.ts';

const ROSA_MAIL = 'rosa@amparo.example';
const NEXT = 'quiet kestrel marble 7';
let bench: SignInBench;

beforeAll(async () => {
  bench = await openSignInBench();
});
afterAll(async () => {
  await bench.database.close();
});
beforeEach(async () => {
  bench.clock.now += 86_400_000;
  await bench.database.asOwner((db) => sql`delete from auth_throttle`.execute(db));
});
afterEach(() => {
  vi.useRealTimers();
});

async function signedIn(network?: string, email = ROSA_MAIL): Promise<TestBrowser> {
  const browser = testBrowser(network);
  const outcome = await bench.auth.signIn({ email, password: PASSWORD }, browser);
  if (outcome.kind !== 'signed-in') throw new Error(outcome.kind);
  browser.take(outcome.cookies);
  return browser;
}

describe('who may not sign in', () => {
  test('a wrong password and an unknown address get the same answer', async () => {
    const wrong = await bench.auth.signIn({ email: ROSA_MAIL, password: 'x' }, testBrowser());
    const nobody = await bench.auth.signIn(
      { email: 'nobody@amparo.example', password: PASSWORD },
      testBrowser(),
    );
    expect(wrong).toEqual({ kind: 'refused', reason: 'wrong', account: ROSA });
    expect(nobody).toEqual({ kind: 'refused', reason: 'wrong', account: undefined });
  });

  test('a worker who left is refused, and the sessions that were open end', async () => {
    const browser = await signedIn(undefined, 'omar@amparo.example');
    const setActive = (active: boolean) =>
      bench.database.asOwner((db) =>
        sql`update worker set active = ${active} where worker_id = ${OMAR}`.execute(db),
      );
    await setActive(false);
    expect(await bench.auth.authenticate(browser)).toBeUndefined();
    const again = await bench.auth.signIn(
      { email: 'omar@amparo.example', password: PASSWORD },
      testBrowser(),
    );
    expect(again).toMatchObject({ kind: 'refused', reason: 'inactive' });
    await setActive(true);
    expect(await bench.auth.authenticate(browser)).toBeUndefined();
  });

  test('a session token without the signature of the installation signs nobody in', async () => {
    await signedIn();
    const { rows } = await sql<{ token: string }>`select token from auth_session`.execute(
      bench.database.sql,
    );
    const thief = testBrowser();
    for (const forged of [rows[0]?.token ?? '', `${rows[0]?.token}.${'A'.repeat(43)}=`]) {
      thief.jar.set('amparo.session_token', encodeURIComponent(forged));
      expect(await bench.auth.authenticate(thief)).toBeUndefined();
    }
  });

  test('the database has no token that a cookie could be made of, and a session still ends by its cookie', async () => {
    const browser = await signedIn();
    const cookie = decodeURIComponent(browser.jar.get('amparo.session_token') ?? '');
    const tokens = async () => {
      const { rows } = await sql<{ token: string }>`select token from auth_session`.execute(
        bench.database.sql,
      );
      return rows.map(({ token }) => token);
    };
    const stored = await tokens();
    expect(stored.length).toBeGreaterThan(0);
    expect(stored).not.toContain(cookie.split('.')[0]);
    expect(await bench.auth.authenticate(browser)).toMatchObject({ worker: ROSA });
    await bench.auth.signOut(browser);
    expect(await tokens()).toHaveLength(stored.length - 1);
    expect(await bench.auth.authenticate(browser)).toBeUndefined();
  });

  test('the application role can neither make an account nor read outside its columns', async () => {
    await expect(
      sql`insert into auth_user (id, name, email) values (${ROSA}, 'x', 'x@amparo.example')`.execute(
        bench.database.sql,
      ),
    ).rejects.toMatchObject({ code: '42501' });
    await expect(
      sql`update auth_user set email = 'x@amparo.example'`.execute(bench.database.sql),
    ).rejects.toMatchObject({ code: '42501' });
  });
});

describe('sessions', () => {
  test('cookies are out of reach of scripts and of other sites', async () => {
    const browser = await signedIn();
    const session = browser.raw.find((each) => each.startsWith('amparo.session_token='));
    expect(session).toMatch(/HttpOnly/);
    expect(session).toMatch(/SameSite=Strict/i);
    expect(session).toMatch(/Path=\//);
  });

  test('a session stores a short name of the device, and no address', async () => {
    await signedIn('198.51.100.9');
    const { rows } = await sql`select ip_address, user_agent from auth_session
      where user_id = ${ROSA}`.execute(bench.database.sql);
    expect(rows[0]).toEqual({ ip_address: '', user_agent: 'Firefox on Android' });
  });

  test('a session ends after half an hour without a request', async () => {
    const browser = await signedIn();
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 29 * 60_000 });
    expect(await bench.auth.authenticate(browser)).toMatchObject({ worker: ROSA });
    vi.setSystemTime(Date.now() + 29 * 60_000);
    expect(await bench.auth.authenticate(browser)).toMatchObject({ worker: ROSA });
    vi.setSystemTime(Date.now() + 31 * 60_000);
    expect(await bench.auth.authenticate(browser)).toBeUndefined();
  });

  test('a session in use ends after twelve hours', async () => {
    const browser = await signedIn();
    vi.useFakeTimers({ toFake: ['Date'] });
    for (let half = 0; half < 24; half += 1) {
      vi.setSystemTime(Date.now() + 29.9 * 60_000);
      expect(await bench.auth.authenticate(browser)).toMatchObject({ worker: ROSA });
    }
    vi.setSystemTime(Date.now() + 10 * 60_000);
    expect(await bench.auth.authenticate(browser)).toBeUndefined();
  });

  test("nobody ends someone else's session; the owner does", async () => {
    const browser = await signedIn();
    const session = await bench.auth.authenticate(browser);
    const id = session?.sessionId ?? '';
    expect(await bench.auth.revokeSession(OMAR, id)).toBe(false);
    expect(await bench.auth.authenticate(browser)).toBeDefined();
    expect(await bench.auth.revokeSession(ROSA, id)).toBe(true);
    expect(await bench.auth.authenticate(browser)).toBeUndefined();
  });
});

describe('passwords', () => {
  test.each([
    ['short', 'too-short'],
    ['password1234', 'too-common'],
    ['Passw0rd!2024', 'too-common'],
    ['qwertyuiop12', 'too-common'],
    ['rosa@amparo.example', 'too-common'],
    ['x'.repeat(300), 'too-long'],
  ])('%s is refused as %s', async (password, why) => {
    const made = await createSignIn(bench.database, { worker: ROSA, email: ROSA_MAIL, password });
    expect(made).toMatchObject({ ok: false, refusal: { code: `auth.password.${why}` } });
  });

  test('a password is kept as argon2id with 19 MiB and two passes', async () => {
    const { rows } = await sql<{ password: string }>`select password from auth_account`.execute(
      bench.database.sql,
    );
    expect(rows[0]?.password).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });

  test('changing it needs the old one, ends the other sessions and keeps this device signed in', async () => {
    const [here, elsewhere] = [await signedIn(), await signedIn()];
    const holder = { worker: ROSA, browser: here };
    const wrong = await bench.auth.changePassword(holder, { current: 'wrong', next: NEXT });
    expect(wrong).toMatchObject({ ok: false, refusal: { code: 'wrong' } });
    const weak = await bench.auth.changePassword(holder, {
      current: PASSWORD,
      next: 'rosa@amparo1',
    });
    expect(weak).toMatchObject({ ok: false, refusal: { code: 'too-common' } });
    const changed = await bench.auth.changePassword(holder, { current: PASSWORD, next: NEXT });
    if (!changed.ok) throw new Error(changed.refusal.code);
    here.take(changed.value.cookies);
    expect(await bench.auth.authenticate(here)).toMatchObject({ worker: ROSA });
    expect(await bench.auth.authenticate(elsewhere)).toBeUndefined();
    await bench.auth.changePassword(
      { worker: ROSA, browser: here },
      { current: NEXT, next: PASSWORD },
    );
  });
});

describe('authenticator app', () => {
  test('once confirmed it is asked at sign-in; a code works once, a backup code once', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
    const browser = await signedIn(undefined, 'omar@amparo.example');
    const holder = { worker: OMAR, browser };
    const enrolled = await bench.auth.enrolTotp(holder, PASSWORD);
    if (!enrolled.ok) throw new Error(enrolled.refusal.code);
    expect(enrolled.value.uri).toMatch(/^otpauth:\/\/totp\/Amparo/);
    const { secret } = enrolled.value;
    expect(await bench.auth.confirmTotp(holder, '000000')).toMatchObject({ ok: false });
    const confirmed = await bench.auth.confirmTotp(holder, totpCode(secret));
    if (!confirmed.ok) throw new Error(confirmed.refusal.code);
    const [backup = ''] = confirmed.value.backupCodes;
    expect(confirmed.value.backupCodes).toHaveLength(10);

    const { rows } = await sql<{ secret: string; backup_codes: string }>`
      select secret, backup_codes from auth_two_factor`.execute(bench.database.sql);
    expect(JSON.stringify(rows)).not.toContain(secret);
    expect(JSON.stringify(rows)).not.toContain(backup);

    const step = async (code: string) => {
      const next = testBrowser();
      const first = await bench.auth.signIn(
        { email: 'omar@amparo.example', password: PASSWORD },
        next,
      );
      if (first.kind !== 'totp-needed') throw new Error(first.kind);
      next.take(first.cookies);
      expect(await bench.auth.authenticate(next)).toBeUndefined();
      return bench.auth.completeSignIn(code, next);
    };
    expect(await step(totpCode(secret))).toMatchObject({ kind: 'refused', reason: 'wrong' });
    vi.setSystemTime(Date.now() + 60_000);
    bench.clock.now += 60_000;
    const code = totpCode(secret);
    expect(await step(code)).toMatchObject({ kind: 'signed-in', worker: OMAR });
    expect(await step(code)).toMatchObject({ kind: 'refused', reason: 'wrong' });
    expect(await step(backup)).toMatchObject({ kind: 'signed-in' });
    bench.clock.now += 3_600_000;
    expect(await step(backup)).toMatchObject({ kind: 'refused', reason: 'wrong' });
    expect(await bench.auth.completeSignIn(code, testBrowser())).toMatchObject({
      kind: 'refused',
      reason: 'expired',
    });
  });
});
