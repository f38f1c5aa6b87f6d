import { randomUUID } from 'node:crypto';
import { availableParallelism, cpus } from 'node:os';
import type { CDPSession, Page } from 'playwright-core';
import { MOST_ITEMS } from '#platform/sync/protocol/push.ts';
import { type Command, reachDevice, setUpField } from '../../acceptance/field-page.ts';
import { startServer } from '../../acceptance/running-server.ts';
import { openBrowser, openWindow, settled } from '../../acceptance/screen.ts';
import { openSession } from '../../acceptance/second-client-session.ts';
import { setUpClient } from '../../acceptance/second-client.ts';
import { DEMO_PASSWORD } from '../../apps/server/demo/seed-people.ts';
import { ANSWERS, sectionOf } from '../../apps/server/test-case.ts';
import { wholeCase } from './bench-country.ts';
import { quantile, usePostgresql } from './bench-database.ts';

const SELA = 'social.worker@demo.invalid';
const PIN = '739204';
const CASES = Number(process.env['BENCH_CASES'] ?? 2_000);
const COMMANDS_OF_A_CASE = 6;
const SLOWER = 6;
const UNLOCKS = 5;
const SAVES = 30;
const LONGEST_FETCH = 30 * 60_000;
const TARGET = { unlockMs: 2_000, saveMs: 100 } as const;

/**
 * A phone, slowed down six times, that carries as many cases as one may: how long after the PIN the
 * app is open, and its caseload shown, without a network; and how long a command takes until it is
 * sealed and durable in the outbox. The cases are written as in the field and fetched by the app.
 */
export const deviceBench = {
  name: 'device',
  run: async () => {
    usePostgresql();
    const server = await startServer();
    const browser = await openBrowser();
    try {
      await writeCases(server.address);
      const page = await openWindow(browser, server.address, { language: 'en', width: 360 });
      page.setDefaultTimeout(LONGEST_FETCH);
      await page.goto('/app/');
      await setUpField(page, SELA);
      const fetched = await fetchAll(page);
      const session = await page.context().newCDPSession(page);
      const unlock: Unlock[] = [];
      for (let round = 0; round < UNLOCKS; round += 1) unlock.push(await timeUnlock(page, session));
      const saves = await timeSaves(page, session, fetched.recordIds);
      const opensMs = medianOf(unlock.map(({ opens }) => opens));
      const caseloadMs = medianOf(unlock.map(({ caseload }) => caseload));
      const [saveMs, saveP95Ms] = [medianOf(saves), round1(quantile(saves, 0.95))];
      return {
        cases: fetched.recordIds.length,
        firstFetchSeconds: fetched.seconds,
        unlock: { opensMs, caseloadMs },
        save: { medianMs: saveMs, p95Ms: saveP95Ms },
        slowerBy: SLOWER,
        target: TARGET,
        meetsTarget: opensMs < TARGET.unlockMs && saveMs < TARGET.saveMs,
        machine: {
          node: process.version,
          cpu: cpus()[0]?.model,
          cpus: availableParallelism(),
          browser: browser.version(),
        },
      };
    } finally {
      await browser.close();
      await server.stop();
    }
  },
};

/** Over HTTP, by a device of the same worker that was away and comes back. */
async function writeCases(address: string): Promise<void> {
  const client = await setUpClient(await openSession(address, SELA, DEMO_PASSWORD));
  const items = [];
  for (let seed = 0; seed < CASES; seed += 1)
    for (const { operation, input } of wholeCase(seed).commands.slice(0, COMMANDS_OF_A_CASE))
      items.push(await client.give(operation, input));
  for (let at = 0; at < items.length; at += MOST_ITEMS) {
    const outcomes = await client.push(items.slice(at, at + MOST_ITEMS));
    const other = outcomes.find(({ outcome }) => outcome !== 'accepted');
    if (other) throw new Error(`An item was not accepted: ${JSON.stringify(other)}`);
  }
}

/** The first fetch, by the app itself; until nothing of any record is still to come. */
async function fetchAll(page: Page) {
  const start = performance.now();
  await reachDevice(page);
  const deadline = start + LONGEST_FETCH;
  while (!(await page.evaluate(isWhole, CASES))) {
    if (performance.now() > deadline) throw new Error('The cases did not come');
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  const recordIds = await page.evaluate(async () =>
    (await fieldDevice.opened().store.records()).map(({ recordId }) => recordId),
  );
  return { recordIds, seconds: Math.round((performance.now() - start) / 1000) };
}

async function isWhole(cases: number): Promise<boolean> {
  const { store, sync } = fieldDevice.opened();
  const { backfill, lastPullAt } = await store.meta();
  const isComplete = lastPullAt !== null && Object.keys(backfill).length === 0;
  return isComplete && sync.snapshot().records >= cases;
}

type Unlock = { readonly opens: number; readonly caseload: number };

/** Milliseconds from the PIN until the app was painted open, and until cases are shown; no network. */
async function timeUnlock(page: Page, session: CDPSession): Promise<Unlock> {
  await page.context().setOffline(false);
  await page.goto('/app/');
  await page.getByLabel('PIN', { exact: true }).fill(PIN);
  await page.waitForLoadState('networkidle');
  await page.context().setOffline(true);
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  const took = await page.evaluate<Unlock>(`new Promise((resolve) => {
    const began = performance.now();
    const painted = () => new Promise((done) => requestAnimationFrame(() => setTimeout(() => done(performance.now() - began))));
    let opens;
    const look = () => {
      if (!document.querySelector('.status-line')) return;
      opens ??= painted();
      if (!document.querySelector('.cards a')) return;
      watch.disconnect();
      void Promise.all([opens, painted()]).then(([first, last]) => resolve({ opens: first, caseload: last }));
    };
    const watch = new MutationObserver(look);
    watch.observe(document.body, { childList: true, subtree: true });
    document.querySelector('.lock form').requestSubmit();
  })`);
  await session.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  await settled(page);
  return took;
}

/** Milliseconds until a command is kept: signed, sealed, committed, and found to have no network. */
async function timeSaves(
  page: Page,
  session: CDPSession,
  recordIds: readonly string[],
): Promise<readonly number[]> {
  // Where a worker saves: in a form, with Today left behind.
  await page.locator('.page-action a').first().click();
  await page.locator('[data-field=safeNow]').waitFor();
  await reachDevice(page);
  const commands = recordIds.slice(0, SAVES).map((recordId): Command => {
    const entryId = randomUUID();
    const input = { ...sectionOf({ ...ANSWERS.risk }), entryId, recordId };
    return { entryId, recordId, operation: 'cases.assess-risk', input };
  });
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  const times = await page.evaluate(giveEach, commands);
  await session.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  return times;
}

async function giveEach(commands: readonly Command[]): Promise<number[]> {
  const times = [];
  for (const command of commands) {
    const began = performance.now();
    const { is } = await fieldDevice.opened().give(command);
    if (is !== 'kept') throw new Error(`Not kept: ${is}`);
    times.push(performance.now() - began);
  }
  return times;
}

function medianOf(times: readonly number[]): number {
  return round1(quantile(times, 0.5));
}

function round1(milliseconds: number): number {
  return Math.round(milliseconds * 10) / 10;
}

declare const fieldDevice: {
  readonly opened: () => {
    readonly give: (command: Command) => Promise<{ readonly is: string }>;
    readonly sync: { readonly snapshot: () => { readonly records: number } };
    readonly store: {
      readonly meta: () => Promise<{
        readonly backfill: object;
        readonly lastPullAt: string | null;
      }>;
      readonly records: () => Promise<readonly { readonly recordId: string }[]>;
    };
  };
};
