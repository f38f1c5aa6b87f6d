import type { Browser, CDPSession, Page } from 'playwright-core';
import { cpus, availableParallelism } from 'node:os';
import { startServer } from '../../acceptance/running-server.ts';
import { openBrowser, openWindow, settled, signIn } from '../../acceptance/screen.ts';
import { quantile } from './bench-database.ts';

const WORKER = 'social.worker@demo.invalid';
const PHONE = { language: 'en', width: 360 } as const;
const SLOWER = 6;
const ROUNDS = 15;
const TARGET = { firstScriptKb: 250, screenChangeMs: 100, publicPageKb: 30 } as const;

/**
 * What the browser has to carry: the script of a first visit up to Today, the public page in all,
 * both as they travel (compressed); and how long after a touch the next screen stands there, in a
 * Chromium slowed down six times. The server runs beside it on the same machine.
 */
export const webBench = {
  name: 'web',
  run: async () => {
    const server = await startServer();
    const browser = await openBrowser();
    try {
      const publicPage = await weighPublicPage(browser, server.address);
      const firstLoad = await weighFirstLoad(browser, server.address);
      const screens = await timeScreens(browser, server.address);
      const slowest = Math.max(...screens.map(({ standsMs }) => standsMs));
      const meetsTarget =
        firstLoad.scriptKb <= TARGET.firstScriptKb &&
        publicPage.allKb <= TARGET.publicPageKb &&
        slowest < TARGET.screenChangeMs;
      const machine = {
        node: process.version,
        cpu: cpus()[0]?.model,
        cpus: availableParallelism(),
      };
      return {
        publicPage,
        firstLoad,
        screens,
        slowerBy: SLOWER,
        target: TARGET,
        meetsTarget,
        machine,
      };
    } finally {
      await browser.close();
      await server.stop();
    }
  },
};

/** Kilobytes that arrive while `visit` goes on, from an empty cache: script, and all with its headers. */
async function weigh(page: Page, visit: () => Promise<unknown>) {
  const session = await page.context().newCDPSession(page);
  const kinds = new Map<string, string>();
  const bytes = new Map<string, number>();
  session.on('Network.responseReceived', ({ requestId, type }) => kinds.set(requestId, type));
  session.on('Network.dataReceived', ({ requestId, encodedDataLength }) => {
    const kind = kinds.get(requestId) ?? 'Other';
    bytes.set(kind, (bytes.get(kind) ?? 0) + encodedDataLength);
  });
  let all = 0;
  session.on('Network.loadingFinished', ({ encodedDataLength }) => (all += encodedDataLength));
  await session.send('Network.enable');
  await visit();
  await page.waitForLoadState('networkidle');
  return { scriptKb: kb(bytes.get('Script') ?? 0), allKb: kb(all) };
}

async function weighPublicPage(browser: Browser, address: string) {
  const page = await openWindow(browser, address, PHONE);
  const weight = await weigh(page, () => page.goto('/'));
  await page.context().close();
  return weight;
}

/**
 * From the sign-in to Today, as on the first day on a new phone. Screens that are fetched ahead of
 * need, after that, are left out: the phone asks to save data, and then they are not.
 */
async function weighFirstLoad(browser: Browser, address: string) {
  const page = await openWindow(browser, address, PHONE);
  await page.addInitScript(
    "Object.defineProperty(navigator, 'connection', { value: { saveData: true } })",
  );
  const weight = await weigh(page, () => signIn(page, WORKER));
  await page.context().close();
  return weight;
}

type Change = { readonly from: string; readonly touch: string; readonly shows: string };

const CHANGES: Readonly<Record<string, Change>> = {
  'Today to a case': { from: '/app/', touch: '.cards a', shows: '.case-head' },
  'Today to a new first contact': {
    from: '/app/',
    touch: '.page-action a',
    shows: 'form, .form-steps',
  },
  'a case back to Today': { from: 'case', touch: '.page-back a', shows: '.cards, .options' },
};

async function timeScreens(browser: Browser, address: string) {
  const page = await openWindow(browser, address, PHONE);
  await signIn(page, WORKER);
  await page.locator('.cards a').first().click();
  await page.locator('.case-head').waitFor();
  const aCase = new URL(page.url()).pathname;
  const session = await page.context().newCDPSession(page);
  const measured: Measured[] = [];
  for (const [what, change] of Object.entries(CHANGES)) {
    const from = change.from === 'case' ? aCase : change.from;
    const times: Times[] = [];
    for (let round = 0; round < ROUNDS; round += 1)
      times.push(await timeChange(page, session, { ...change, from }));
    measured.push({
      what,
      standsMs: medianOf(times.map(({ stands }) => stands)),
      wholeMs: medianOf(times.map(({ whole }) => whole)),
    });
  }
  await page.context().close();
  return measured;
}

/** Until the next screen stands there with its heading and what is known; until its answers are shown, too. */
type Measured = { readonly what: string; readonly standsMs: number; readonly wholeMs: number };
type Times = { readonly stands: number; readonly whole: number };

/** Milliseconds from the touch until the next screen was painted; its script is there already. */
async function timeChange(
  page: Page,
  session: CDPSession,
  { from, touch, shows }: Change,
): Promise<Times> {
  await page.goto(from);
  await settled(page);
  await page.locator(touch).first().waitFor();
  await page.waitForLoadState('networkidle');
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  const took = await page.evaluate<Times>(`new Promise((resolve) => {
    const heading = () => document.querySelector('h1')?.textContent;
    const before = heading();
    const began = performance.now();
    const painted = () => new Promise((done) => requestAnimationFrame(() => setTimeout(() => done(performance.now() - began))));
    let stands;
    const look = () => {
      if (heading() === undefined || heading() === before) return;
      stands ??= painted();
      if (!document.querySelector(${JSON.stringify(shows)})) return;
      watch.disconnect();
      void Promise.all([stands, painted()]).then(([first, last]) => resolve({ stands: first, whole: last }));
    };
    const watch = new MutationObserver(look);
    watch.observe(document.body, { childList: true, subtree: true, characterData: true });
    document.querySelector(${JSON.stringify(touch)}).click();
  })`);
  await session.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  return took;
}

function medianOf(times: readonly number[]): number {
  return Math.round(quantile(times, 0.5) * 10) / 10;
}

function kb(bytes: number): number {
  return Math.round(bytes / 102.4) / 10;
}
