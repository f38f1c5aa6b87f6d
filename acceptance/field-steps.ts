import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { answerQuestions } from './fill-form.ts';
import * as child from './first-child.ts';
import { axeFindings, faultsIn, isTooWide, settled } from './screen.ts';

export const PIN = '739204';

export const line = (page: Page) => page.locator('.status-line');
export const pin = (page: Page) => page.getByLabel('PIN', { exact: true });

/** Waits until the app is kept in the browser, with the words of its language. */
export async function isKept(page: Page): Promise<void> {
  await page.waitForFunction(async () => {
    if (navigator.serviceWorker.controller === null) return false;
    return (await (await caches.open('amparo-used-files')).keys()).length > 0;
  });
}

/** Makes the browser a field device of the worker who is signed in. */
export async function setUp(page: Page, email: string, label = 'Invented phone'): Promise<void> {
  // A whole address, for not every browser that is driven knows where the app is.
  await page.goto(new URL('/app/field', page.url()).href);
  await page.getByRole('button', { name: 'Choose a PIN' }).click();
  await page.getByLabel('What do you call this phone?').fill(label);
  await page.getByLabel('Your sign-in name').fill(email);
  await pin(page).fill(PIN);
  await page.getByLabel('The same PIN once more').fill(PIN);
  await page.getByRole('button', { name: 'Set up this phone' }).click();
  await page.getByText('This phone is ready to go.').waitFor();
  await settled(page);
}

export async function unlock(page: Page): Promise<void> {
  await pin(page).fill(PIN);
  await pin(page).press('Enter');
  await line(page).waitFor();
}

/** Covers the screen at once, which locks a field device. */
export async function lock(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Hide' }).click();
  await pin(page).waitFor();
}

/** What lies over the screen, the lock or a sheet, is fit to be used; what it covers is not shown. */
export async function coverIsFit(page: Page): Promise<void> {
  await page.locator('.lock, [role=dialog]').first().waitFor();
  expect(await axeFindings(page)).toEqual([]);
  expect(await isTooWide(page)).toBe(false);
  expect(faultsIn(page)).toEqual([]);
}

/** Opens the sheet that tells how work stands, and tries to send now. */
export async function tryNow(page: Page): Promise<void> {
  await line(page).click();
  await page.getByRole('button', { name: 'Try now' }).click();
  await page.getByText('Everything is sent.').waitFor();
  await page.keyboard.press('Escape');
}

/** Waits until the line of every screen says so. */
export const shows = (page: Page, words: RegExp) => line(page).getByText(words).waitFor();

/** The way through the lock by keyboard alone, with a PIN that is wrong at first. */
export async function unlockByKeys(page: Page): Promise<void> {
  await pin(page).waitFor();
  await page.keyboard.press('Tab');
  await page.keyboard.type('739205');
  await page.keyboard.press('Enter');
  await page.getByText(/That was not the PIN/).waitFor();
  await pin(page).focus();
  await page.keyboard.type(PIN);
  await page.keyboard.press('Enter');
  await line(page).waitFor();
}

/** A first contact in haste, from the line of the menu, as it is written where there is no network. */
export async function writeContact(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Today', exact: true }).click();
  await page.getByRole('link', { name: 'Start a first contact' }).click();
  await page.locator('[data-field=safeNow]').waitFor();
  await answerQuestions(page, child.quickContact);
  await page.getByRole('button', { name: 'Save, finish later' }).click();
}

declare const navigator: { serviceWorker: { controller: unknown } };
declare const caches: {
  open: (name: string) => Promise<{ keys: () => Promise<readonly unknown[]> }>;
};
