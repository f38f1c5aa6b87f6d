import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '#platform/database/test-database.ts';
import { deviceCookies } from './device-cookie.ts';
import { type Gate, GATE_RATES, type Guessed, signInGate } from './sign-in-gate.ts';
import { SECRET, testBrowser, type TestBrowser } from './test-sign-in.ts';
import { throttle } from './throttle.ts';

const OWNER = 'rosa@amparo.example';
const HOME = '192.0.2.7';
const devices = deviceCookies(SECRET, false);
const clock = { now: Date.parse('2026-11-24T09:00:00.000Z') };
let database: TestDatabase;
let gate: Gate;

beforeAll(async () => {
  database = await openTestDatabase();
  gate = signInGate({
    throttle: throttle(database.sql),
    devices,
    secret: SECRET,
    now: () => clock.now,
  });
});
afterAll(async () => {
  await database.close();
});

async function forgetAll(): Promise<void> {
  await sql`delete from auth_throttle`.execute(database.sql);
}

function knownDevice(account: string, network = HOME): TestBrowser {
  const browser = testBrowser(network);
  browser.take([devices.remember('', account)]);
  return browser;
}

/** How many attempts go through in a row. */
async function admitted(guessed: Guessed, account: string, browser: TestBrowser, tries: number) {
  let count = 0;
  for (let each = 0; each < tries; each += 1) {
    if ((await gate.take(guessed, account, browser)) === undefined) count += 1;
  }
  return count;
}

describe('guessing is slowed down', () => {
  test('from one network: five at one account, thirty in all, then one every few minutes', async () => {
    await forgetAll();
    expect(await admitted('password', OWNER, testBrowser('203.0.113.1'), 20)).toBe(5);
    let others = 0;
    for (let account = 0; account < 60; account += 1) {
      others += await admitted(
        'password',
        `w${account}@amparo.example`,
        testBrowser('203.0.113.1'),
        1,
      );
    }
    expect(others).toBeLessThanOrEqual(25);
    clock.now += 180_000;
    expect(await admitted('password', OWNER, testBrowser('203.0.113.1'), 20)).toBe(1);
  });

  test('from many networks at one account: forty, then one every 15 seconds; whoever waits is told how long', async () => {
    await forgetAll();
    let through = 0;
    for (let host = 0; host < 100; host += 1) {
      through += await admitted('password', OWNER, testBrowser(`203.0.113.${host}`), 1);
    }
    expect(through).toBe(40);
    expect(await gate.take('password', OWNER, testBrowser('203.0.113.200'))).toBe(15);
  });

  test('an address that does not exist is counted like one that does', async () => {
    await forgetAll();
    const nobody = await admitted('password', 'nobody@amparo.example', testBrowser(), 9);
    await forgetAll();
    expect(await admitted('password', OWNER, testBrowser(), 9)).toBe(nobody);
  });

  test('attempts at the same moment do not slip through together', async () => {
    await forgetAll();
    const browser = testBrowser();
    const waits = await Promise.all(
      Array.from({ length: 20 }, () => gate.take('password', OWNER, browser)),
    );
    expect(waits.filter((wait) => wait === undefined)).toHaveLength(5);
  });

  test('a known device is counted too: ten, then one every 90 seconds', async () => {
    await forgetAll();
    expect(await admitted('password', OWNER, knownDevice(OWNER), 30)).toBe(10);
  });

  test('a success clears what that source got wrong before, and costs the others nothing', async () => {
    await forgetAll();
    const browser = testBrowser();
    for (let round = 0; round < 60; round += 1) {
      expect(await gate.take('password', OWNER, browser)).toBeUndefined();
      await gate.succeeded('password', OWNER, browser);
    }
  });

  test('a code counts once', async () => {
    await forgetAll();
    expect(await gate.takeCode(OWNER, '123456')).toBe(true);
    expect(await gate.takeCode(OWNER, '123456')).toBe(false);
    expect(await gate.takeCode('omar@amparo.example', '123456')).toBe(true);
  });
});

describe('nobody can be locked out by others', () => {
  type Move = {
    readonly guessed: Guessed;
    readonly network: string;
    readonly cookie: 'none' | 'own' | 'forged-tag' | 'forged-nonce' | 'junk';
    readonly times: number;
    readonly wait: number;
  };
  const move: fc.Arbitrary<Move> = fc.record({
    guessed: fc.constantFrom('password' as const, 'totp' as const),
    network: fc.constantFrom(HOME, '203.0.113.1', '203.0.113.2', '203.0.113.3'),
    cookie: fc.constantFrom('none', 'own', 'forged-tag', 'forged-nonce', 'junk'),
    times: fc.integer({ min: 1, max: 15 }),
    wait: fc.integer({ min: 0, max: 120_000 }),
  });

  function attacker(made: Move, ownersNonce: string): TestBrowser {
    const browser = testBrowser(made.network);
    const own = /amparo\.device=([^;]+)/.exec(devices.remember('', 'mallory@amparo.example'))?.[1];
    const [nonce, signature, tag] = (own ?? '').split('.');
    const value = {
      none: undefined,
      own,
      'forged-tag': `${nonce}.${signature}.${tag?.replace(/^./, 'A')}`,
      'forged-nonce': `${ownersNonce}.${signature}.${tag}`,
      junk: '.%ff..a',
    }[made.cookie];
    if (value !== undefined) browser.jar.set('amparo.device', value);
    return browser;
  }

  test('whatever others do from wherever, the device of the owner is let in at once', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(move, { minLength: 1, maxLength: 12 }), async (moves) => {
        await forgetAll();
        const owner = knownDevice(OWNER);
        const nonce = devices.read(owner.cookie)?.nonce ?? '';
        for (const made of moves) {
          await admitted(made.guessed, OWNER, attacker(made, nonce), made.times);
          clock.now += made.wait;
        }
        expect(await gate.take('password', OWNER, owner)).toBeUndefined();
        expect(await gate.take('totp', OWNER, owner)).toBeUndefined();
      }),
      { numRuns: 40 },
    );
  }, 120_000);

  test('the numbers are the documented ones', () => {
    expect(GATE_RATES.password).toEqual({
      device: { burst: 10, everySeconds: 90 },
      network: { burst: 30, everySeconds: 30 },
      accountAtNetwork: { burst: 5, everySeconds: 180 },
      account: { burst: 40, everySeconds: 15 },
    });
    expect(GATE_RATES.totp.account).toEqual({ burst: 10, everySeconds: 180 });
  });
});

describe('what is kept', () => {
  test('keys of counters tell neither account nor network', async () => {
    await forgetAll();
    await gate.take('password', OWNER, testBrowser('203.0.113.77'));
    const { rows } = await sql`select key from auth_throttle`.execute(database.sql);
    expect(rows).toHaveLength(3);
    expect(JSON.stringify(rows)).not.toMatch(/rosa|amparo|203\.0/);
  });

  test('a shared tablet knows eight accounts, and each only for itself', () => {
    const tablet = testBrowser();
    for (let n = 0; n < 9; n += 1)
      tablet.take([devices.remember(tablet.cookie, `w${n}@amparo.example`)]);
    const device = devices.read(tablet.cookie);
    expect(device?.knows('w8@amparo.example')).toBe(true);
    expect(device?.knows('w1@amparo.example')).toBe(true);
    expect(device?.knows('w0@amparo.example')).toBe(false);
    expect(device?.knows(OWNER)).toBe(false);
  });
});
