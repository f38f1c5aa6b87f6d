import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fillForm, option } from './fill-form.ts';
import * as child from './first-child.ts';
import { type RunningServer, startServer } from './running-server.ts';
import { openBrowser, openWindow, settled, signIn } from './screen.ts';
import { fit, next, on } from './walk.ts';

let server: RunningServer;
let browser: Browser;
/** Of the team on the coast, whose case it is. */
let worker: Page;
/** Of the team in the hills; reads Arabic on a phone. */
let stranger: Page;
/** Answers for the case. */
let supervisor: Page;
let address: string;
let code: string;

const EXPLANATION = 'A teacher calls: a man waits for her at the school gate.';
const onCase = (page: Page) => on(page, /\/cases\/[^/]+$/, '.timeline-item');

beforeAll(async () => {
  [server, browser] = await Promise.all([startServer(), openBrowser()]);
  worker = await openWindow(browser, server.address, { language: 'en', width: 1280 });
  stranger = await openWindow(browser, server.address, { language: 'ar', width: 360 });
  supervisor = await openWindow(browser, server.address, { language: 'en', width: 1280 });
  await signIn(worker, 'social.worker@demo.invalid');
  await signIn(stranger, 'social.worker.hills@demo.invalid');
  await signIn(supervisor, 'supervisor@demo.invalid');
  await worker.goto('/app/first-contact');
  await settled(worker);
  await fillForm(worker, child.firstContact('Gull Point'));
  await onCase(worker);
  address = worker.url();
  code = (await worker.locator('h1').innerText()).replaceAll(/[^\w-]/g, '');
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

test('[AC-3] a worker of another team breaks the glass by the code, and reads why on the timeline', async () => {
  await stranger.goto(address);
  await stranger.locator('.notice-refusal').waitFor();
  await stranger.goto('/app/');
  await settled(stranger);
  await stranger.locator('main a[href$="/break-glass"]').click();
  await on(stranger, /break-glass$/, 'form');
  await next(stranger);
  await stranger.locator('.field-issue').first().waitFor();
  expect(await stranger.locator('.field-issue').count()).toBe(3);
  await fit(stranger);
  await stranger.locator('form input[type=text]').fill('AAAA-AAAA-AAA');
  await option(stranger, 'child-in-immediate-danger').click();
  await stranger.locator('textarea').fill(EXPLANATION);
  await next(stranger);
  await stranger.locator('.notice-refusal').waitFor();
  await fit(stranger);
  await stranger.locator('form input[type=text]').fill(code.toLowerCase());
  await option(stranger, '4').click();
  await next(stranger);
  await onCase(stranger);
  expect(stranger.url()).toBe(address);
  expect(await stranger.locator('.timeline').innerText()).toContain(EXPLANATION);
});

test('the way to a case that is not open is fit to be used on a wide screen', async () => {
  await worker.goto('/app/');
  await settled(worker);
  await worker.getByRole('link', { name: 'A case that is not open to you' }).click();
  await on(worker, /break-glass$/, 'form');
  expect(await worker.locator('form .panel li').count()).toBe(3);
});

test('the supervisor of the team that answers for the child is told, and finds the line in the access log', async () => {
  await supervisor.goto('/app/');
  await settled(supervisor);
  await supervisor.getByRole('link', { name: 'Notices (1)' }).click();
  await on(supervisor, /notices$/, '.cards');
  const notice = supervisor.locator('.cards li');
  expect(await notice.count()).toBe(1);
  expect(await notice.innerText()).toContain('The child is in danger now');
  expect(await notice.innerText()).toContain('رامي مثال');
  await notice.getByRole('button').click();
  await supervisor.getByRole('list', { name: 'Seen before' }).waitFor();
  await fit(supervisor);
  await supervisor.getByRole('link', { name: 'Notices', exact: true }).waitFor();
  await supervisor.getByRole('link', { name: /Who has seen it/ }).click();
  await on(supervisor, /access-log$/, 'table');
  const line = supervisor.locator('tr', { hasText: 'Opened the case in an emergency' });
  expect(await line.first().innerText()).toContain('رامي مثال');
});

test('notices are fit to be used on a phone, in Arabic, and say so while there are none', async () => {
  await stranger.goto('/app/notices');
  await on(stranger, /notices$/, '.empty');
  expect(await stranger.locator('.app-nav a').count()).toBe(2);
});

test('[AC-4] the supervisor shares a part of the case with another team, finds that in the list, and ends it', async () => {
  await supervisor.goto(address);
  await onCase(supervisor);
  await supervisor.getByRole('link', { name: 'Who may see this case?' }).click();
  await on(supervisor, /access$/, '.cards');
  const openTo = supervisor.getByRole('list', { name: 'Open to' });
  expect(await openTo.innerText()).toContain('Opened in an emergency');
  await supervisor.getByRole('link', { name: 'Share with someone' }).click();
  await on(supervisor, /share$/, 'form');
  await next(supervisor);
  expect(await supervisor.locator('.field-issue').count()).toBe(2);
  await supervisor.locator('.option', { hasText: 'Cedar Hills' }).first().click();
  await supervisor.locator('.option', { hasText: 'The whole team' }).click();
  await option(supervisor, 'care').click();
  await fit(supervisor);
  await next(supervisor);
  await supervisor.locator('.notice-done').waitFor();
  await fit(supervisor);
  await next(supervisor);
  await on(supervisor, /access$/, '.cards');
  const shared = openTo.locator('li', { hasText: 'Shared within the agency' });
  expect(await shared.innerText()).toContain('Protection and care');
  await shared.getByRole('button').click();
  await fit(supervisor);
  await supervisor.getByRole('dialog').locator('.button-primary').click();
  await shared.waitFor({ state: 'detached' });
});

test('[AC-8] a worker who is related says so, and the case is gone for them until a supervisor lifts it', async () => {
  await worker.goto(`${address}/access`);
  await on(worker, /access$/, '.cards');
  await worker.getByRole('link', { name: 'Someone must not see this case' }).click();
  await on(worker, /conflict$/, 'form');
  await next(worker);
  await worker.locator('.notice-done').waitFor();
  await fit(worker);
  await worker.goto(address);
  await worker.locator('.notice-refusal').waitFor();
  expect(await worker.locator('main').innerText()).not.toContain(code);

  await supervisor.goto(`${address}/access`);
  const shutOut = supervisor.getByRole('list', { name: 'Must not see it' });
  await shutOut.getByRole('button', { name: /Let in again.*Sela Sample/ }).click();
  await supervisor.getByRole('dialog').locator('textarea').fill('Another family of this name.');
  await fit(supervisor);
  await supervisor.getByRole('dialog').locator('.button-primary').click();
  await shutOut.waitFor({ state: 'detached' });
  await worker.goto(address);
  await onCase(worker);
});

test('who may see a case is told on a phone and in Arabic, and a colleague is shut out there', async () => {
  await stranger.goto(`${address}/access`);
  await on(stranger, /access$/, '.cards');
  await stranger.locator('main a[href$="/conflict"]').click();
  await on(stranger, /conflict$/, 'form');
  await option(stranger, 'colleague').click();
  await stranger.locator('.option', { hasText: 'هدى نموذج' }).click();
  await option(stranger, 'related').click();
  await fit(stranger);
  await next(stranger);
  await stranger.locator('.notice-done').waitFor();
  await fit(stranger);
  await next(stranger);
  await on(stranger, /access$/, '.cards');
  expect(await stranger.locator('main').innerText()).toContain('هدى نموذج');
});

test('what a supervisor sees of access is fit to be used on a phone, in Arabic', async () => {
  const phone = await openWindow(browser, server.address, { language: 'ar', width: 360 });
  await signIn(phone, 'supervisor@demo.invalid');
  await phone.locator('.app-nav a[href$="/notices"]').click();
  await on(phone, /notices$/, '.cards');
  // The glass that was broken, a worker who is related, and a colleague who was shut out.
  expect(await phone.locator('.cards li').count()).toBe(3);
  await phone.goto(`${address}/access`);
  await on(phone, /access$/, '.cards');
  await phone.locator('main a[href$="/share"]').click();
  await on(phone, /share$/, 'form');
});
