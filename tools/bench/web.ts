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
      const slowest = Math.max(...screens.map(({ medianMs }) => medianMs));
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

/** Kilobytes that arrive for a page, by kind, while `visit` goes on; from an empty cache. */
async function weigh(page: Page, visit: () => Promise<unknown>) {
  const session = await page.context().newCDPSession(page);
  const kinds = new Map<string, string>();
  const bytes = new Map<string, number>();
  session.on('Network.responseReceived', ({ requestId, type }) => kinds.set(requestId, type));
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const kind = kinds.get(requestId) ?? 'Other';
    bytes.set(kind, (bytes.get(kind) ?? 0) + encodedDataLength);
  });
  await session.send('Network.enable');
  await visit();
  await page.waitForLoadState('networkidle');
  const all = [...bytes.values()].reduce((sum, one) => sum + one, 0);
  return { scriptKb: kb(bytes.get('Script') ?? 0), allKb: kb(all) };
}

async function weighPublicPage(browser: Browser, address: string) {
  const page = await openWindow(browser, address, PHONE);
  const weight = await weigh(page, () => page.goto('/'));
  await page.context().close();
  return weight;
}

/** From the sign-in to Today, as on the first day on a new phone. */
async function weighFirstLoad(browser: Browser, address: string) {
  const page = await openWindow(browser, address, PHONE);
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
  const measured = [];
  for (const [what, change] of Object.entries(CHANGES)) {
    const times: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1)
      times.push(
        await timeChange(page, session, {
          ...change,
          from: change.from === 'case' ? aCase : change.from,
        }),
      );
    measured.push({
      what,
      medianMs: round(quantile(times, 0.5)),
      p95Ms: round(quantile(times, 0.95)),
    });
  }
  await page.context().close();
  return measured;
}

/** Milliseconds from the touch until the next screen was painted; its script is there already. */
async function timeChange(
  page: Page,
  session: CDPSession,
  { from, touch, shows }: Change,
): Promise<number> {
  await page.goto(from);
  await settled(page);
  await page.locator(touch).first().waitFor();
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  const took = await page.evaluate<number>(`new Promise((resolve) => {
    const before = document.querySelector('h1')?.textContent;
    const began = performance.now();
    const isThere = () => document.querySelector('h1')?.textContent !== before && document.querySelector(${JSON.stringify(shows)});
    const watch = new MutationObserver(() => {
      if (!isThere()) return;
      watch.disconnect();
      requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - began)));
    });
    watch.observe(document.body, { childList: true, subtree: true, characterData: true });
    document.querySelector(${JSON.stringify(touch)}).click();
  })`);
  await session.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  return took;
}

function kb(bytes: number): number {
  return Math.round(bytes / 102.4) / 10;
}

function round(milliseconds: number): number {
  return Math.round(milliseconds * 10) / 10;
}
