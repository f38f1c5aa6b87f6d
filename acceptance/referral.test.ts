import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Filling, fillForm, option } from './fill-form.ts';
import * as child from './first-child.ts';
import { type RunningServer, startServer } from './running-server.ts';
import { type Look, openBrowser, openWindow, settled, signIn } from './screen.ts';
import { fit, next, on } from './walk.ts';

let server: RunningServer;
let browser: Browser;
/** Accompanies the child. */
let worker: Page;
/** Of the clinic that is asked; reads Arabic on a phone. */
let clinic: Page;
/** The address of the case. */
let address: string;

const asking: Filling = {
  reason: { choose: 'medical-care' },
  urgency: { choose: 'high' },
  asked: { write: 'An examination, and somebody who explains each step.' },
  contactWay: { choose: 'with-worker' },
  contactNote: { write: 'Only by day.' },
  told: { write: 'That a doctor looks, and that she may say stop.' },
};
const consent: Filling = {
  ...child.consent,
  referralTo: { choose: ['health', 'shelter', 'legal-aid', 'police', 'education'] },
  withhold: { write: 'Do not say that I was ill.' },
};
const onCase = (page: Page) => on(page, /\/cases\/[^/]+$/, '.timeline-item');

beforeAll(async () => {
  [server, browser] = await Promise.all([startServer(), openBrowser()]);
  worker = await openWindow(browser, server.address, { language: 'en', width: 1280 });
  clinic = await openWindow(browser, server.address, { language: 'ar', width: 360 });
  await signIn(worker, 'social.worker@demo.invalid');
  await signIn(clinic, 'health.worker@demo.invalid');
  await worker.goto('/app/first-contact');
  await settled(worker);
  await fillForm(worker, child.firstContact('Gull Point'));
  await onCase(worker);
  address = worker.url();
  await worker.goto(`${address}/registration`);
  await on(worker, /registration$/, 'button[type=submit]');
  await worker.locator('form input').first().fill(child.CHILD.latin);
  await worker.locator('button[type=submit]').click();
  await worker.locator('form').locator('output, [aria-live=polite]').first().waitFor();
  await next(worker);
  await worker.locator('[data-field=name]').waitFor();
  await fillForm(worker, child.registration);
  await onCase(worker);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

/** From the case to the message as it would leave. */
async function lookAtMessage(page: Page, telephone: string): Promise<void> {
  await page.goto(`${address}/referral`);
  await on(page, /referral$/, '.services');
  await page.locator('.services li', { hasText: telephone }).getByRole('button').click();
  await page.locator('[data-field=reason]').waitFor();
  await fit(page);
  await fillForm(page, asking);
  await page.locator('.sheet').waitFor();
  await fit(page);
}

async function send(page: Page): Promise<string> {
  await next(page);
  await page.locator('.notice-done').waitFor();
  await fit(page);
  const way = await page.locator('.page-action a[href*="/referrals/"]').last().getAttribute('href');
  return (
    way
      ?.replace(/\/paper$/, '')
      .split('/')
      .at(-1) ?? ''
  );
}

test('[RE-1] before the child was asked, no service is asked', async () => {
  await worker.goto(`${address}/referral`);
  await on(worker, /referral$/, '.services');
  await worker.locator('.services button').first().click();
  await worker.locator('.notice-due').waitFor();
  await fit(worker);
  expect(await worker.locator('[data-field]').count()).toBe(0);
  await worker.getByRole('link', { name: /Ask the child/ }).click();
  await on(worker, /consent$/, '[data-field=ageBand]');
  await fillForm(worker, consent);
  await onCase(worker);
});

let referralId = '';

test('[RE-3] a slip of the finger finds the clinic, and the worker sees what leaves, without a name', async () => {
  await worker.getByRole('link', { name: 'Ask a service for help' }).click();
  await on(worker, /referral$/, '.services');
  await worker.locator('main input').first().fill('clnic lantern');
  expect(await worker.locator('.services li').count()).toBe(1);
  await lookAtMessage(worker, '+999 000 0201');
  const sheet = await worker.locator('.sheet').innerText();
  expect(sheet).toContain('An examination, and somebody who explains each step.');
  expect(sheet).not.toContain(child.CHILD.latin);
  expect(await worker.locator('.quotation').innerText()).toContain('Do not say that I was ill.');
  referralId = await send(worker);
});

test('[RE-2, RE-5] the clinic finds the referral on its first screen, reads it and accepts', async () => {
  await clinic.goto('/app/');
  await settled(clinic);
  await clinic.locator(`a[href$="${referralId}"]`).click();
  await on(clinic, /referred\/health-care/, '.sheet');
  const seen = await clinic.locator('main').innerText();
  expect(seen).toContain('An examination');
  expect(seen).not.toContain(child.CHILD.latin);
  await next(clinic);
  await clinic.locator('.field-issue').first().waitFor();
  await option(clinic, 'accepted').click();
  await next(clinic);
  await clinic.locator('.notice-done').waitFor();
  await fit(clinic);
});

test('[RE-5] the worker is told, and sees it on the case', async () => {
  await worker.goto('/app/notices');
  await on(worker, /notices$/, '.cards');
  expect(await worker.locator('.cards').first().innerText()).toContain('was accepted');
  await worker.goto(address);
  await onCase(worker);
  const part = worker.locator('.part', { hasText: 'Asked to help' });
  expect(await part.innerText()).toContain('Accepted');
});

describe('in every language, on a phone', () => {
  test.each<readonly [Look['language'], string, 'light' | 'dark']>([
    ['es', '+999 000 0701', 'light'],
    ['fr', '+999 000 0801', 'dark'],
    ['ar', '+999 000 0301', 'light'],
  ])('%s: the message, what stays and what opens', async (language, telephone, theme) => {
    const phone = await openWindow(browser, server.address, { language, width: 360, theme });
    await signIn(phone, 'social.worker@demo.invalid');
    await lookAtMessage(phone, telephone);
    expect(await phone.locator('.stays').count()).toBe(2);
    await send(phone);
    await phone.context().close();
  });
});

test('a service outside gets a paper with the code, and the worker writes down how it was told', async () => {
  await lookAtMessage(worker, '+999 000 0501');
  await send(worker);
  await next(worker);
  await on(worker, /paper$/, '.sheet');
  await worker.emulateMedia({ media: 'print' });
  expect(await worker.locator('main').innerText()).not.toContain(child.CHILD.latin);
  await worker.emulateMedia({ media: null });
  await worker.locator('.page-back a').click();
  await on(worker, /referrals\/[^/]+$/, '.sheet');
  await option(worker, 'by-hand').click();
  await worker.getByRole('button', { name: 'Write down that it was told' }).click();
  await worker.locator('.notice-done').waitFor();
  await fit(worker);
  expect(await worker.locator('main').innerText()).toContain('has not said yet');
});

test('[RE-7] when the child takes the consent back, one press shuts the clinic out', async () => {
  await worker.goto(`${address}/consent/withdraw`);
  await on(worker, /withdraw$/, 'form');
  await option(worker, 'referral').click();
  await worker.locator('textarea').fill('That the clinic and the others are told to stop.');
  await next(worker);
  await onCase(worker);
  await worker.locator('.part .notice', { hasText: 'Stop' }).waitFor();
  await worker.goto(`${address}/referrals/${referralId}`);
  await on(worker, /referrals\/[^/]+$/, '.sheet');
  await worker.locator('.notice', { hasText: 'Stop' }).getByRole('button').click();
  await worker.locator('.mark', { hasText: 'Recalled' }).waitFor();
  await fit(worker);
  await clinic.reload();
  await clinic.locator('.notice-refusal').waitFor();
  await fit(clinic);
  expect(await clinic.locator('main').innerText()).not.toContain('An examination');
});
