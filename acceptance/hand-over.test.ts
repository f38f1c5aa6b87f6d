import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fillForm, option } from './fill-form.ts';
import * as child from './first-child.ts';
import { type RunningServer, startServer } from './running-server.ts';
import { openBrowser, openWindow, settled, signIn } from './screen.ts';
import { fit, next, on } from './walk.ts';

let server: RunningServer;
let browser: Browser;

beforeAll(async () => {
  [server, browser] = await Promise.all([startServer(), openBrowser()]);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const onCase = (page: Page) => on(page, /\/cases\/[^/]+$/, '.timeline-item');

test('[CA-9] a border officer hands a child over, keeps a receipt and sees nothing more', async () => {
  const officer = await openWindow(browser, server.address, { language: 'en', width: 360 });
  await signIn(officer, 'border.officer@demo.invalid');
  await fit(officer);
  // One way on, and no case; receipts of earlier children lead nowhere but to a telephone.
  expect(await officer.locator('main a:not([href^="tel:"])').count()).toBe(1);
  await next(officer);
  await fit(officer);
  await officer.locator('.option', { hasText: 'Lantern Coast' }).click();
  await next(officer);
  const { recentViolence: _left, ...answers } = child.firstContact('Amber Crossing');
  await fillForm(officer, answers);
  await officer.locator('.receipt-code').waitFor();
  await fit(officer);
  const code = await officer.locator('.receipt-code .code').innerText();
  expect(code).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{3}$/);
  expect(await officer.locator('main').innerText()).not.toContain(child.OWN_WORDS);
  await next(officer);
  await settled(officer);
  // The receipt is kept, and nothing about the child with it.
  expect(await officer.locator('main').innerText()).toContain(code);
  expect(await officer.locator('main').innerText()).not.toContain(child.OWN_WORDS);

  const worker = await openWindow(browser, server.address, { language: 'en', width: 360 });
  await signIn(worker, 'social.worker@demo.invalid');
  const link = worker.getByRole('link', { name: code });
  const address = (await link.getAttribute('href')) ?? '';
  await link.click();
  await onCase(worker);
  expect(await worker.locator('.timeline').innerText()).toContain('Kai Dummyname');

  // The officer who knows the address is told what anyone is told of a case that is not theirs.
  await officer.goto(address);
  await officer.locator('.notice-refusal').waitFor();
  expect(await officer.locator('main').innerText()).not.toContain(child.OWN_WORDS);
  await fit(officer);
});

test('a hand-over that was left goes on at once, to the team that it was begun for', async () => {
  const officer = await openWindow(browser, server.address, { language: 'en', width: 360 });
  await signIn(officer, 'teacher@demo.invalid');
  await officer.goto('/app/hand-over');
  await officer.locator('.option', { hasText: 'Cedar Hills' }).click();
  await next(officer);
  await officer.locator('[data-field=safeNow]').waitFor();
  const kept = officer.waitForResponse(
    (answer) => answer.request().method() === 'PUT' && answer.url().includes('/api/drafts/'),
  );
  await option(officer.locator('[data-field=safeNow]'), 'no').click();
  expect((await kept).status()).toBe(200);

  await officer.reload();
  await officer.getByRole('button', { name: 'Go on' }).waitFor();
  await fit(officer);
  expect(await officer.locator('main').innerText()).toContain('Cedar Hills');
  await officer.getByRole('button', { name: 'Go on' }).click();
  // Another team is still a choice, and what was answered stays.
  await officer.getByRole('button', { name: 'Another team' }).click();
  await officer.locator('.option', { hasText: 'Lantern Coast' }).click();
  await next(officer);
  const isSafe = officer.locator('[data-field=safeNow] input[value=no]');
  await isSafe.waitFor({ state: 'attached' });
  expect(await isSafe.isChecked()).toBe(true);
  expect(await officer.locator('main').innerText()).toContain('Lantern Coast');
});

test('a first contact is written by keyboard alone', async () => {
  const page = await openWindow(browser, server.address, { language: 'en', width: 1280 });
  await signIn(page, 'social.worker@demo.invalid');
  await tabTo(page, '.page-action .button-primary');
  await page.keyboard.press('Enter');
  await page.waitForURL(/first-contact$/);
  await page.locator('[data-field=safeNow]').waitFor();
  await chooseByKey(page, 'safeNow', 'yes');
  await chooseByKey(page, 'withWhom', 'nobody');
  await chooseByKey(page, 'urgentNeeds', 'food-and-water');
  await chooseByKey(page, 'recentViolence', 'no');
  await tabTo(page, '[data-field=metAt] input');
  await page.keyboard.type('Lantern Bay');
  await tabTo(page, '.place-item');
  await page.keyboard.press('Enter');
  await chooseByKey(page, 'setting', 'street');
  await chooseByKey(page, 'appearsUnder18', 'yes');
  await tabTo(page, 'form .page-action .button-primary');
  await page.keyboard.press('Enter');
  await onCase(page);
  // The next screen is read from its heading.
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
});

test('a network that fails loses nothing, and sending twice opens one case', async () => {
  const page = await openWindow(browser, server.address, { language: 'en', width: 360 });
  await signIn(page, 'new.social.worker@demo.invalid');
  await next(page);
  await page.waitForURL(/first-contact$/);
  await page.locator('[data-field=safeNow]').waitFor();
  // The request arrives; its answer does not.
  await page.route('**/api/cases', async (route) => {
    await route.fetch();
    await route.abort('internetdisconnected');
  });
  const { recentViolence: _left, ...answers } = child.firstContact('Lantern Bay');
  await fillForm(page, answers);
  await page.locator('.notice-refusal').waitFor();
  expect(await page.locator('.notice-refusal').innerText()).toContain('no connection');
  await fit(page);
  await page.unroute('**/api/cases');
  const cases = await openCases(page);
  await next(page);
  await onCase(page);
  expect(await page.locator('.timeline-item').count()).toBe(1);
  expect(await openCases(page)).toBe(cases);
});

/** How many open cases the public API tells this worker of. */
async function openCases(page: Page): Promise<number> {
  const me: unknown = await (await page.request.get('/api/me')).json();
  const { worker } = me as { worker: { teams: { id: string }[] } };
  const query = `/api/cases?team=${worker.teams[0]?.id}&limit=100`;
  const list: unknown = await (await page.request.get(query)).json();
  return (list as { cases: unknown[] }).cases.length;
}

async function tabTo(page: Page, selector: string): Promise<void> {
  for (let presses = 0; presses < 80; presses += 1) {
    await page.keyboard.press('Tab');
    const isThere = await page.evaluate(
      (wanted) => document.activeElement?.closest(wanted) !== null,
      selector,
    );
    if (isThere) return;
  }
  throw new Error(`No key leads to ${selector}`);
}

/** Tabs into a question and chooses: a space on a box, arrows and a space among radio buttons. */
async function chooseByKey(page: Page, field: string, code: string): Promise<void> {
  await tabTo(
    page,
    `[data-field="${field}"] input[type=radio], [data-field="${field}"] input[type=checkbox]`,
  );
  for (let presses = 0; presses < 30; presses += 1) {
    const at = await page.evaluate(() => document.activeElement?.getAttribute('value'));
    if (at === code) {
      if (
        !(await option(page.locator(`[data-field="${field}"]`), code)
          .locator('input')
          .isChecked())
      )
        await page.keyboard.press('Space');
      return;
    }
    const isRadio = await page.evaluate(
      () => document.activeElement?.getAttribute('type') === 'radio',
    );
    await page.keyboard.press(isRadio ? 'ArrowDown' : 'Tab');
  }
  throw new Error(`No key chooses ${code}`);
}

declare const document: {
  activeElement: {
    tagName: string;
    closest: (selector: string) => unknown;
    getAttribute: (name: string) => string | null;
  } | null;
};
