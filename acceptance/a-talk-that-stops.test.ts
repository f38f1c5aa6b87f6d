import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { answerQuestions } from './fill-form.ts';
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

async function aCase(page: Page): Promise<string> {
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.goto('/app/first-contact');
  await page.locator('[data-field=safeNow]').waitFor();
  await answerQuestions(page, {
    ...child.firstContact('Lantern Bay'),
    recentViolence: { choose: 'unknown' },
    violenceWhen: { choose: 'not-known' },
  });
  await page.locator('form .page-action .button-primary').click();
  await on(page, /\/cases\/[^/]+$/, '.timeline-item');
  await page.setViewportSize({ width: 360, height: 800 });
  return page.url();
}

test.each(['en', 'ar'] as const)(
  'a talk is stopped at any question, kept, and followed by a calm page (%s)',
  async (language) => {
    const page = await openWindow(browser, server.address, { language, width: 360 });
    await signIn(page, 'social.worker@demo.invalid');
    const address = await aCase(page);
    // [CA-21] in words, with every hour still unconfirmed.
    expect(await page.locator('.notice-danger').innerText()).toContain('72');
    await fit(page);

    await page.goto(`${address}/questions`);
    await page.locator('[data-field=howKnown]').waitFor();
    const stop = page.locator('form .page-action button').last();
    await stop.click();
    // Nothing was said, so nothing is written; the page is the same.
    await page.locator('.steps').waitFor();
    await fit(page);
    await page.goto(`${address}/questions`);
    await page.locator('[data-field=howKnown]').waitFor();
    await answerQuestions(page, { howKnown: { choose: 'child-disclosed' } });
    await next(page);
    await page.locator('[data-field=event]').waitFor();
    await next(page);
    await answerQuestions(page, { transported: { choose: 'yes' } });
    await stop.click();
    await page.locator('.steps').waitFor();
    await fit(page);

    // What was said is there for whoever goes on, with who recorded it.
    await page.goto(`${address}/questions`);
    await page.locator('[data-field=howKnown]').waitFor();
    await answerQuestions(page, { howKnown: { choose: 'child-disclosed' } });
    await next(page);
    await next(page);
    await page.locator('.field-note').waitFor();
    expect(await page.locator('.field-note').first().innerText()).toContain('Sela Sample');

    await page.goto(`${address}/result/for-child`);
    await page.locator('.to-child').first().waitFor();
    await settled(page);
    await fit(page);
    expect(await page.locator('.to-child').count()).toBeGreaterThan(5);
    await page.context().close();
  },
);

test('whoever is not trained sees that sensitive questions exist, and who may ask them', async () => {
  const page = await openWindow(browser, server.address, { language: 'en', width: 1280 });
  await signIn(page, 'new.social.worker@demo.invalid');
  await page.goto('/app/first-contact');
  await page.locator('[data-field=safeNow]').waitFor();
  await answerQuestions(page, child.quickContact);
  await page.getByRole('button', { name: 'Save, finish later' }).click();
  await on(page, /\/cases\/[^/]+$/, '.timeline-item');
  const address = page.url();
  await page.goto(`${address}/questions`);
  await page.locator('[data-field=howKnown]').waitFor();
  expect(await page.locator('[data-field=commercialSexualAct]').count()).toBe(0);
  expect(await page.locator('.seen-by').innerText()).toMatch(
    /sensitive questions are left to a colleague trained for them\. Your supervisor knows who/,
  );
  await fit(page);
  await page.context().close();
});
