import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { OidcProvider } from './oidc-provider.ts';
import { CLIENT, openTestIssuer, type Said, type TestIssuer } from './test-oidc-issuer.ts';
import {
  AGENCY,
  openSignInBench,
  PASSWORD,
  ROSA,
  type SignInBench,
  testBrowser,
  type TestBrowser,
} from './test-sign-in.ts';

const ROSA_THERE = { email: 'Rosa@amparo.example', email_verified: true };
let issuer: TestIssuer;
let bench: SignInBench;

function provider(more: Partial<OidcProvider>): OidcProvider {
  return {
    id: 'harbour',
    names: { en: 'Harbour Office' },
    issuer: issuer.issuer,
    ...CLIENT,
    domains: ['amparo.example'],
    agencies: undefined,
    secondFactor: { amr: ['mfa', 'hwk'], acr: ['https://refeds.org/profile/mfa'] },
    ...more,
  };
}

beforeAll(async () => {
  issuer = await openTestIssuer();
  bench = await openSignInBench({
    origin: 'https://amparo.example',
    providers: [
      provider({}),
      provider({ id: 'own', agencies: [AGENCY] }),
      provider({ id: 'other', agencies: ['00000000-0000-4000-8000-00000000ffff'] }),
      provider({ id: 'elsewhere', domains: ['elsewhere.example'] }),
      provider({ id: 'down', issuer: 'http://127.0.0.1:9' }),
      provider({ id: 'secretless', clientSecret: 'not this one' }),
    ],
  });
});
afterAll(async () => {
  await bench.database.close();
  await issuer.close();
});
beforeEach(async () => {
  await bench.database.asOwner((db) => sql`delete from auth_throttle`.execute(db));
});

async function begin(id = 'harbour', browser = testBrowser()) {
  const begun = await bench.auth.oidc.begin(id, browser);
  if (begun.kind !== 'go') throw new Error(JSON.stringify(begun));
  browser.take(begun.cookies);
  return { browser, url: begun.url };
}

async function signIn(said: Said, id = 'harbour', browser = testBrowser()) {
  const { url } = await begin(id, browser);
  const outcome = await bench.auth.oidc.complete(issuer.visit(url, said), browser);
  if (outcome.kind === 'signed-in') browser.take(outcome.cookies);
  return outcome;
}

const claimed = (claims: NonNullable<Said['claims']>, more: Said = {}): Said => ({
  ...more,
  claims,
});

describe('who does not get in through a provider', () => {
  test.each([
    ['an address that it has not verified', { email_verified: false }, 'email-unverified'],
    ['an address of which it does not say so', { email_verified: undefined }, 'email-unverified'],
    ['no address', { email: undefined }, 'email-unverified'],
    ['an address of another domain', { email: 'rosa@elsewhere.example' }, 'domain'],
    ['a domain that only ends alike', { email: 'rosa@evilamparo.example' }, 'domain'],
    ['a domain hidden in a name', { email: 'rosa@amparo.example@evil.example' }, 'domain'],
    ['someone who is not on the roster', { email: 'nobody@amparo.example' }, 'unknown-person'],
  ])('[AC-17] %s', async (_who, claims, reason) => {
    const outcome = await signIn(claimed({ ...ROSA_THERE, ...claims }));
    expect(outcome).toMatchObject({ kind: 'refused', reason });
  });

  test('[AC-17] people of another domain or agency than the provider may speak for; no account is made', async () => {
    expect(await signIn(claimed(ROSA_THERE), 'elsewhere')).toMatchObject({ reason: 'domain' });
    expect(await signIn(claimed(ROSA_THERE), 'other')).toMatchObject({ reason: 'domain' });
    expect(await signIn(claimed(ROSA_THERE), 'own')).toMatchObject({ kind: 'signed-in' });
    const { rows } = await sql`select 1 from auth_user`.execute(bench.database.sql);
    expect(rows).toHaveLength(2);
  });

  test.each<[string, Said]>([
    ['signed by another key', { isForged: true }],
    ['for another client', { audience: 'someone-else' }],
    ['of another issuer', { issuer: 'https://evil.example' }],
    ['with another nonce', { nonce: 'of-an-earlier-visit' }],
    ['that is over', { isExpired: true }],
    ['refused at the token address', { tokenStatus: 400 }],
  ])('an answer %s', async (_what, said) => {
    const outcome = await signIn(claimed(ROSA_THERE, said));
    expect(outcome).toMatchObject({ kind: 'refused', reason: 'not-accepted' });
  });

  test('[AC-12] a worker who left; the sessions that were open end', async () => {
    const open = testBrowser();
    expect(await signIn(claimed(ROSA_THERE), 'harbour', open)).toMatchObject({ worker: ROSA });
    await setActive(false);
    const outcome = await signIn(claimed(ROSA_THERE));
    expect(outcome).toMatchObject({ kind: 'refused', reason: 'inactive', account: ROSA });
    await setActive(true);
    expect(await bench.auth.authenticate(open)).toBeUndefined();
  });

  test('anyone while the provider does not answer, or with a secret that is not ours', async () => {
    expect(await bench.auth.oidc.begin('down', testBrowser())).toEqual({
      kind: 'refused',
      reason: 'unreachable',
    });
    expect(await bench.auth.oidc.begin('nowhere', testBrowser())).toEqual({
      kind: 'refused',
      reason: 'unknown-provider',
    });
    const faulty = await signIn(claimed(ROSA_THERE, { tokenStatus: 503 }));
    expect(faulty).toMatchObject({ reason: 'unreachable' });
    const secretless = await signIn(claimed(ROSA_THERE), 'secretless');
    expect(secretless).toMatchObject({ reason: 'not-accepted' });
  });
});

describe('an answer belongs to the browser that asked', () => {
  test('another browser, a changed state and a second use are refused', async () => {
    const { browser, url } = await begin();
    const query = issuer.visit(url, claimed(ROSA_THERE));
    const refusal = { kind: 'refused', reason: 'state' };
    expect(await bench.auth.oidc.complete(query, testBrowser())).toMatchObject(refusal);
    const other = await begin();
    expect(await bench.auth.oidc.complete(query, other.browser)).toMatchObject(refusal);
    const kept = new Map(browser.jar);
    expect(await bench.auth.oidc.complete(query, browser)).toMatchObject({ kind: 'signed-in' });
    for (const [name, value] of kept) browser.jar.set(name, value);
    expect(await bench.auth.oidc.complete(query, browser)).toMatchObject(refusal);
  });

  test('an answer after ten minutes is refused', async () => {
    const { browser, url } = await begin();
    const query = issuer.visit(url, claimed(ROSA_THERE));
    bench.clock.now += 601_000;
    expect(await bench.auth.oidc.complete(query, browser)).toMatchObject({ reason: 'state' });
  });

  test('an answer begun with one provider is not taken for one of another', async () => {
    const { browser, url } = await begin('harbour');
    const query = issuer.visit(url, claimed(ROSA_THERE));
    const [name = '', value = ''] = [...browser.jar].find(([each]) => each.endsWith('oidc')) ?? [];
    browser.jar.set(name, value.replace('harbour', 'own'));
    expect(await bench.auth.oidc.complete(query, browser)).toMatchObject({ reason: 'state' });
  });

  test('someone who says no there is told so', async () => {
    const { browser, url } = await begin();
    const state = new URL(url).searchParams.get('state') ?? '';
    const query = new URLSearchParams({ error: 'access_denied', state }).toString();
    expect(await bench.auth.oidc.complete(query, browser)).toMatchObject({ reason: 'declined' });
  });

  test('junk behind the address is refused, never a fault', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ maxLength: 200 }), async (junk) => {
        await bench.database.asOwner((db) => sql`delete from auth_throttle`.execute(db));
        const outcome = await bench.auth.oidc.complete(junk, testBrowser());
        expect(outcome).toMatchObject({ kind: 'refused', reason: 'state' });
      }),
      { numRuns: 30 },
    );
  });
});

describe('who gets in', () => {
  const proofOf = async (browser: TestBrowser) => (await bench.auth.authenticate(browser))?.proof;

  test('a worker of the roster, with PKCE, and counted as one factor unless the provider says two', async () => {
    const { url } = await begin();
    const asked = new URL(url).searchParams;
    expect(asked.get('code_challenge_method')).toBe('S256');
    expect(asked.get('redirect_uri')).toBe('https://amparo.example/app/sign-in/return');
    for (const [claims, twoFactors] of [
      [{}, false],
      [{ amr: ['pwd'] }, false],
      [{ amr: ['pwd', 'mfa'] }, true],
      [{ acr: 'https://refeds.org/profile/mfa' }, true],
      [{ acr: 'urn:other', amr: 'mfa' }, false],
    ] as const) {
      const browser = testBrowser();
      const outcome = await signIn(claimed({ ...ROSA_THERE, ...claims }), 'harbour', browser);
      expect(outcome).toMatchObject({ kind: 'signed-in', worker: ROSA });
      expect(await proofOf(browser)).toMatchObject({ by: 'oidc', twoFactors });
    }
  });

  test('by the user info, where the token has no address', async () => {
    const browser = testBrowser();
    const outcome = await signIn({ userInfo: ROSA_THERE }, 'harbour', browser);
    expect(outcome).toMatchObject({ kind: 'signed-in', worker: ROSA });
  });

  test('many failures there hold up nobody who signs in with a password', async () => {
    for (let each = 0; each < 40; each += 1)
      await bench.auth.oidc.complete('state=x', testBrowser('203.0.113.9'));
    const given = { email: 'rosa@amparo.example', password: PASSWORD };
    expect(await bench.auth.signIn(given, testBrowser())).toMatchObject({ kind: 'signed-in' });
    expect(await bench.auth.signIn(given, testBrowser('203.0.113.9'))).toMatchObject({
      kind: 'signed-in',
    });
  });
});

async function setActive(active: boolean): Promise<void> {
  await bench.database.asOwner((db) =>
    sql`update worker set active = ${active} where worker_id = ${ROSA}`.execute(db),
  );
}
