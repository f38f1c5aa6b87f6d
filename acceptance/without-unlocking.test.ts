import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { isKept, line, setUp, writeContact } from './field-steps.ts';
import { type RunningServer, startServer } from './running-server.ts';
import {
  axeFindings,
  DEMO_PASSWORD,
  faultsIn,
  isTooWide,
  openBrowser,
  openWindow,
  signIn,
} from './screen.ts';
import { openSession } from './second-client-session.ts';

const SELA = 'social.worker@demo.invalid';
const SUPERVISOR = 'supervisor@demo.invalid';
const DAY = 86_400_000;

const Me = z.object({ worker: z.object({ teams: z.array(z.object({ id: z.string() })) }) });
const Cases = z.object({ cases: z.array(z.unknown()) });
const Devices = z.object({
  devices: z.array(
    z.object({
      deviceId: z.string(),
      revoked: z.object({ wipedAt: z.string().nullable() }).nullable(),
    }),
  ),
});

let server: RunningServer;
let browser: Browser;
beforeAll(async () => {
  [server, browser] = await Promise.all([startServer(), openBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

/** A phone on which a first contact was written without a network, and which is then locked. */
async function lockedPhone(): Promise<Page> {
  const page = await openWindow(browser, server.address, { language: 'en', width: 1280 });
  await signIn(page, SELA);
  await setUp(page, SELA);
  await isKept(page);
  await page.context().setOffline(true);
  await writeContact(page);
  await line(page).getByText('1 item waits').waitFor();
  await page.setViewportSize({ width: 360, height: 800 });
  // Nobody is signed in any more, either.
  await page.context().clearCookies();
  return page;
}

/** The browser that is driven does not tell its pages of every network that comes back. */
async function networkBack(page: Page): Promise<void> {
  await page.context().setOffline(false);
  await page.evaluate("window.dispatchEvent(new Event('online'))");
}

/** How many open cases the server knows as hers. */
async function countCases(): Promise<number> {
  const sela = await openSession(server.address, SELA, DEMO_PASSWORD);
  const me = Me.parse((await sela.ask('GET', '/me')).body);
  const query = `team=${me.worker.teams[0]?.id}&of=worker&limit=100`;
  const listed = await sela.ask('GET', `/cases?${query}`, undefined, 'child-protection');
  return Cases.parse(listed.body).cases.length;
}

test('what waits goes out after the lease is over, and nobody has to unlock', async () => {
  const page = await lockedPhone();
  const before = await countCases();
  await page.clock.setFixedTime(Date.now() + 100 * DAY);
  await page.goto('/app/');
  await page.getByText('The time without a network is over.').waitFor();
  await page.getByText(/^1 item waits here, since/).waitFor();
  expect(await axeFindings(page)).toEqual([]);
  expect(await isTooWide(page)).toBe(false);
  await networkBack(page);
  await page.getByText('All that was written here is sent.').waitFor();
  expect(await countCases()).toBe(before + 1);
  expect(faultsIn(page)).toEqual([]);
  await page.context().close();
});

test('[AC-21, AC-22] a phone that was taken back while it was locked sends, empties itself and says so', async () => {
  const page = await lockedPhone();
  await page.goto('/app/');
  await page.getByText(/^1 item waits here, since/).waitFor();
  expect(await isTooWide(page)).toBe(false);
  const [sela, supervisor] = [
    await openSession(server.address, SELA, DEMO_PASSWORD),
    await openSession(server.address, SUPERVISOR, DEMO_PASSWORD),
  ];
  const { devices } = Devices.parse((await sela.ask('GET', '/field-devices')).body);
  // The phone of the journey before is still hers.
  for (const { deviceId, revoked } of devices)
    if (!revoked) await sela.ask('POST', `/field-devices/${deviceId}/revoke`, { reason: 'lost' });
  await networkBack(page);
  const held = async () => JSON.stringify(await supervisor.ask('GET', '/sync/quarantine'));
  await expect.poll(held, { timeout: 15_000 }).toContain('cases.');
  await page.getByText('What had not been sent went to your supervisor.').waitFor();
  const names = async () =>
    page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name));
  const ofField = async () => (await names()).filter((name) => name?.startsWith('amparo-field'));
  await expect.poll(ofField).toEqual(['amparo-field']);
  const after = Devices.parse((await sela.ask('GET', '/field-devices')).body);
  expect(after.devices.some(({ revoked }) => typeof revoked?.wipedAt === 'string')).toBe(true);
  expect(faultsIn(page)).toEqual([]);
  await page.context().close();
});

declare const indexedDB: { databases: () => Promise<readonly { readonly name?: string }[]> };
