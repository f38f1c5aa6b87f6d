import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RunningServer, startServer } from './running-server.ts';
import { isTooWide, openBrowser, openWindow, settled, signIn } from './screen.ts';
import { clipped, outside, unbracketed } from './unbracketed.ts';

let server: RunningServer;
let browser: Browser;

beforeAll(async () => {
  [server, browser] = await Promise.all([startServer(), openBrowser()]);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

/** A window in the language that nobody speaks: a third longer than English, in brackets. */
async function strangeWindow(worker: string): Promise<Page> {
  const page = await openWindow(browser, server.address, { language: 'en', width: 360 });
  await page.addInitScript(() => sessionStorage.setItem('amparo.pseudo-locale', 'yes'));
  await signIn(page, worker);
  return page;
}

async function expectWhole(page: Page, data?: readonly string[]): Promise<void> {
  await settled(page);
  expect(await unbracketed(page, data)).toEqual([]);
  expect(await clipped(page)).toEqual([]);
  expect(await isTooWide(page)).toBe(false);
}

const PROTECTION = [
  'measures',
  'protection/guardian',
  'protection/safe-place',
  'protection/health',
  'protection/justice',
  'protection/assessment',
  'first-contact',
  'consent/withdraw',
  'result/for-child',
];

describe('in a language that is a third longer', () => {
  test('every word of the screens of a case comes from messages, and fits', async () => {
    const page = await strangeWindow('social.worker@demo.invalid');
    expect(await page.locator('h1').innerText()).toMatch(/^\[.*\]$/u);
    await expectWhole(page, ['.card-title']);
    await page.locator('.card a').first().click();
    await page.locator('.timeline-item').first().waitFor();
    await expectWhole(page, ['h1']);
    const address = page.url();
    for (const screen of ['plan', 'result', 'registration', 'consent', 'questions', 'risk']) {
      await page.goto(`${address}/${screen}`);
      await expectWhole(page, ['h1', '.page-back', '.place-item', '.crumbs']);
    }
  });

  test('so does every word of the first contact, of the account, and of the settings', async () => {
    const page = await strangeWindow('social.worker@demo.invalid');
    await page.goto('/app/first-contact');
    await expectWhole(page, ['.place-item', '.crumbs']);
    await page.goto('/app/account');
    await expectWhole(page, ['.facts dd']);
    await page.locator('.app-header-tools .button').last().click();
    await page.locator('[role=dialog]').waitFor();
    await expectWhole(page, ['.facts dd', '.option']);
  });

  test('so does every word of what protects the child, and of referrals', async () => {
    const page = await strangeWindow('social.worker@demo.invalid');
    const address = await page.locator('.card a').first().getAttribute('href');
    for (const screen of PROTECTION) {
      await page.goto(`${address}/${screen}`);
      await expectWhole(page, [
        '.page-back',
        '.place-item',
        '.crumbs',
        '.card-title',
        '.plan-goal',
      ]);
    }
    // The directory of services and the people of the tour are data of the pack; they have to fit all the same.
    for (const screen of [`${address}/referral`, '/app/tour']) {
      await page.goto(screen);
      await expectWhole(page, ['main']);
    }
  });

  test('so does every word of sharing, of the access log, and of other roles', async () => {
    const page = await strangeWindow('social.worker@demo.invalid');
    const address = await page.locator('.card a').first().getAttribute('href');
    for (const screen of ['access', 'access/share', 'access/conflict', 'access-log', 'plan/copy']) {
      await page.goto(`${address}/${screen}`);
      await expectWhole(page, [
        '.page-back',
        '.option',
        '.plan-copy li',
        '.table td',
        '.card-title',
      ]);
    }
    await page.goto('/app/break-glass');
    await expectWhole(page);
    const officer = await strangeWindow('border.officer@demo.invalid');
    await expectWhole(officer);
    await officer.goto('/app/hand-over');
    await expectWhole(officer, ['.option']);
    const supervisor = await strangeWindow('supervisor@demo.invalid');
    await expectWhole(supervisor, ['.card-title', '.option']);
  });

  test('the check sees what was written into the code', async () => {
    expect(outside('[Šáṽé [ñöŵ··]···] and')).toBe(' and');
    const page = await strangeWindow('social.worker@demo.invalid');
    await page.locator('h1').evaluate((heading) => heading.append('Written into the code'));
    expect(await unbracketed(page, ['.card-title'])).toEqual(['Written into the code']);
    await page.locator('h1').evaluate((heading) => {
      heading.style.inlineSize = '4rem';
      heading.style.whiteSpace = 'nowrap';
    });
    expect(await clipped(page)).toHaveLength(1);
  });
});

declare const sessionStorage: { setItem: (key: string, value: string) => void };
