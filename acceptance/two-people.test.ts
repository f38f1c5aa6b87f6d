import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fillForm, option } from './fill-form.ts';
import * as child from './first-child.ts';
import { type RunningServer, startServer } from './running-server.ts';
import { openBrowser, openWindow, settled, signIn } from './screen.ts';
import { fit, next, on } from './walk.ts';

let server: RunningServer;
let browser: Browser;
let worker: Page;
let supervisor: Page;
let address: string;

const onCase = (page: Page) => on(page, /\/cases\/[^/]+$/, '.timeline-item');

beforeAll(async () => {
  [server, browser] = await Promise.all([startServer(), openBrowser()]);
  worker = await openWindow(browser, server.address, { language: 'en', width: 1280 });
  supervisor = await openWindow(browser, server.address, { language: 'en', width: 360 });
  await signIn(worker, 'social.worker@demo.invalid');
  await signIn(supervisor, 'supervisor@demo.invalid');
  await worker.goto('/app/first-contact');
  await settled(worker);
  await fillForm(worker, child.firstContact('Gull Point'));
  await onCase(worker);
  address = worker.url();
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

test('two people who write one part at once both see what stands, and neither loses a word', async () => {
  for (const page of [worker, supervisor]) {
    await page.goto(`${address}/risk`);
    await page.locator('[data-field=detained]').waitFor();
  }
  await fillForm(supervisor, {
    ...child.risk('immediate'),
    why: { write: 'A car waits outside.' },
  });
  await onCase(supervisor);
  await fillForm(worker, { ...child.risk('high'), why: { write: 'The lady was seen.' } });
  await worker.locator('.others-work').waitFor();
  await fit(worker);
  expect(await worker.locator('.others-work').innerText()).toContain('A car waits outside.');
  expect(await worker.locator('.others-work').innerText()).toContain('Paz Placeholder');
  expect(await worker.locator('[data-field=why] textarea').inputValue()).toBe('The lady was seen.');
  await worker.getByRole('button', { name: 'I have read it; mine shall follow' }).click();
  await worker.locator('form .page-action .button-primary').click();
  await onCase(worker);
  const risks = await worker
    .locator('.timeline-item', { hasText: 'Risk assessed' })
    .allInnerTexts();
  expect(risks).toEqual([
    expect.stringContaining('Sela Sample'),
    expect.stringContaining('Paz Placeholder'),
  ]);
});

test('[CA-4] a returned plan shows its reason, and the mended one what was changed', async () => {
  await worker.goto(`${address}/plan`);
  await worker.locator('.empty').waitFor();
  await next(worker);
  const { tells: _told, ...action } = child.planAction('She sleeps well', child.inDays(5));
  await fillForm(worker, action);
  await worker.locator('.plan-goal').waitFor();
  await next(worker);
  await onCase(worker);

  await supervisor.goto(`${address}/plan/approval`);
  await supervisor.locator('.plan-action').waitFor();
  await supervisor.getByRole('button', { name: 'Return with a reason' }).click();
  await next(supervisor);
  expect(await supervisor.locator('.field-issue').count()).toBe(1);
  await supervisor.locator('textarea').fill('Who is with her at night?');
  await fit(supervisor);
  await next(supervisor);
  await onCase(supervisor);

  await worker.goto(`${address}/plan`);
  await worker.locator('.plan-goal').waitFor();
  expect(await worker.locator('.notice-due').innerText()).toContain('Who is with her at night?');
  await fit(worker);
  await worker.getByRole('button', { name: 'Change action 1' }).click();
  await worker.locator('[data-field=action] textarea').fill('Two women stay with her at night.');
  await fillForm(worker, {});
  await worker.locator('.plan-goal').waitFor();
  await next(worker);
  await onCase(worker);

  await supervisor.goto(`${address}/plan/approval`);
  await supervisor.locator('.plan-action').waitFor();
  expect(await supervisor.locator('.plan-action').innerText()).toContain('Changed');
  await fit(supervisor);
  await next(supervisor);
  await onCase(supervisor);
  expect(await supervisor.locator('.case-head').innerText()).toContain('Plan approved');
});

test('[CA-6] a plan that tells a service waits here until someone has agreed to it', async () => {
  await worker.goto(`${address}/plan`);
  await worker.locator('.plan-goal').waitFor();
  await worker.getByRole('button', { name: 'Add an action' }).click();
  await fillForm(worker, child.planAction('She sees a doctor', child.inDays(2)));
  await worker.locator('.plan-goal').nth(1).waitFor();
  await next(worker);
  await worker.locator('.notice-refusal').waitFor();
  await fit(worker);
  expect(await worker.locator('.notice-refusal').innerText()).toContain('action 2');
  expect(await worker.locator('.plan-goal').allInnerTexts()).toContain('She sees a doctor');
});

test('[ID-11] a lower result waits for a second person; until then the result of the rules holds', async () => {
  await worker.goto(`${address}/questions`);
  await worker.locator('[data-field=howKnown]').waitFor();
  await fillForm(worker, { ...child.questions, childWords: { write: 'Please do not tell her.' } });
  await on(worker, /result$/, '.result-sentence');
  await worker.getByRole('button', { name: 'I see it otherwise' }).click();
  await fit(worker);
  await option(worker, 'concern').click();
  await worker.locator('textarea').fill('The aunt explained the journey with papers.');
  await next(worker);
  await worker.locator('.notice-info', { hasText: 'waits for a supervisor' }).waitFor();
  await fit(worker);

  await supervisor.goto(address);
  await onCase(supervisor);
  const waiting = supervisor.getByRole('list', { name: 'Waiting for a supervisor' });
  // Nobody decides about what they have not read.
  expect(await waiting.innerText()).toContain('The aunt explained the journey with papers.');
  await supervisor.getByRole('button', { name: 'Set it aside' }).click();
  await supervisor.getByRole('dialog').locator('textarea').fill('The papers were false.');
  await fit(supervisor);
  await supervisor.getByRole('dialog').locator('.button-primary').click();
  await waiting.waitFor({ state: 'detached' });
  expect(await supervisor.locator('.timeline').innerText()).toContain('Please do not tell her.');
});

test('[ID-3] what was recorded in error is marked so, and the rules speak anew', async () => {
  await worker.goto(`${address}/result`);
  await worker.locator('.result-sentence').waitFor();
  const before = await worker.locator('.result-sentence').innerText();
  await worker.getByText(/All 7 things that were recorded/).click();
  const moved = worker.locator('li', { hasText: 'Someone moved the child' }).filter({
    has: worker.getByRole('button', { name: 'Recorded in error' }),
  });
  await moved.getByRole('button').click();
  await worker.getByRole('dialog').locator('textarea').fill('That was said of another child.');
  await fit(worker);
  await worker.getByRole('dialog').locator('.button-primary').click();
  await worker.getByRole('dialog').waitFor({ state: 'detached' });
  await worker.locator('s', { hasText: 'Someone moved the child' }).waitFor();
  expect(await worker.locator('.result-sentence').innerText()).not.toBe(before);
  await fit(worker);
});
