import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RunningServer, startServer } from './running-server.ts';
import { openBrowser, openWindow, settled, signIn } from './screen.ts';

let server: RunningServer;
let browser: Browser;

beforeAll(async () => {
  [server, browser] = await Promise.all([startServer(), openBrowser()]);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

/** A case of the demo that has a plan, with everything that is written about the child opened on screen. */
async function openedCase(): Promise<Page> {
  const page = await openWindow(browser, server.address, {
    language: 'en',
    width: 1280,
    theme: 'dark',
  });
  await signIn(page, 'social.worker@demo.invalid');
  await page.locator('.card', { hasText: 'Plan approved' }).first().locator('a').click();
  await page.locator('.timeline-item').first().waitFor();
  await settled(page);
  for (const closed of await page.locator('.part summary').all()) await closed.click();
  return page;
}

const ground = (page: Page) =>
  page.evaluate(() =>
    getComputedStyle(document.documentElement).getPropertyValue('--ground').trim(),
  );

test('a case goes onto paper black on white, with its code, without the name and without controls', async () => {
  const page = await openedCase();
  const name = await page.locator('.part .name').first().innerText();
  const code = (await page.locator('h1').innerText()).replaceAll(/[^0-9A-Z-]/g, '');
  expect(await page.locator('main').innerText()).toContain(name);
  expect(await ground(page)).not.toBe('#fff');

  await page.emulateMedia({ media: 'print' });
  const paper = await page.locator('body').innerText();
  expect(paper).not.toContain(name);
  expect(paper).toContain('Printed on');
  expect(await page.locator('.paper-head').innerText()).toContain(code);
  expect(await page.locator('.button:visible, .app-header:visible').count()).toBe(0);
  expect(await ground(page)).toBe('#fff');
  for (const format of ['A4', 'Letter']) {
    const pdf = await page.pdf({ format });
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  }
});

test('the child’s own copy says neither code nor name, nor what it is about', async () => {
  const page = await openedCase();
  const name = await page.locator('.part .name').first().innerText();
  const code = (await page.locator('h1').innerText()).replaceAll(/[^0-9A-Z-]/g, '');
  await page.goto(`${page.url()}/plan/copy`);
  await page.locator('.plan-copy').waitFor();
  await page.emulateMedia({ media: 'print' });
  const paper = await page.locator('body').innerText();
  for (const word of [name, code, 'Amparo', 'Confidential', 'traffick'])
    expect(paper).not.toContain(word);
  expect(await page.locator('.plan-copy').isVisible()).toBe(true);
});

declare const document: { readonly documentElement: object };
declare const getComputedStyle: (element: object) => {
  getPropertyValue: (name: string) => string;
};
