import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { codeOfApp, type VirtualDevice, withDevice } from './authenticators.ts';
import { type RunningServer, startServer } from './running-server.ts';
import { openBrowser, openWindow, settled, signIn } from './screen.ts';
import { fit, on } from './walk.ts';

const PASSWORD = 'lantern-reed-amber-27';
let server: RunningServer;
let browser: Browser;
let address: string;
let supervisor: Page;
let device: VirtualDevice;

beforeAll(async () => {
  [server, browser] = await Promise.all([startServer(), openBrowser()]);
  // Passkeys belong to a name; an evaluation is known by this one.
  address = server.address.replace('127.0.0.1', 'localhost');
  supervisor = await openWindow(browser, address, { language: 'en', width: 360 });
  device = await withDevice(supervisor);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const passkeyForm = (page: Page) => page.locator('form', { hasText: 'What do you call' });

async function addPasskey(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Add a passkey' }).click();
  await passkeyForm(page).locator('input[type=text]').fill(name);
  await passkeyForm(page).locator('input[type=password]').fill(PASSWORD);
  await passkeyForm(page).locator('button[type=submit]').click();
}

test('an evaluation says what real work would ask, and holds nobody back', async () => {
  await signIn(supervisor, 'supervisor@demo.invalid');
  await supervisor.goto('/app/account');
  await on(supervisor, /account$/, '.cards');
  const advice = supervisor.getByText('In real work your role needs a second proof');
  await advice.waitFor();
  expect(await advice.count()).toBe(1);
});

test('a passkey is not made while the device does not ask for finger, face or PIN; then it is', async () => {
  await device.unlocks(false);
  await addPasskey(supervisor, 'Phone of the supervisor');
  await supervisor.locator('.notice-refusal').waitFor();
  await fit(supervisor);
  await device.unlocks(true);
  await passkeyForm(supervisor).locator('button[type=submit]').click();
  await passkeyForm(supervisor).waitFor({ state: 'detached' });
  await supervisor.getByText('Phone of the supervisor').waitFor();
  await supervisor.getByText('In real work your role needs').waitFor({ state: 'detached' });
  expect(await supervisor.getByRole('button', { name: /Remove the passkey/ }).count()).toBe(1);
  await fit(supervisor);
});

test('one press on the passkey signs in, without a password', async () => {
  await device.attends(false);
  await supervisor
    .getByRole('button', { name: /menu|settings/i })
    .first()
    .click();
  await supervisor.getByRole('button', { name: 'Sign out', exact: true }).click();
  await supervisor.locator('input[name=email]').waitFor();
  await fit(supervisor);
  await device.attends(true);
  await supervisor.getByRole('button', { name: 'Sign in with a passkey' }).click();
  await supervisor.locator('input[name=email]').waitFor({ state: 'detached' });
  await supervisor.goto('/app/account');
  await on(supervisor, /account$/, '.cards');
  const here = supervisor.locator('li', { hasText: 'This device' });
  expect(await here.innerText()).toContain('With a passkey');
});

test('whoever has set up an app is asked for its code where they were signed in before, in Arabic on a phone', async () => {
  const look = { language: 'ar', width: 360 } as const;
  const [here, there] = [
    await openWindow(browser, address, look),
    await openWindow(browser, address, look),
  ];
  await signIn(here, 'social.worker.hills@demo.invalid');
  await signIn(there, 'social.worker.hills@demo.invalid');
  await here.goto('/app/account');
  await settled(here);
  const app = here.locator('section.section', { has: here.locator('form') }).first();
  await app.locator('input[type=password]').fill(PASSWORD);
  await app.locator('button[type=submit]').click();
  await here.locator('.qr').waitFor();
  await fit(here);
  const key = await here.locator('bdi.key').innerText();
  await here.locator('input[autocomplete=one-time-code]').fill(codeOfApp(key, Date.now()));
  await here.locator('form:has(input[autocomplete=one-time-code]) button[type=submit]').click();
  await here.locator('.codes').waitFor();
  await fit(here);

  await there.goto('/app/');
  await there.locator('input[autocomplete=one-time-code]').waitFor();
  expect(await there.locator('.app-nav a').count()).toBe(0);
  await fit(there);
  await there.locator('input[autocomplete=one-time-code]').fill('000000');
  await there.locator('form button[type=submit]').click();
  await there.locator('.notice-refusal').waitFor();
  await fit(there);
  // A code counts once; the next one is good already.
  const next = codeOfApp(key, Date.now() + 30_000);
  await there.locator('input[autocomplete=one-time-code]').fill(next);
  await there.locator('form button[type=submit]').click();
  await there.locator('.app-nav a').first().waitFor();
  await settled(there);
  await there.context().close();
  await here.context().close();
});

test('a supervisor finds where a worker of the team is signed in, and signs a lost phone out', async () => {
  const worker = await openWindow(browser, address, { language: 'en', width: 1280 });
  await signIn(worker, 'social.worker@demo.invalid');
  await supervisor.goto('/app/account/workers');
  await on(supervisor, /workers$/, '.cards');
  await supervisor.getByRole('link', { name: 'Sela Sample' }).click();
  await on(supervisor, /workers\/[^/]+$/, '.cards');
  await supervisor
    .getByRole('button', { name: /Sign out there/ })
    .first()
    .click();
  await supervisor.getByRole('dialog').waitFor();
  await fit(supervisor);
  await supervisor.getByRole('dialog').locator('.button-primary').click();
  await supervisor.getByText('Not signed in anywhere now.').waitFor();
  await fit(supervisor);
  await worker.goto('/app/account');
  await worker.locator('input[name=email]').waitFor();
  expect(await worker.locator('main').innerText()).not.toContain('Sela Sample');
  await fit(worker);
  await worker.context().close();
});

test('a passkey is taken off, and is gone from the list', async () => {
  await supervisor.goto('/app/account');
  await on(supervisor, /account$/, '.cards');
  await supervisor.getByRole('button', { name: /Remove the passkey/ }).click();
  await supervisor.getByRole('dialog').waitFor();
  await fit(supervisor);
  await supervisor.getByRole('dialog').locator('.button-primary').click();
  await supervisor.getByText('You have no passkey yet.').waitFor();
  expect(await supervisor.getByRole('button', { name: /Remove the passkey/ }).count()).toBe(0);
  await fit(supervisor);
});

test('an answer of an agency that nobody asked for signs nobody in, and says so', async () => {
  const stranger = await openWindow(browser, address, { language: 'ar', width: 360 });
  await stranger.goto('/app/sign-in/return?code=made-up&state=made-up');
  await stranger.locator('.notice-refusal').waitFor();
  expect(stranger.url()).toMatch(/return$/);
  await fit(stranger);
  await stranger.locator('.page-action a').click();
  await stranger.locator('input[name=email]').waitFor();
  await stranger.context().close();
});
