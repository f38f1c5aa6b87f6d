import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aChildReferred } from './a-child-referred.ts';
import { type RunningServer, startServer } from './running-server.ts';
import { type Look, openBrowser, openWindow, signIn } from './screen.ts';
import { fit, next, on } from './walk.ts';

let server: RunningServer;
let browser: Browser;

beforeAll(async () => {
  [server, browser] = await Promise.all([startServer(), openBrowser()]);
  const page = await openWindow(browser, server.address, { language: 'en', width: 360 });
  await signIn(page, 'social.worker@demo.invalid');
  await aChildReferred(page);
  await page.context().close();
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const PHONES: readonly Look[] = (['en', 'ar', 'es', 'fr'] as const).map((language) => ({
  language,
  width: 360,
  height: 740,
}));

async function as(name: string, look: Look): Promise<Page> {
  const page = await openWindow(browser, server.address, look);
  await signIn(page, `${name}@demo.invalid`);
  await fit(page);
  return page;
}

/** Opens the first thing that waits on Today, and gives the address of its case. */
async function openFirst(page: Page): Promise<string> {
  await page.locator('.cards a').first().click();
  await page.waitForURL(/referred|cases/);
  await fit(page);
  const [recordId] = /[0-9a-f-]{36}/.exec(page.url()) ?? [];
  if (recordId === undefined) throw new Error(`No case in ${page.url()}`);
  return `/app/cases/${recordId}`;
}

describe.each(PHONES)('on a phone, in $language', (look) => {
  test('a border officer and a teacher see one way on, and their receipts', async () => {
    for (const name of ['border.officer', 'teacher']) {
      const page = await as(name, look);
      expect(await page.locator('.cards a[href*="/cases/"]').count()).toBe(0);
      await next(page);
      await on(page, /hand-over$/, '.option');
      await page.locator('.option').first().click();
      await next(page);
      await page.locator('[data-field=safeNow]').waitFor();
      await fit(page);
      await page.context().close();
    }
  });

  test('a health worker finds what was referred to the clinic, and the health part first', async () => {
    const page = await as('health.worker', look);
    const address = await openFirst(page);
    await page.goto(address);
    await on(page, /\/cases\/[^/]+$/, '.case-head');
    expect(await page.locator('.case-head .case-name').count()).toBe(0);
    await page.goto(`${address}/protection/health`);
    await page.locator('form').waitFor();
    await fit(page);
    await page.context().close();
  });

  test('the police find what was referred to them, and the justice part', async () => {
    const page = await as('police.officer', look);
    const address = await openFirst(page);
    await page.goto(address);
    await on(page, /\/cases\/[^/]+$/, '.case-head');
    // What was told for care is not evidence: neither the first contact nor the plan is there.
    expect(await page.locator('main').innerText()).not.toContain('Quillmere');
    expect(await page.locator('a[href$="/plan"], a[href$="/risk"]').count()).toBe(0);
    await page.goto(`${address}/protection/justice`);
    await page.locator('form').waitFor();
    await fit(page);
    await page.context().close();
  });

  test('a supervisor sees what waits, the team, a case with its measures, and its papers', async () => {
    const page = await as('supervisor', look);
    await page.locator('a[href*="/teams/"]').click();
    await on(page, /\/teams\//, 'table');
    expect(await page.locator('table').innerText()).toContain('Sela Sample');
    await page.locator('.page-back a').click();
    await on(page, /app\/$/, '.cards');
    await page.locator('.cards a').last().click();
    await on(page, /\/cases\/[^/]+$/, '.case-head');
    const address = page.url();
    for (const part of [
      '/measures',
      '/referral',
      '/protection/guardian',
      '/protection/assessment',
      '/access',
    ]) {
      await page.goto(address + part);
      await page.locator('h1').waitFor();
      await fit(page);
    }
    await page.context().close();
  });
});
