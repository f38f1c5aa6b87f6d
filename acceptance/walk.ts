import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { axeFindings, faultsIn, isTooWide, settled } from './screen.ts';

/** The screen as it stands is fit to be used: nothing for axe to find, nothing wider than the window. */
export async function fit(page: Page): Promise<void> {
  await settled(page);
  expect(await axeFindings(page)).toEqual([]);
  expect(await isTooWide(page)).toBe(false);
  expect(faultsIn(page)).toEqual([]);
}

/** Presses the one clear next step. */
export const next = (page: Page) => page.locator('.page-action .button-primary').click();

/** Waits for a screen: its address, and what only this screen shows. */
export async function on(page: Page, address: RegExp, shows: string): Promise<void> {
  await page.waitForURL(address);
  await page.locator(shows).first().waitFor();
  await fit(page);
}
