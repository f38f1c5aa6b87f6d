import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as child from './first-child.ts';
import { fillForm, option } from './fill-form.ts';
import { filesThatHold } from './files-that-hold.ts';
import { type RunningServer, startServer } from './running-server.ts';
import { type Look, openBrowser, openWindow, signIn } from './screen.ts';
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

/** From the first contact to a plan that waits, as the social worker; the address of the case. */
async function workThrough(page: Page, at: { place: string; name: string }): Promise<string> {
  await on(page, /app\/$/, '.card');
  await next(page);
  await on(page, /first-contact$/, '[data-field=safeNow]');
  await fillForm(page, child.firstContact(at.place));
  await onCase(page);
  const address = page.url();
  await next(page);
  await searchFirst(page, at.name);
  await fillForm(page, child.registration);
  await onCase(page);
  await next(page);
  await on(page, /consent$/, '[data-field=ageBand]');
  await fillForm(page, child.consent);
  await onCase(page);
  await next(page);
  await on(page, /questions$/, '[data-field=howKnown]');
  await fillForm(page, child.questions);
  await explainedResult(page);
  await onCase(page);
  await riskAtTheFloor(page);
  await writePlan(page);
  return address;
}

async function searchFirst(page: Page, name: string): Promise<void> {
  await on(page, /registration$/, 'button[type=submit]');
  await page.locator('form input').first().fill(name);
  await page.locator('button[type=submit]').click();
  await page.locator('form').locator('output, [aria-live=polite]').first().waitFor();
  await fit(page);
  await next(page);
  await page.locator('[data-field=name]').waitFor();
  await fit(page);
  expect(await page.locator('[data-field=name] input').first().inputValue()).toBe(name);
}

async function explainedResult(page: Page): Promise<void> {
  await on(page, /result$/, '.result-sentence');
  // The result says what it rests on, and who recorded it.
  expect(await page.locator('.result-sentence').count()).toBe(1);
  expect(await page.locator('.plain-list').nth(1).innerText()).toContain('Sela Sample');
  expect(await page.locator('.result-question').count()).toBe(1);
  expect(await page.locator('main').innerText()).not.toMatch(/[0-9٠-٩]\s*[%٪]/u);
  await next(page);
}

// CA-1: the exploiter knows where the child is, so that one person alone cannot put the risk low.
async function riskAtTheFloor(page: Page): Promise<void> {
  await next(page);
  await on(page, /risk$/, '[data-field=detained]');
  await fillForm(page, child.risk('low'));
  await page.locator('.notice-refusal').waitFor();
  await fit(page);
  while ((await page.locator('[data-field=level]').count()) === 0)
    await page.locator('form .page-action .button-quiet').click();
  await option(page.locator('[data-field=level]'), 'high').click();
  await fillForm(page, {});
  await onCase(page);
}

async function writePlan(page: Page): Promise<void> {
  await next(page);
  await on(page, /plan$/, '.empty');
  await next(page);
  await page.locator('[data-field=goal]').waitFor();
  await fit(page);
  await fillForm(page, child.planAction('She sleeps in a safe house', child.inDays(5)));
  await page.locator('.plan-goal').waitFor();
  await fit(page);
  await next(page);
  await onCase(page);
}

/** The supervisor finds the plan first on the page, approves it, and reads timeline and access log. */
async function approve(page: Page, address: string): Promise<void> {
  await on(page, /app\/$/, '.card');
  const recordId = address.split('/').at(-1) ?? '';
  const waiting = page.locator('section', { has: page.locator(`a[href*="${recordId}"]`) });
  expect(await waiting.locator('a').first().getAttribute('href')).toContain('/plan/approval');
  await page.locator(`a[href$="${recordId}/plan/approval"]`).click();
  await on(page, /approval$/, '.plan-action');
  await next(page);
  await onCase(page);
  expect(await page.locator('.timeline-item').count()).toBeGreaterThanOrEqual(9);
  expect(await page.locator('.timeline .quotation:visible').allInnerTexts()).toEqual([
    expect.stringContaining(child.OWN_WORDS),
  ]);
  await page.locator(`a[href$="${recordId}/access-log"]`).click();
  await on(page, /access-log$/, 'table');
  const log = await page.locator('table').innerText();
  expect(log).toContain('Sela Sample');
  expect(log).toContain('Paz Placeholder');
}

const LOOKS: readonly (Look & { readonly place: string; readonly name: string })[] = [
  { language: 'en', width: 360, height: 740, place: 'Lantern Bay', name: child.CHILD.latin },
  { language: 'ar', width: 360, height: 740, place: 'خليج الفانوس', name: child.CHILD.arabic },
  { language: 'es', width: 360, height: 740, place: 'Bahía del Farol', name: child.CHILD.spanish },
  {
    language: 'fr',
    width: 360,
    height: 740,
    place: 'Baie de la Lanterne',
    name: child.CHILD.french,
  },
];

describe('from the first contact to an approved plan', () => {
  test.each(LOOKS)('in $language at $width pixels', async ({ place, name, ...look }) => {
    const worker = await openWindow(browser, server.address, look);
    await signIn(worker, 'social.worker@demo.invalid');
    const address = await workThrough(worker, { place, name });
    expect(await worker.locator('html').getAttribute('dir')).toBe(
      look.language === 'ar' ? 'rtl' : 'ltr',
    );
    // A glance shows the code and no name; a touch shows it.
    expect(await worker.locator('main').innerText()).not.toContain(name);
    await worker.locator('.case-head button').click();
    expect(await worker.locator('.case-name').innerText()).toContain(name);

    const supervisor = await openWindow(browser, server.address, look);
    await signIn(supervisor, 'supervisor@demo.invalid');
    await approve(supervisor, address);
    await worker.goto(`${address}/plan/copy`);
    await on(worker, /copy$/, '.plan-copy');
    expect(await worker.locator('.plan-copy').innerText()).not.toContain(name);
    await worker.context().close();
    await supervisor.context().close();
  });

  test('no file of the server and no line that it printed holds the name of the child', async () => {
    const names = Object.values(child.CHILD).flatMap((name) => [name, ...name.split(' ')]);
    expect(server.printed()).toContain('Amparo is at');
    for (const name of names) expect(server.printed()).not.toContain(name);
    expect(await filesThatHold(server.folder, names)).toEqual([]);
  });
});
