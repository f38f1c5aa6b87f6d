import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answerQuestions } from './fill-form.ts';
import * as child from './first-child.ts';
import { type RunningServer, startServer } from './running-server.ts';
import { faultsIn, openBrowser, openWindow, settled, signIn } from './screen.ts';
import { serveTwoVersions, type TwoVersions } from './two-versions.ts';

const SELA = 'social.worker@demo.invalid';
const PIN = '739204';
const WORDS = 'The boat with the blue sail leaves on Friday.';

let server: RunningServer;
let browser: Browser;
let front: TwoVersions;
beforeAll(async () => {
  [server, browser] = await Promise.all([startServer(), openBrowser()]);
  front = await serveTwoVersions(server.address);
});
afterAll(async () => {
  await browser?.close();
  await front?.stop();
  await server?.stop();
});

const line = (page: Page) => page.locator('.status-line');

/** Waits until the app is kept in the browser, with the words of its language. */
async function isKept(page: Page): Promise<void> {
  const isThere = async (): Promise<boolean> =>
    page.evaluate(async () => {
      if (navigator.serviceWorker.controller === null) return false;
      return (await (await caches.open('amparo-used-files')).keys()).length > 0;
    });
  await expect.poll(isThere, { timeout: 15_000 }).toBe(true);
}

async function setUp(page: Page): Promise<void> {
  await page.goto('/app/field');
  await page.getByRole('button', { name: 'Choose a PIN' }).click();
  await page.getByLabel('What do you call this phone?').fill('Invented phone');
  await page.getByLabel('Your sign-in name').fill(SELA);
  await page.getByLabel('PIN', { exact: true }).fill(PIN);
  await page.getByLabel('The same PIN once more').fill(PIN);
  await page.getByRole('button', { name: 'Set up this phone' }).click();
  await page.getByText('This phone is ready to go.').waitFor();
}

async function unlock(page: Page): Promise<void> {
  await page.getByLabel('PIN', { exact: true }).fill(PIN);
  await page.getByLabel('PIN', { exact: true }).press('Enter');
  await line(page).waitFor();
}

/** A first contact in haste, as it is written where there is no network. */
async function writeContact(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Today', exact: true }).click();
  await page.getByRole('link', { name: 'Start a first contact' }).click();
  await page.locator('[data-field=safeNow]').waitFor();
  await answerQuestions(page, child.quickContact);
  await page.getByRole('button', { name: 'Save, finish later' }).click();
}

describe('the app without a network', () => {
  test('opens in its language after one visit, with every screen', async () => {
    const page = await openWindow(browser, front.address, { language: 'ar', width: 360 });
    await page.goto('/app/');
    await page.locator('input[name=email]').waitFor();
    await isKept(page);
    await page.context().setOffline(true);
    await page.goto('/app/account');
    await page.getByText('لا يوجد اتصال').first().waitFor();
    expect(await page.locator('html').getAttribute('dir')).toBe('rtl');
    expect(faultsIn(page)).toEqual([]);
    await page.context().close();
  });
});

describe('a newer version of the app', () => {
  test('takes nothing of what waits, of drafts, or of a form that is open', async () => {
    const page = await openWindow(browser, front.address, { language: 'en', width: 1280 });
    await signIn(page, SELA);
    await isKept(page);
    await setUp(page);
    front.reachApi(false);
    await writeContact(page);
    await line(page).getByText('1 item waits').waitFor();
    await page.waitForURL(/\/cases\/[^/]+$/);
    const ofCase = page.url();
    await page.goto(`${ofCase}/risk`);
    await unlock(page);
    await page.locator('[data-field=why] textarea').fill(WORDS);

    front.deployLater();
    await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update());
    await page.getByText('A new version is ready').waitFor();
    // The open form keeps its words and its old files, which the server no longer has.
    expect(await page.locator('[data-field=why] textarea').inputValue()).toBe(WORDS);
    await page.getByRole('link', { name: 'Account' }).click();
    await page.getByRole('heading', { level: 1, name: 'Account' }).waitFor();
    expect(await versionOf(page)).toBe('first');

    const another = await page.context().newPage();
    await another.goto('/app/');
    await another.locator('h1').first().waitFor();
    await page.getByRole('button', { name: 'Use it now' }).click();
    await page.getByText(/open in another window/).waitFor();
    await another.close();

    await page.getByRole('button', { name: 'Use it now' }).click();
    await page.waitForFunction(() => Reflect.get(globalThis, 'amparoVersion') === 'later');
    await unlock(page);
    await line(page).getByText('1 item waits').waitFor();
    await page.goto(`${ofCase}/risk`);
    await unlock(page);
    await page.getByRole('button', { name: 'Go on' }).click();
    await page.locator('[data-field=why] textarea').waitFor();
    expect(await page.locator('[data-field=why] textarea').inputValue()).toBe(WORDS);

    front.reachApi(true);
    await line(page).click();
    await page.getByRole('button', { name: 'Try now' }).click();
    await page.getByText('Everything is sent.').waitFor();
    expect(faultsIn(page)).toEqual([]);
    await settled(page);
  });
});

async function versionOf(page: Page): Promise<unknown> {
  return page.evaluate(() => Reflect.get(globalThis, 'amparoVersion') ?? 'first');
}

declare const navigator: {
  serviceWorker: {
    controller: unknown;
    getRegistration: () => Promise<{ update: () => Promise<unknown> } | undefined>;
  };
};
declare const caches: {
  open: (name: string) => Promise<{ keys: () => Promise<readonly unknown[]> }>;
};
