import type { Browser } from '#platform/http/call.ts';
import type { DeviceCookies } from './device-cookie.ts';
import { keyedHash } from './keyed-hash.ts';
import type { AttemptRate, Throttle } from './throttle.ts';

/** What is being guessed. Each has its own counters. */
export type Guessed = 'password' | 'totp' | 'own-password' | 'own-totp';

/** Ways in where nothing can be guessed; counted so that nobody keeps the server busy. */
export type Unnamed = 'passkey' | 'oidc';

type Rates = {
  readonly device: AttemptRate;
  readonly network: AttemptRate;
  readonly accountAtNetwork: AttemptRate;
  readonly account: AttemptRate;
};

const PASSWORD_RATES: Rates = {
  device: { burst: 10, everySeconds: 90 },
  network: { burst: 30, everySeconds: 30 },
  accountAtNetwork: { burst: 5, everySeconds: 180 },
  account: { burst: 40, everySeconds: 15 },
};

/**
 * A million codes, three of them right at a time: 480 guesses a day from strangers who already have
 * the password find one with a probability of 0.15 %.
 */
const TOTP_RATES: Rates = { ...PASSWORD_RATES, account: { burst: 10, everySeconds: 180 } };

/** Rates of what is guessed. Documented in docs/operations; whoever changes them runs the property test. */
export const GATE_RATES: Readonly<Record<Guessed, Rates>> = {
  password: PASSWORD_RATES,
  totp: TOTP_RATES,
  'own-password': PASSWORD_RATES,
  'own-totp': TOTP_RATES,
};

export type Gate = {
  /** Counts an attempt before it is judged. Undefined when it may go on; else seconds to wait. */
  readonly take: (
    guessed: Guessed,
    account: string,
    browser: Browser,
  ) => Promise<number | undefined>;
  /** The attempt was right: it and the wrong ones before it from the same source no longer count. */
  readonly succeeded: (guessed: Guessed, account: string, browser: Browser) => Promise<void>;
  /**
   * Counts an attempt that names no account, such as a passkey: by a device that has signed in
   * before, else by its network. It counts against nobody's account.
   */
  readonly takeUnnamed: (way: Unnamed, browser: Browser) => Promise<number | undefined>;
  readonly unnamedSucceeded: (way: Unnamed, browser: Browser) => Promise<void>;
  /** Refuses a second use of a challenge or an answer, which are good for a few minutes. */
  readonly takeOnce: (what: string) => Promise<boolean>;
  /** Refuses a second use of the same code. */
  readonly takeCode: (account: string, code: string) => Promise<boolean>;
};

type Counter = { readonly key: string; readonly rate: AttemptRate };

/**
 * A lock-out that cannot be used to lock others out. A device that has signed in to the account
 * before is counted by itself and by nothing else. Everything else is counted by its network, by
 * account and network, and, to slow guessing spread over many networks, by account. An account that
 * does not exist is counted in the same way, so that the answer does not tell.
 */
export function signInGate(options: {
  readonly throttle: Throttle;
  readonly devices: DeviceCookies;
  readonly secret: string;
  readonly now: () => number;
}): Gate {
  const { throttle, devices, now } = options;
  const hash = keyedHash(options.secret, 'throttle');

  const countersOf = (guessed: Guessed, account: string, browser: Browser): readonly Counter[] => {
    const rates = GATE_RATES[guessed];
    const device = devices.read(browser.cookie);
    if (device?.knows(account) === true) {
      return [{ key: hash(guessed, 'device', device.nonce, account), rate: rates.device }];
    }
    return [
      { key: hash(guessed, 'network', browser.network), rate: rates.network },
      { key: hash(guessed, 'both', browser.network, account), rate: rates.accountAtNetwork },
      { key: hash(guessed, 'account', account), rate: rates.account },
    ];
  };

  const unnamedCounter = (way: Unnamed, browser: Browser): Counter => {
    const nonce = devices.read(browser.cookie)?.nonce;
    return nonce === undefined
      ? { key: hash(way, 'network', browser.network), rate: PASSWORD_RATES.network }
      : { key: hash(way, 'device', nonce), rate: PASSWORD_RATES.device };
  };

  return {
    takeUnnamed(way, browser) {
      const { key, rate } = unnamedCounter(way, browser);
      return throttle.take(key, rate, now());
    },
    async unnamedSucceeded(way, browser) {
      const { key, rate } = unnamedCounter(way, browser);
      await throttle.giveBack(key, rate);
    },
    async takeOnce(what) {
      const once = { burst: 1, everySeconds: 3600 };
      return (await throttle.take(hash('once', what), once, now())) === undefined;
    },
    async take(guessed, account, browser) {
      for (const { key, rate } of countersOf(guessed, account, browser)) {
        const wait = await throttle.take(key, rate, now());
        if (wait !== undefined) return wait;
      }
      return undefined;
    },
    async succeeded(guessed, account, browser) {
      const counters = countersOf(guessed, account, browser);
      const own = counters.length === 1 ? 0 : 1;
      for (const [index, { key, rate }] of counters.entries()) {
        await (index === own ? throttle.forget(key) : throttle.giveBack(key, rate));
      }
    },
    async takeCode(account, code) {
      // A code is good for its half minute and the ones beside it.
      const once = { burst: 1, everySeconds: 120 };
      return (await throttle.take(hash('code', account, code), once, now())) === undefined;
    },
  };
}
