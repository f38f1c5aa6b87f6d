import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { WorkerId } from '#kernel/ids.ts';
import { signedChallenges } from './signed-challenge.ts';
import { challengeOf, testPasskey, type TestPasskey, type Wrong } from './test-passkey.ts';
import {
  OMAR,
  openSignInBench,
  PASSWORD,
  ROSA,
  SECRET,
  type SignInBench,
  testBrowser,
  type TestBrowser,
} from './test-sign-in.ts';

const ORIGIN = 'https://amparo.example';
const MAILS = new Map([
  [ROSA, 'rosa@amparo.example'],
  [OMAR, 'omar@amparo.example'],
]);
let bench: SignInBench;
let key: TestPasskey;

beforeAll(async () => {
  bench = await openSignInBench({ origin: ORIGIN });
  key = testPasskey(ORIGIN, ROSA);
  const enrolled = await enrol(ROSA, key);
  if (!enrolled.ok) throw new Error(enrolled.refusal.code);
});
afterAll(() => bench.database.close());
beforeEach(async () => {
  await bench.database.asOwner((db) => sql`delete from auth_throttle`.execute(db));
});

function ways() {
  if (bench.auth.passkeys === undefined) throw new Error('No passkeys');
  return bench.auth.passkeys;
}

async function byPassword(worker: WorkerId) {
  const browser = testBrowser();
  const email = MAILS.get(worker) ?? '';
  const outcome = await bench.auth.signIn({ email, password: PASSWORD }, browser);
  if (outcome.kind !== 'signed-in') throw new Error(outcome.kind);
  browser.take(outcome.cookies);
  const who = await bench.auth.authenticate(browser);
  if (who === undefined) throw new Error('Not signed in');
  return { browser, who };
}

async function enrolmentChallenge(worker: WorkerId, browser: TestBrowser): Promise<string> {
  const begun = await ways().begin({ worker, browser }, { password: PASSWORD, name: 'Example' });
  if (!begun.ok) throw new Error(begun.refusal.code);
  return challengeOf(begun.value);
}

async function enrol(worker: WorkerId, passkey: TestPasskey, wrong?: Wrong) {
  const { browser, who } = await byPassword(worker);
  const challenge = await enrolmentChallenge(worker, browser);
  return ways().keep(who, { name: 'Phone', answer: passkey.made(challenge, wrong) });
}

async function signIn(wrong?: Wrong, passkey = key, browser = testBrowser()) {
  const challenge = challengeOf(await ways().challenge());
  return ways().signIn(passkey.signed(challenge, wrong), browser);
}

describe('who may not sign in by a passkey', () => {
  test.each([
    ['made for another site', { origin: 'https://amparo.example.evil.example' }, 'unverified'],
    ['with another site behind it', { rpId: 'evil.example' }, 'unverified'],
    ['without finger, face or PIN', { isUnlocked: false }, 'unverified'],
    ['in the name of someone else', { userHandle: OMAR }, 'unverified'],
  ])('an answer %s', async (_what, wrong, reason) => {
    expect(await signIn(wrong)).toMatchObject({ kind: 'refused', reason });
  });

  test('an answer that was given before', async () => {
    const answer = key.signed(challengeOf(await ways().challenge()));
    expect(await ways().signIn(answer, testBrowser())).toMatchObject({ kind: 'signed-in' });
    expect(await ways().signIn(answer, testBrowser())).toMatchObject({ reason: 'replayed' });
  });

  test('an answer after ten minutes, and one to a challenge that was never given', async () => {
    const answer = key.signed(challengeOf(await ways().challenge()));
    bench.clock.now += 601_000;
    expect(await ways().signIn(answer, testBrowser())).toMatchObject({ reason: 'expired' });
    const made = Buffer.from('a.b.c').toString('base64url');
    expect(await ways().signIn(key.signed(made), testBrowser())).toMatchObject({
      reason: 'expired',
    });
  });

  test('a challenge that was given to make a passkey signs nobody in', async () => {
    const { browser } = await byPassword(ROSA);
    const challenge = await enrolmentChallenge(ROSA, browser);
    expect(await ways().signIn(key.signed(challenge), testBrowser())).toMatchObject({
      reason: 'expired',
    });
  });

  test('a passkey that nobody has here, and another key under a known name', async () => {
    const stranger = testPasskey(ORIGIN, ROSA);
    expect(await signIn({}, stranger)).toMatchObject({ reason: 'unknown', account: undefined });
    const forged = { ...stranger.signed(challengeOf(await ways().challenge())), id: key.id };
    expect(await ways().signIn(forged, testBrowser())).toMatchObject({ reason: 'unverified' });
  });

  test('a copied passkey whose counter runs behind', async () => {
    const counting = testPasskey(ORIGIN, OMAR);
    expect(await enrol(OMAR, counting)).toMatchObject({ ok: true });
    expect(await signIn({ counter: 5 }, counting)).toMatchObject({ kind: 'signed-in' });
    expect(await signIn({ counter: 4 }, counting)).toMatchObject({ reason: 'unverified' });
    expect(await signIn({ counter: 6 }, counting)).toMatchObject({ kind: 'signed-in' });
  });

  test('[AC-12] a worker who left, whatever passkey; the sessions that were open end', async () => {
    const open = testBrowser();
    const before = await signIn({}, key, open);
    if (before.kind !== 'signed-in') throw new Error(before.kind);
    open.take(before.cookies);
    await setActive(false);
    expect(await signIn()).toMatchObject({ kind: 'refused', reason: 'inactive', account: ROSA });
    await setActive(true);
    expect(await bench.auth.authenticate(open)).toBeUndefined();
  });

  test('junk in the place of an answer is refused, never a fault', async () => {
    const { id } = key;
    await fc.assert(
      fc.asyncProperty(fc.string({ maxLength: 60 }), fc.base64String(), async (said, bytes) => {
        await bench.database.asOwner((db) => sql`delete from auth_throttle`.execute(db));
        const clientDataJSON = Buffer.from(said).toString('base64url');
        const junk = { id, clientDataJSON, authenticatorData: bytes, signature: bytes };
        const outcome = await ways().signIn(junk, testBrowser());
        expect(outcome.kind).toBe('refused');
        const challenge = challengeOf(await ways().challenge());
        const right = key.signed(challenge);
        const half = await ways().signIn({ ...right, authenticatorData: bytes }, testBrowser());
        expect(half.kind).toBe('refused');
      }),
      { numRuns: 25 },
    );
  });
});

test('attempts with passkeys lock nobody out: they count against no account', async () => {
  const stranger = testPasskey(ORIGIN, ROSA);
  let waits = 0;
  for (let each = 0; each < 60; each += 1) {
    const outcome = await signIn({}, stranger, testBrowser('203.0.113.9'));
    if (outcome.kind === 'too-many') waits += 1;
  }
  expect(waits).toBeGreaterThan(20);
  expect(await signIn()).toMatchObject({ kind: 'signed-in' });
  const { browser } = await byPassword(ROSA);
  expect(await bench.auth.authenticate(browser)).toMatchObject({ worker: ROSA });
});

test('a passkey signs in as two factors, and the session before it in this browser is over', async () => {
  const { browser, who } = await byPassword(ROSA);
  const outcome = await signIn({}, key, browser);
  if (outcome.kind !== 'signed-in') throw new Error(outcome.kind);
  browser.take(outcome.cookies);
  const now = await bench.auth.authenticate(browser);
  expect(now).toMatchObject({ worker: ROSA, proof: { by: 'passkey', twoFactors: true } });
  const sessions = await bench.auth.sessionsOf(ROSA);
  expect(sessions.map(({ id }) => id)).not.toContain(who.sessionId);
});

describe('setting up a passkey', () => {
  test('needs the password, and is refused for another site, unlocked by nothing, or to another worker', async () => {
    const { browser } = await byPassword(OMAR);
    const wrong = { password: 'wrong', name: 'Example' };
    expect(await ways().begin({ worker: OMAR, browser }, wrong)).toMatchObject({
      refusal: { code: 'wrong' },
    });
    const refusal = { code: 'not-verified' };
    const bad = () => testPasskey(ORIGIN, OMAR);
    expect(await enrol(OMAR, bad(), { origin: 'https://evil.example' })).toMatchObject({ refusal });
    expect(await enrol(OMAR, bad(), { isUnlocked: false })).toMatchObject({ refusal });
    const challenge = await enrolmentChallenge(OMAR, browser);
    const rosa = await byPassword(ROSA);
    const answer = bad().made(challenge);
    expect(await ways().keep(rosa.who, { name: 'Phone', answer })).toMatchObject({ refusal });
  });

  test('takes a challenge once, and a credential once', async () => {
    const { browser, who } = await byPassword(OMAR);
    const challenge = await enrolmentChallenge(OMAR, browser);
    const first = { name: 'Key', answer: testPasskey(ORIGIN, OMAR).made(challenge) };
    const second = { name: 'Key', answer: testPasskey(ORIGIN, OMAR).made(challenge) };
    expect(await ways().keep(who, first)).toMatchObject({ ok: true });
    expect(await ways().keep(who, second)).toMatchObject({ refusal: { code: 'not-verified' } });
    expect(await enrol(OMAR, key)).toMatchObject({ refusal: { code: 'known-already' } });
  });

  test('makes the session one of two factors', async () => {
    const { browser, who } = await byPassword(OMAR);
    expect(who.proof).toMatchObject({ by: 'password', twoFactors: false });
    const challenge = await enrolmentChallenge(OMAR, browser);
    const answer = testPasskey(ORIGIN, OMAR).made(challenge);
    await ways().keep(who, { name: 'Tablet', answer });
    expect((await bench.auth.authenticate(browser))?.proof).toMatchObject({ twoFactors: true });
  });

  test('ends at ten', async () => {
    for (let more = (await bench.auth.passkeysOf(ROSA)).length; more < 10; more += 1) {
      await bench.database.asOwner((db) => sql`delete from auth_throttle`.execute(db));
      expect(await enrol(ROSA, testPasskey(ORIGIN, ROSA))).toMatchObject({ ok: true });
    }
    const { browser } = await byPassword(ROSA);
    const given = { password: PASSWORD, name: 'Example' };
    expect(await ways().begin({ worker: ROSA, browser }, given)).toMatchObject({
      refusal: { code: 'enough' },
    });
  });
});

test('of two passkeys taken off at the same moment one stays, where the last must', async () => {
  await bench.database.asOwner((db) => sql`delete from auth_passkey`.execute(db));
  await enrol(OMAR, testPasskey(ORIGIN, OMAR));
  await enrol(OMAR, testPasskey(ORIGIN, OMAR));
  const own = await bench.auth.passkeysOf(OMAR);
  const taken = await Promise.all(
    own.map(({ id }) => bench.auth.deletePasskey(OMAR, id, { mayBeLast: false })),
  );
  expect(taken.toSorted()).toEqual(['done', 'last']);
  const [left] = await bench.auth.passkeysOf(OMAR);
  const id = left?.id ?? '';
  expect(await bench.auth.deletePasskey(ROSA, id, { mayBeLast: true })).toBe('unknown');
  expect(await bench.auth.deletePasskey(OMAR, id, { mayBeLast: true })).toBe('done');
});

test('a challenge is good for its use and its worker only, and no part of it can be changed', () => {
  const challenges = signedChallenges(SECRET, () => 1_000_000);
  const others = signedChallenges('another secret, at least 32 characters long', () => 1_000_000);
  fc.assert(
    fc.property(fc.nat(200), fc.constantFrom('a', 'b', '.', '0'), (at, sign) => {
      const issued = challenges.issue('use', ROSA);
      expect(challenges.isOurs(issued, 'use', ROSA)).toBe(true);
      expect(challenges.isOurs(issued, 'use', OMAR)).toBe(false);
      expect(challenges.isOurs(issued, 'other', ROSA)).toBe(false);
      expect(others.isOurs(issued, 'use', ROSA)).toBe(false);
      const place = at % issued.length;
      const changed = `${issued.slice(0, place)}${sign}${issued.slice(place + 1)}`;
      expect(challenges.isOurs(changed, 'use', ROSA)).toBe(changed === issued);
    }),
  );
});

async function setActive(active: boolean): Promise<void> {
  await bench.database.asOwner((db) =>
    sql`update worker set active = ${active} where worker_id = ${ROSA}`.execute(db),
  );
}
