import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { withDevice } from './authenticators.ts';
import { isKept } from './field-steps.ts';
import { answerQuestions } from './fill-form.ts';
import * as child from './first-child.ts';
import { type RunningServer, startServer } from './running-server.ts';
import { axeFindings, faultsIn, isTooWide, openBrowser, openWindow, signIn } from './screen.ts';

const SELA = 'social.worker@demo.invalid';
const LUZ = 'social.worker.second@demo.invalid';
const PIN = '739204';
// Other journeys may run beside this one on a slow machine.
const PATIENCE = 45_000;

let server: RunningServer;
let browser: Browser;
let address: string;
beforeAll(async () => {
  [server, browser] = await Promise.all([startServer(), openBrowser()]);
  // Passkeys are bound to a name, never to a number.
  address = server.address.replace('127.0.0.1', 'localhost');
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const line = (page: Page) => page.locator('.status-line');
const press = (page: Page, name: string) => page.getByRole('button', { name }).click();

async function setUp(page: Page): Promise<void> {
  await page.goto('/app/field');
  await press(page, 'Choose a PIN');
  await page.getByLabel('What do you call this phone?').fill('Invented phone');
  await page.getByLabel('Your sign-in name').fill(SELA);
  await page.getByLabel('PIN', { exact: true }).fill(PIN);
  await page.getByLabel('The same PIN once more').fill(PIN);
  await press(page, 'Set up this phone');
  await page.getByText('This phone is ready to go.').waitFor();
  await press(page, 'Add it');
  await page.getByText('It opens with fingerprint or face now.').waitFor();
}

/** What the page hands over as a file when a button is pressed. */
async function savedBy(page: Page, act: () => Promise<void>): Promise<string> {
  const [download] = await Promise.all([page.waitForEvent('download'), act()]);
  return readFile(await download.path(), 'utf8');
}

const asFile = (text: string) => ({
  name: 'carried.txt',
  mimeType: 'text/plain',
  buffer: Buffer.from(text),
});

test('what was written without a network arrives by a file, and the answer comes back by one', async () => {
  const page = await openWindow(browser, address, { language: 'en', width: 1280 });
  page.setDefaultTimeout(PATIENCE);
  await withDevice(page, { hasPrf: true });
  await signIn(page, SELA);
  await setUp(page);
  await isKept(page);
  await page.context().setOffline(true);
  await page.goto('/app/first-contact');
  await press(page, 'Use fingerprint or face');
  await page.locator('[data-field=safeNow]').waitFor();
  await answerQuestions(page, child.quickContact);
  await press(page, 'Save, finish later');
  await line(page).getByText('1 item waits').waitFor();
  await page.waitForURL(/\/cases\/[^/]+$/);
  const ofCase = new URL(page.url()).pathname;

  await line(page).click();
  await page.getByRole('link', { name: 'Save or carry as a file' }).click();
  // The sheet has made room for the screen that was asked for.
  const carried = await savedBy(page, () => press(page, 'Save the sealed file'));
  expect(carried).not.toContain('duty-child-protection');
  expect(await axeFindings(page)).toEqual([]);

  const office = await openWindow(browser, address, { language: 'en', width: 360 });
  office.setDefaultTimeout(PATIENCE);
  await signIn(office, LUZ);
  await office.goto('/app/field/take-in');
  const choice = office.locator('input[type=file]');
  await choice.waitFor({ state: 'attached' });
  const answer = await savedBy(office, () => choice.setInputFiles(asFile(carried)));
  await office.getByText('The file is taken in.').waitFor();
  expect(await axeFindings(office)).toEqual([]);
  expect(await isTooWide(office)).toBe(false);

  await page.locator('input[type=file]').setInputFiles(asFile(answer));
  await page.getByText('1 item is answered.').waitFor();
  await line(page).getByText('All sent').waitFor();

  // Under the name of who wrote it, not of who brought it.
  await office.goto(ofCase);
  await office.getByText('Written by Sela Sample').first().waitFor();
  expect([...faultsIn(page), ...faultsIn(office)]).toEqual([]);
});
