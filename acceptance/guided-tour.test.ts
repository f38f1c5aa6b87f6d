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
  await bar().getByRole('button', { name: 'Next step of the tour' }).click();
  if (nextPerson === undefined) return;
  await bar()
    .getByRole('button', { name: new RegExp(`Sign in as .?${nextPerson}`) })
    .click();
  await bar().getByRole('button', { name: 'Next step of the tour' }).waitFor();
  await settled(newcomer);
}

/** Lets the bar lead to the screen of the next step, for the same person. */
async function lead(): Promise<void> {
  await bar().getByText('What to do here').click();
  await bar().getByRole('button', { name: 'Go there' }).click();
}

test('the public start page and the sign-in lead a newcomer to the tour', async () => {
  await newcomer.goto('/');
  await newcomer.locator('aside a[href="/app/tour"]').click();
  await on(newcomer, /tour$/, '.tour-panel');
  await newcomer.goto('/app/');
  await newcomer.getByRole('button', { name: 'Begin the tour' }).click();
  await on(newcomer, /tour$/, '.tour-panel');
  expect(await newcomer.locator('.tour-step').count()).toBe(13);
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
  await fillForm(newcomer, { ...child.consent, referralTo: { choose: ['health', 'police'] } });
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
  expect(newcomer.url()).toBe(address);
  await done();
});

test('nobody speaks for the child of whom it was not checked, and the measures say what is missing', async () => {
  await lead();
  await on(newcomer, /protection\/guardian$/, 'form');
  await fillForm(newcomer, {
    state: { choose: 'appointed' },
    independent: { choose: 'unknown' },
    relation: { choose: 'organisation-guardian' },
    appointedOn: { day: child.inDays(0) },
  });
  await newcomer.locator('.notice-refusal').waitFor();
  await fit(newcomer);
  await option(newcomer, 'requested').click();
  await newcomer.locator('form .page-action .button-primary').click();
  await onCase(newcomer);
  await newcomer.locator('a[href$="/measures"]').first().click();
  await on(newcomer, /measures$/, '.card');
  expect(await newcomer.locator('.card').count()).toBe(11);
  await newcomer.locator('.page-back a').click();
  await onCase(newcomer);
  await done();
  expect(await bar().innerText()).toContain('step 9 of 13');
});

test('it is left in the middle, and gone on with after the page was closed', async () => {
  const address = newcomer.url();
  // What to do was unfolded before, and stays so from step to step.
  await bar().getByRole('button', { name: 'Leave the tour' }).click();
  await bar().waitFor({ state: 'detached' });
  await newcomer.goto('/app/');
  await newcomer.getByRole('button', { name: 'Go on with the tour' }).click();
  await on(newcomer, /tour$/, '.tour-panel');
  expect(await newcomer.locator('.tour-panel').innerText()).toContain('step 9 of 13');
  await newcomer.getByRole('button', { name: 'Go there' }).click();
  await onCase(newcomer);
  expect(newcomer.url()).toBe(address);
});

test('the plan is written, the child gets a copy, and the supervisor approves', async () => {
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
  await newcomer.locator('a[href$="/plan/copy"]').click();
  await on(newcomer, /copy$/, '.plan-copy');
  await newcomer.emulateMedia({ media: 'print' });
  const copy = await newcomer.locator('body').innerText();
  await newcomer.emulateMedia({ media: null });
  expect(copy).toContain('the house with the blue door');
  for (const hidden of [code, child.CHILD.latin]) expect(copy).not.toContain(hidden);
  await done('Paz Placeholder');
  await newcomer.locator('a[href$="/plan/approval"]', { hasText: code }).click();
  await on(newcomer, /approval$/, '.plan-action');
  await next(newcomer);
  await onCase(newcomer);
  await newcomer.locator('a[href$="/access-log"]').click();
  await on(newcomer, /access-log$/, 'table');
  expect(await newcomer.locator('table').innerText()).toContain('Paz Placeholder');
});

/** Chooses a service, looks at what leaves, and sends it. */
async function ask(service: string, reason: string): Promise<void> {
  await newcomer.locator('.services li', { hasText: service }).getByRole('button').click();
  await newcomer.locator('[data-field=reason]').waitFor();
  await fillForm(newcomer, {
    reason: { choose: reason },
    urgency: { choose: 'high' },
    asked: { write: 'Somebody kind, who explains each step.' },
    contactWay: { choose: 'with-worker' },
    told: { write: 'Who is asked and why, and that she may say stop.' },
  });
  await newcomer.locator('.sheet').waitFor();
  expect(await newcomer.locator('.sheet').innerText()).not.toContain(child.CHILD.latin);
  await fit(newcomer);
  await next(newcomer);
  await newcomer.locator('.notice-done').waitFor();
  await fit(newcomer);
  expect(await newcomer.locator('.notice-done').innerText()).toContain(service);
}

test('the clinic and the police are asked, each with a look at what leaves', async () => {
  await done('Sela Sample');
  await on(newcomer, /referral$/, '.services');
  await ask('Clinic, Lantern Bay', 'medical-care');
  await newcomer.getByRole('link', { name: 'Back to the case' }).click();
  await onCase(newcomer);
  await newcomer.getByRole('link', { name: 'Ask a service for help' }).click();
  await on(newcomer, /referral$/, '.services');
  await ask('Police child liaison', 'protection-from-someone');
  expect(await newcomer.locator('.notice-done').innerText()).toContain('was told');
});

/** Finds what was referred on Today, says yes, and opens the case by its code. */
async function answerAndOpen(): Promise<void> {
  await on(newcomer, /app\/$/, 'a[href*="/referred/"]');
  await newcomer.locator('a[href*="/referred/"]', { hasText: code }).click();
  await on(newcomer, /referred\//, '.sheet');
  await option(newcomer, 'accepted').click();
  await next(newcomer);
  await newcomer.locator('.notice-done').waitFor();
  await fit(newcomer);
  await newcomer.locator('.page-back a').click();
  await on(newcomer, /app\/$/, 'a[href*="/referred/"]');
  await newcomer.locator('a[href*="/cases/"]', { hasText: code }).click();
  await on(newcomer, /\/cases\/[^/]+$/, 'section.part');
}

const part = (title: string) =>
  newcomer
    .locator('section.part')
    .filter({ has: newcomer.getByRole('heading', { name: title, exact: true }) });

test('the health worker finds it without choosing anything, and writes the health part', async () => {
  await done('Ife Example');
  await answerAndOpen();
  expect(await part('Justice').count()).toBe(0);
  await part('Health').getByRole('link').first().click();
  await on(newcomer, /protection\/health$/, 'form');
  await fillForm(newcomer, {
    privateTalk: { choose: 'yes' },
    childAgrees: { choose: 'agreed' },
    seenOn: { day: child.inDays(0) },
    hivPrevention: { choose: 'not-indicated' },
    emergencyContraception: { choose: 'not-indicated' },
  });
  await on(newcomer, /\/cases\/[^/]+$/, 'section.part');
  expect(await part('Health').innerText()).toContain('Ife Example');
});

test('the police open the case: the justice part, and nothing that was told for care', async () => {
  await done('Toma Specimen');
  await answerAndOpen();
  expect(await part('Justice').count()).toBe(1);
  for (const told of ['Health', 'Guardian', 'Risk', 'Plan'])
    expect([told, await part(told).count()]).toEqual([told, 0]);
  expect(await newcomer.locator('main').innerText()).not.toContain(child.OWN_WORDS);
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
