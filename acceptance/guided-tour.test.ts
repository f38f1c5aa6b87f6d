import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fillForm, option } from './fill-form.ts';
import * as child from './first-child.ts';
import { type RunningServer, startServer } from './running-server.ts';
import { openBrowser, openWindow, settled } from './screen.ts';
import { fit, next, on } from './walk.ts';

let server: RunningServer;
let browser: Browser;
/** One window for the whole tour: the newcomer is everybody, one after the other. */
let newcomer: Page;
let code: string;

beforeAll(async () => {
  [server, browser] = await Promise.all([startServer(), openBrowser()]);
  newcomer = await openWindow(browser, server.address, { language: 'en', width: 1280 });
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const onCase = (page: Page) => on(page, /\/cases\/[^/]+$/, '.timeline-item');
const bar = () => newcomer.getByRole('region', { name: /Walk a child/ });

/** Ticks the step off in the bar, and goes on as the next person where it is another. */
async function done(nextPerson?: string): Promise<void> {
  await bar().getByRole('button', { name: 'Done, next step' }).click();
  if (nextPerson === undefined) return;
  await bar()
    .getByRole('button', { name: new RegExp(`Sign in as .?${nextPerson}`) })
    .click();
  await bar().getByRole('button', { name: 'Done, next step' }).waitFor();
  await settled(newcomer);
}

test('the public start page and the sign-in lead a newcomer to the tour', async () => {
  await newcomer.goto('/');
  await newcomer.locator('aside a[href="/app/tour"]').click();
  await on(newcomer, /tour$/, '.tour-panel');
  await newcomer.goto('/app/');
  await newcomer.getByRole('button', { name: 'Begin the tour' }).click();
  await on(newcomer, /tour$/, '.tour-panel');
  expect(await newcomer.locator('.tour-step').count()).toBe(12);
});

test('one touch signs in as the border officer, whose receipt shows whom to call', async () => {
  await newcomer.getByRole('button', { name: /Sign in as .?Kai Dummyname/ }).click();
  await on(newcomer, /hand-over$/, '.option');
  await newcomer.locator('.option', { hasText: 'Lantern Coast' }).click();
  await next(newcomer);
  const { recentViolence: _left, ...answers } = child.firstContact('Amber Crossing');
  await newcomer.locator('[data-field=safeNow]').waitFor();
  await fillForm(newcomer, answers);
  await newcomer.locator('.receipt-code').waitFor();
  await fit(newcomer);
  expect(await newcomer.locator('main').innerText()).toContain('+999 000 0101');
  code = await newcomer.locator('.receipt-code .code').innerText();
});

test('the tour goes along with the social worker, back to the same case at each step', async () => {
  await done('Sela Sample');
  await newcomer.getByRole('link', { name: code }).click();
  await onCase(newcomer);
  const address = newcomer.url();
  await done();
  await newcomer.goto(`${address}/registration`);
  await on(newcomer, /registration$/, 'button[type=submit]');
  await newcomer.locator('main form input').first().fill(child.CHILD.latin);
  await newcomer.locator('main form button[type=submit]').click();
  await newcomer.locator('main form').locator('output, [aria-live=polite]').first().waitFor();
  await next(newcomer);
  await newcomer.locator('[data-field=name]').waitFor();
  await fillForm(newcomer, child.registration);
  await onCase(newcomer);
  await done();
  await newcomer.goto(`${address}/consent`);
  await on(newcomer, /consent$/, '[data-field=ageBand]');
  await fillForm(newcomer, child.consent);
  await onCase(newcomer);
  await done();
  await newcomer.goto(`${address}/questions`);
  await on(newcomer, /questions$/, '[data-field=howKnown]');
  await fillForm(newcomer, child.questions);
  await on(newcomer, /result$/, '.result-sentence');
  await done();
  await next(newcomer);
  await onCase(newcomer);
  await done();
  await newcomer.goto(`${address}/risk`);
  await on(newcomer, /risk$/, '[data-field=detained]');
  await fillForm(newcomer, child.risk('high'));
  await onCase(newcomer);
  await done();
  expect(await bar().innerText()).toContain('Step 8 of 12');
});

test('it is left in the middle, and gone on with after the page was closed', async () => {
  const address = newcomer.url();
  await bar().getByText('What to do here').click();
  await bar().getByRole('button', { name: 'Leave the tour' }).click();
  await bar().waitFor({ state: 'detached' });
  await newcomer.goto('/app/');
  await newcomer.getByRole('button', { name: 'Go on with the tour' }).click();
  await on(newcomer, /tour$/, '.tour-panel');
  expect(await newcomer.locator('.tour-panel').innerText()).toContain('Step 8 of 12');
  await newcomer.getByRole('button', { name: 'Go there' }).click();
  await onCase(newcomer);
  expect(newcomer.url()).toBe(address);
});

test('the plan is written, approved by the supervisor and shared with the clinic', async () => {
  const address = newcomer.url();
  await newcomer.goto(`${address}/plan`);
  await on(newcomer, /plan$/, '.empty');
  await next(newcomer);
  const { tells: _nobody, ...action } = child.planAction('She sleeps well', child.inDays(5));
  await newcomer.locator('[data-field=goal]').waitFor();
  await fillForm(newcomer, action);
  await newcomer.locator('.plan-goal').waitFor();
  await next(newcomer);
  await onCase(newcomer);
  await done('Paz Placeholder');
  await newcomer.goto(`${address}/plan/approval`);
  await on(newcomer, /approval$/, '.plan-action');
  await next(newcomer);
  await onCase(newcomer);
  await done();
  await newcomer.goto(`${address}/access/share`);
  await on(newcomer, /share$/, 'form');
  await newcomer.locator('.option', { hasText: 'Clinic, Lantern Bay' }).first().click();
  await newcomer.locator('.option', { hasText: 'The whole team' }).click();
  for (const one of ['identity', 'care', 'health']) await option(newcomer, one).click();
  await option(newcomer, 'health-care').click();
  await next(newcomer);
  await newcomer.locator('.notice-done').waitFor();
  await fit(newcomer);
  expect(await newcomer.locator('.notice-done').innerText()).toContain('Clinic, Lantern Bay');
});

test('the health worker finds the case under the purpose that the tour names', async () => {
  await done('Ife Example');
  await newcomer.getByRole('button', { name: /Settings/ }).click();
  await option(newcomer, 'health-care').click();
  await newcomer.keyboard.press('Escape');
  await newcomer.getByRole('link', { name: code }).click();
  await onCase(newcomer);
  await done('Toma Specimen');
  await done();
  await newcomer.goto('/app/tour');
  await on(newcomer, /tour$/, '.tour-panel');
  expect(await newcomer.locator('.tour-panel').innerText()).toContain('That was a child’s way');
});

test.each([
  { language: 'ar', width: 360 },
  { language: 'es', width: 360 },
  { language: 'fr', width: 360 },
] as const)('every step is fit to be read on a phone in $language', async (look) => {
  const phone = await openWindow(browser, server.address, look);
  await phone.goto('/app/tour');
  await on(phone, /tour$/, '.tour-panel');
  const steps = await phone.locator('.tour-step button').count();
  for (let step = 0; step < steps; step += 1) {
    await phone.locator('.tour-step button').nth(step).click();
    await phone.locator(`.tour-step[aria-current]`).nth(0).waitFor();
    expect(await phone.locator('.tour-panel').innerText()).not.toMatch(/tour\./);
  }
  await fit(phone);
  await phone.locator('.folded summary').click();
  await fit(phone);
  await phone.context().close();
});
