import { randomUUID } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fillForm, option } from './fill-form.ts';
import * as child from './first-child.ts';
import { type RunningServer, startServer } from './running-server.ts';
import { openBrowser, openWindow, settled, signIn } from './screen.ts';
import { fit, on } from './walk.ts';

let server: RunningServer;
let browser: Browser;
/** Of the team that answers for the child; once at a desk, once on a phone. */
let desk: Page;
let phone: Page;
let address: string;

const HOUSE = 'Seventeen Imaginary Lane, Nowhere';
const onCase = (page: Page) => on(page, /\/cases\/[^/]+$/, '.timeline-item');
const part = (page: Page, title: string) =>
  page.locator('section.part').filter({ has: page.getByRole('heading', { name: title }) });
const ago = (days: number): readonly [string, string, string] => {
  const [year = '', month = '', day = ''] = new Date(Date.now() - days * 86_400_000)
    .toISOString()
    .slice(0, 10)
    .split('-');
  return [day, month, year];
};

beforeAll(async () => {
  [server, browser] = await Promise.all([startServer(), openBrowser()]);
  desk = await openWindow(browser, server.address, { language: 'en', width: 1280 });
  phone = await openWindow(browser, server.address, { language: 'es', width: 360 });
  await signIn(desk, 'social.worker@demo.invalid');
  await signIn(phone, 'social.worker.second@demo.invalid');
  await desk.goto('/app/first-contact');
  await settled(desk);
  await fillForm(desk, child.firstContact('Gull Point'));
  await onCase(desk);
  address = desk.url();
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

test('[PR-3] nobody becomes guardian of whom it was not checked; what was typed stays', async () => {
  await desk.goto(`${address}/protection/guardian`);
  await on(desk, /guardian$/, 'form');
  await fillForm(desk, {
    state: { choose: 'appointed' },
    independent: { choose: 'unknown' },
    relation: { choose: 'organisation-guardian' },
    appointedOn: { day: ago(1) },
  });
  await desk.locator('.notice-refusal').waitFor();
  await fit(desk);
  expect(await desk.locator('.notice-refusal').innerText()).toContain('independent');
  await option(desk.locator('[data-field=independent]'), 'yes').click();
  await desk.locator('form .page-action .button-primary').click();
  await onCase(desk);
  expect(await part(desk, 'Guardian').innerText()).toContain('Appointed');
});

test('[PR-5] a cell is no safe place: the phone says what to do now', async () => {
  await phone.goto(`${address}/protection/safe-place`);
  await on(phone, /safe-place$/, 'form');
  await fillForm(phone, {
    kind: { choose: 'detention' },
    withSuspect: { choose: 'no' },
    suspectKnows: { choose: 'no' },
  });
  await phone.locator('.notice-refusal').waitFor();
  await fit(phone);
  // Nothing of it was written down as safe.
  await phone.goto(address);
  await onCase(phone);
  expect(await part(phone, 'Lugar seguro').locator('.mark').count()).toBe(0);
});

test('[PR-4] an address is covered, opens on touch with a line in the access log, and is on no paper', async () => {
  await desk.goto(`${address}/protection/safe-place`);
  await on(desk, /safe-place$/, 'form');
  await fillForm(desk, {
    kind: { choose: 'foster' },
    withSuspect: { choose: 'no' },
    address: { write: HOUSE },
    suspectKnows: { choose: 'no' },
    licence: { choose: 'seen' },
    adultsChecked: { choose: 'yes' },
  });
  await onCase(desk);
  const place = part(desk, 'Safe place');
  for (const closed of await desk.locator('summary').all()) await closed.click();
  expect(await desk.locator('body').innerText()).not.toContain(HOUSE);
  await place.getByRole('button', { name: 'Show the address' }).click();
  await place.getByText(HOUSE).waitFor();
  await fit(desk);
  await desk.emulateMedia({ media: 'print' });
  expect(await place.getByText(HOUSE).isVisible()).toBe(false);
  await desk.emulateMedia({ media: 'screen' });
  await place.getByRole('button', { name: 'Cover the address' }).click();
  await place.getByText(HOUSE).waitFor({ state: 'detached' });
  const supervisor = await openWindow(browser, server.address, { language: 'en', width: 1280 });
  await signIn(supervisor, 'supervisor@demo.invalid');
  await supervisor.goto(`${address}/access-log`);
  await on(supervisor, /access-log$/, 'table');
  const opened = supervisor.locator('tr', { hasText: 'Opened the address of the safe place' });
  expect(await opened.count()).toBe(1);
  expect(await opened.innerText()).toContain('Sela Sample');
});

test('[PR-11, PR-12] the board leads to what is missing, and says what stands in the way', async () => {
  await desk.goto(`${address}/measures`);
  await on(desk, /measures$/, '.card');
  expect(await desk.locator('.card').count()).toBe(11);
  const assess = desk.locator('.card', { hasText: '7. ' });
  await assess.getByRole('button', { name: /^Something is in the way/ }).click();
  await fit(desk);
  await desk.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await desk.locator('.field-issue').waitFor();
  await option(desk, 'nobody-free').click();
  await desk.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await assess.getByText('Nobody is free to do it').waitFor();
  await assess.getByRole('button', { name: /^I take it on/ }).click();
  await assess.getByText(/Sela Sample.* has it/).waitFor();
  await fit(desk);
  await assess.getByRole('link').click();
  await on(desk, /assessment$/, 'form');
});

test.each(['en', 'ar', 'es', 'fr'] as const)(
  'every part is fit to be used on a phone in %s',
  async (language) => {
    const page = await openWindow(browser, server.address, { language, width: 360, theme: 'dark' });
    await signIn(page, 'social.worker@demo.invalid');
    await page.goto(address);
    await onCase(page);
    for (const screen of ['guardian', 'health', 'justice', 'assessment']) {
      await page.goto(`${address}/protection/${screen}`);
      await on(page, new RegExp(`${screen}$`), 'form');
    }
    await page.goto(`${address}/protection/safe-place`);
    await on(page, /safe-place$/, '.page-action');
    await page.goto(`${address}/measures`);
    await on(page, /measures$/, '.card');
    expect(await page.locator('.card').count()).toBe(11);
    await page.context().close();
  },
);

test('[AC-1] the police see justice first, and nothing of health, care or the place', async () => {
  await desk.goto(`${address}/consent`);
  await settled(desk);
  await fillForm(desk, child.consent);
  await onCase(desk);
  const supervisor = await openWindow(browser, server.address, { language: 'en', width: 1280 });
  await signIn(supervisor, 'supervisor@demo.invalid');
  const asked = { headers: { 'x-amparo-request': '1', 'x-amparo-purpose': 'child-protection' } };
  const known = await supervisor.request.get('/api/colleagues', asked);
  const { teams } = (await known.json()) as { teams: { id: string; name: string }[] };
  const police = teams.find(({ name }) => name === 'Police child liaison');
  const shared = await supervisor.request.post(`/api/records/${address.split('/').at(-1)}/grants`, {
    ...asked,
    data: {
      entryId: randomUUID(),
      deviceTime: new Date().toISOString(),
      to: { team: police?.id },
      classes: ['justice'],
      purpose: 'justice-for-the-child',
      until: new Date(Date.now() + 86_400_000).toISOString(),
    },
  });
  expect(shared.status()).toBe(200);
  const officer = await openWindow(browser, server.address, { language: 'en', width: 360 });
  await signIn(officer, 'police.officer@demo.invalid');
  await officer.goto(address);
  await part(officer, 'Justice').waitFor();
  await fit(officer);
  expect(await officer.locator('section.part h3').first().innerText()).toBe('Justice');
  for (const title of ['Guardian', 'Safe place', 'Health', 'Assessment'])
    expect([title, await part(officer, title).count()]).toEqual([title, 0]);
  await officer.goto(`${address}/protection/safe-place`);
  await officer.locator('.empty').waitFor();
  await fit(officer);
});
