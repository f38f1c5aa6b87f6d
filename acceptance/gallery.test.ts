import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RunningServer, startServer } from './running-server.ts';
import { isTooWide, type Look, openBrowser, openWindow } from './screen.ts';
import { clipped } from './unbracketed.ts';
import { fit } from './walk.ts';

let server: RunningServer;
let browser: Browser;

beforeAll(async () => {
  [server, browser] = await Promise.all([startServer(), openBrowser()]);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const LOOKS: readonly Look[] = [
  { language: 'en', width: 1280, theme: 'light' },
  { language: 'en', width: 360, theme: 'dark' },
  { language: 'ar', width: 360, theme: 'light' },
  { language: 'ar', width: 1280, theme: 'dark' },
];

describe('every component in every state', () => {
  test.each(LOOKS)('in $language, $theme, at $width pixels', async (look) => {
    const page = await openWindow(browser, server.address, look);
    await page.goto('/app/gallery');
    await page.locator('[data-exhibit^=FormView]').waitFor();
    // A skeleton stands here for good, so the screen is never settled in the usual way.
    await page.locator('.exhibit .skeleton').evaluateAll((waiting) => {
      for (const element of waiting) element.className = 'skeleton-shown';
    });
    await fit(page);
    expect(await clipped(page)).toEqual([]);
  });

  test('at 360 pixels in letters twice as large, in every language', async () => {
    for (const language of ['en', 'es', 'fr', 'ar'] as const) {
      const page = await openWindow(browser, server.address, { language, width: 360 });
      await page.goto('/app/sign-in');
      await page.locator('h1').waitFor();
      await page.locator('html').evaluate((html) => {
        html.style.fontSize = '200%';
      });
      expect([language, await isTooWide(page)]).toEqual([language, false]);
      expect([language, await clipped(page)]).toEqual([language, []]);
      await page.context().close();
    }
  });

  test('in strong contrast, and in letters twice as large', async () => {
    const page = await openWindow(browser, server.address, { language: 'en', width: 1280 });
    await page.goto('/app/gallery');
    const colour = (name: string) =>
      page.evaluate(
        (token) => getComputedStyle(document.documentElement).getPropertyValue(token).trim(),
        name,
      );
    expect(await colour('--ground')).not.toBe('#fff');
    await page.locator('.gallery-switches input[value=contrast]').check({ force: true });
    expect([await colour('--ink'), await colour('--ground')]).toEqual(['#000', '#fff']);
    await page.locator('.gallery-switches input[value="200"]').check({ force: true });
    expect(await page.evaluate(() => getComputedStyle(document.documentElement).fontSize)).toBe(
      '32px',
    );
    expect(await page.locator('td', { hasText: /^No$/ }).count()).toBe(0);
    expect(await clipped(page)).toEqual([]);
  });
});

declare const document: { readonly documentElement: object };
declare const getComputedStyle: (element: object) => {
  readonly fontSize: string;
  getPropertyValue: (name: string) => string;
};
