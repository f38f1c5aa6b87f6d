import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { OidcProvider } from '#platform/auth/oidc-provider.ts';
import {
  CLIENT,
  openTestIssuer,
  type Said,
  type TestIssuer,
} from '#platform/auth/test-oidc-issuer.ts';
import { totpCode } from '#platform/auth/test-sign-in.ts';
import { type AccessBench, OMAR, openAccessBench, PASSWORD, ROSA, Visitor } from './test-access.ts';

const ROSA_THERE = { email: 'rosa@amparo.example', email_verified: true };
let issuer: TestIssuer;
let bench: AccessBench;

// As in production; Rosa is a supervisor and needs two factors, Omar has no role.
beforeAll(async () => {
  issuer = await openTestIssuer();
  const provider: OidcProvider = {
    id: 'harbour',
    names: { en: 'Harbour Office', ar: 'مكتب الميناء' },
    issuer: issuer.issuer,
    ...CLIENT,
    domains: ['amparo.example'],
    agencies: undefined,
    secondFactor: { amr: ['mfa'], acr: [] },
  };
  bench = await openAccessBench({
    origin: 'http://localhost:4000',
    providers: [provider, { ...provider, id: 'down', issuer: 'http://127.0.0.1:9' }],
    enforcesFactors: true,
  });
});
afterAll(async () => {
  await bench.app.close();
  await bench.database.close();
  await issuer.close();
});
beforeEach(async () => {
  await owner(sql`delete from auth_throttle`);
});

async function owner(statement: ReturnType<typeof sql>): Promise<void> {
  await bench.database.asOwner((db) => statement.execute(db));
}

async function comeBack(claims: Said['claims'], who = new Visitor(bench.app), said: Said = {}) {
  const begun = await who.send('POST', '/sign-in/oidc', { provider: 'harbour' });
  const answer = issuer.visit(begun.json().url, { ...said, ...(claims ? { claims } : {}) });
  return { who, response: await who.send('POST', '/sign-in/oidc/return', { answer }) };
}

describe('who does not get in', () => {
  test.each<[string, Said['claims'], string, number]>([
    ['nobody of the roster', { email: 'new@amparo.example' }, 'unknown-person', 403],
    ['an address not verified', { email_verified: false }, 'email-unverified', 403],
    ['an address of another domain', { email: 'rosa@other.example' }, 'domain', 403],
  ])('[AC-17] %s: a sentence of its own, a line, no cookie', async (_who, claims, code, status) => {
    const { response } = await comeBack({ ...ROSA_THERE, ...claims });
    expect(response.json()).toMatchObject({ code: `access.oidc.${code}`, status });
    expect(response.cookies.filter(({ value }) => value !== '')).toEqual([]);
    const { rows } = await bench.database.asOwner((db) =>
      sql<{ detail: object; worker_id: string | null }>`select detail, worker_id from audit_line
        order by audit_id desc limit 1`.execute(db),
    );
    expect(rows[0]).toEqual({ worker_id: null, detail: { why: code, way: 'oidc' } });
  });

  test('[AC-12] a worker whose work has ended', async () => {
    await owner(sql`update worker set active = false where worker_id = ${ROSA}`);
    const { response, who } = await comeBack(ROSA_THERE);
    await owner(sql`update worker set active = true where worker_id = ${ROSA}`);
    expect(response.json()).toMatchObject({ code: 'access.oidc.inactive', status: 403 });
    expect((await who.send('GET', '/me')).statusCode).toBe(401);
  });

  test('anyone with an answer of another browser, a forged one, or one that says no', async () => {
    const begun = await new Visitor(bench.app).send('POST', '/sign-in/oidc', {
      provider: 'harbour',
    });
    const answer = issuer.visit(begun.json().url, { claims: ROSA_THERE });
    const other = new Visitor(bench.app);
    const taken = await other.send('POST', '/sign-in/oidc/return', { answer });
    expect(taken.json()).toMatchObject({ code: 'access.oidc.state', status: 401 });
    const { response: forged } = await comeBack(ROSA_THERE, undefined, { isForged: true });
    expect(forged.json()).toMatchObject({ code: 'access.oidc.not-accepted', status: 401 });
    const third = new Visitor(bench.app);
    const asked = await third.send('POST', '/sign-in/oidc', { provider: 'harbour' });
    const state = new URL(asked.json().url).searchParams.get('state') ?? '';
    const declined = new URLSearchParams({ error: 'access_denied', state }).toString();
    const said = await third.send('POST', '/sign-in/oidc/return', { answer: declined });
    expect(said.json()).toMatchObject({ code: 'access.oidc.declined', status: 401 });
  });

  test('anyone while the provider is away, or by one that is not there', async () => {
    const who = new Visitor(bench.app);
    const down = await who.send('POST', '/sign-in/oidc', { provider: 'down' });
    expect(down.json()).toMatchObject({ code: 'access.oidc.unreachable', status: 503 });
    const none = await who.send('POST', '/sign-in/oidc', { provider: 'nowhere' });
    expect(none.json()).toMatchObject({ code: 'access.oidc.unknown-provider', status: 404 });
  });
});

describe('answers do not tell who works here', () => {
  test('what is not verified, or of another domain, gets one answer whoever it is about', async () => {
    for (const more of [{ email_verified: false }, { email: '@other.example' }]) {
      const answers: unknown[] = [];
      for (const name of ['rosa', 'nobody']) {
        const email = more.email === undefined ? `${name}@amparo.example` : `${name}${more.email}`;
        const { response } = await comeBack({ ...ROSA_THERE, ...more, email });
        answers.push(response.json());
      }
      expect(answers[0]).toEqual(answers[1]);
    }
  });

  test('the challenge for a passkey names no account and no passkey', async () => {
    const asked = await new Visitor(bench.app).send('POST', '/sign-in/passkey/begin', {});
    expect(Object.keys(asked.json().options).toSorted()).toEqual([
      'challenge',
      'rpId',
      'timeout',
      'userVerification',
    ]);
  });
});

describe('who gets in', () => {
  test('the ways are told with their names in every language', async () => {
    const ways = (await new Visitor(bench.app).send('GET', '/sign-in/ways')).json();
    expect(ways.passkeys).toBe('http://localhost:4000');
    expect(ways.providers[0]).toEqual({
      id: 'harbour',
      names: { en: 'Harbour Office', ar: 'مكتب الميناء' },
    });
    expect(JSON.stringify(ways)).not.toContain(CLIENT.clientSecret);
  });

  test('[AC-13, AC-17] by two factors there, a supervisor goes on at once; by one she proves another here', async () => {
    const strong = await comeBack({ ...ROSA_THERE, amr: ['pwd', 'mfa'] });
    expect(strong.response.json()).toEqual({ next: 'done' });
    expect((await strong.who.send('GET', '/overseen-workers')).statusCode).toBe(200);
    const { sessions } = (await strong.who.send('GET', '/sessions')).json();
    expect(sessions[0]).toMatchObject({ by: 'oidc', current: true });
    const weak = await comeBack(ROSA_THERE);
    const refused = await weak.who.send('GET', '/overseen-workers');
    expect(refused.json().code).toBe('access.factor.needed');
    const enrolled = await weak.who.send('POST', '/totp/enrol', { password: PASSWORD });
    const { secret } = enrolled.json();
    await weak.who.send('POST', '/totp/confirm', { code: totpCode(secret) });
    expect((await weak.who.send('GET', '/overseen-workers')).statusCode).toBe(200);
    // The way through the agency does not go around the app, not even here, next time.
    const again = await comeBack(ROSA_THERE);
    expect((await again.who.send('GET', '/me')).json().signIn.lacks).toBe('factor');
  });

  test('[AC-14] a handed-out password that was never used holds up nobody who comes through the agency', async () => {
    await owner(sql`update auth_account set handed_out = true where user_id = ${OMAR}`);
    const omar = await comeBack({ ...ROSA_THERE, email: 'omar@amparo.example' });
    expect((await omar.who.send('GET', '/me')).json().signIn.lacks).toBeNull();
    const byPassword = new Visitor(bench.app);
    await byPassword.signIn('omar@amparo.example');
    expect((await byPassword.send('GET', '/me')).json().signIn.lacks).toBe('password');
  });
});
