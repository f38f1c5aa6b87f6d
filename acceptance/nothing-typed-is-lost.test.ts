import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answerQuestions, option } from './fill-form.ts';
import * as child from './first-child.ts';
import { type RunningServer, startServer } from './running-server.ts';
import { axeFindings, isTooWide, openBrowser, openWindow, settled, signIn } from './screen.ts';
import { fit, on } from './walk.ts';

const SELA = 'social.worker@demo.invalid';
const NOA = 'new.social.worker@demo.invalid';
const DEMO_PASSWORD = 'lantern-reed-amber-27';
const WORDS = 'The man with the yellow cart waits outside.';

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
const save = (page: Page) => page.locator('form .page-action .button-primary');
const goOn = (page: Page) => page.getByRole('button', { name: 'Go on' });
const why = (page: Page) => page.locator('[data-field=why] textarea');

async function openAs(email: string, width = 1280): Promise<Page> {
  const page = await openWindow(browser, server.address, { language: 'en', width });
  await signIn(page, email);
  return page;
}

/** A case of a first contact that was saved in haste; gives its address. */
async function aCase(page: Page): Promise<string> {
  await page.goto('/app/first-contact');
  await page.locator('[data-field=safeNow]').waitFor();
  await answerQuestions(page, child.quickContact);
  await page.getByRole('button', { name: 'Save, finish later' }).click();
  await onCase(page);
  return page.url();
}

const kept = (page: Page) =>
  page.waitForResponse(
    (answer) => answer.request().method() === 'PUT' && answer.url().includes('/api/drafts/'),
  );

/** Writes into the risk form of a case, without sending it. */
async function writeRisk(page: Page, address: string): Promise<void> {
  await page.goto(`${address}/risk`);
  await why(page).waitFor();
  await answerQuestions(page, child.risk('high'));
  const answer = kept(page);
  await why(page).fill(WORDS);
  expect((await answer).status()).toBe(200);
}

async function timeline(page: Page, address: string): Promise<readonly string[]> {
  const id = address.split('/').at(-1);
  const answer = await page.request.get(`/api/cases/${id}/timeline`);
  const { entries } = (await answer.json()) as { entries: { type: string }[] };
  return entries.map((entry) => entry.type);
}

/** Ends every session of a worker on the server, as from another device of theirs. */
async function endSessions(email: string): Promise<void> {
  const window = await openAs(email);
  const list = await window.request.get('/api/sessions');
  const { sessions } = (await list.json()) as { sessions: { id: string; current: boolean }[] };
  const others = sessions.filter((session) => !session.current);
  expect(others.length).toBeGreaterThan(0);
  for (const { id } of others) {
    const headers = { 'x-amparo-request': '1', origin: server.address };
    const answer = await window.request.delete(`/api/sessions/${id}`, { headers });
    expect(answer.status()).toBe(200);
  }
  await window.context().close();
}

async function signInOver(page: Page, email: string): Promise<void> {
  const over = page.locator('.session-ended');
  await over.locator('input[name=email]').fill(email);
  await over.locator('input[type=password]').fill(DEMO_PASSWORD);
  await over.locator('button[type=submit]').click();
  await over.waitFor({ state: 'detached' });
}

test('by reload, by the back button and by a closed window: the words are there again', async () => {
  const page = await openAs(SELA);
  const address = await aCase(page);
  await writeRisk(page, address);

  await page.reload();
  await goOn(page).waitFor();
  await fit(page);
  expect(await page.locator('body').innerText()).not.toContain(WORDS);
  await goOn(page).click();
  expect(await why(page).inputValue()).toBe(WORDS);

  await page.goBack();
  await onCase(page);
  await page.goForward();
  await goOn(page).click();
  expect(await why(page).inputValue()).toBe(WORDS);

  const context = page.context();
  await page.close();
  const later = await context.newPage();
  await later.goto('/app/');
  const waiting = later.getByRole('list', { name: 'A form that you began waits' });
  await waiting.waitFor();
  await settled(later);
  expect(await later.locator('main').innerText()).not.toContain(WORDS);
  await waiting.getByRole('link', { name: /Risk/ }).click();
  await goOn(later).click();
  expect(await why(later).inputValue()).toBe(WORDS);
  await save(later).click();
  await later.locator('.timeline-item', { hasText: 'Risk assessed' }).waitFor();
  // Sent is sent: nothing waits any more.
  await later.goto('/app/');
  await settled(later);
  expect(await waiting.count()).toBe(0);
  await context.close();
});

test('on a phone the form opens again at the step where it was left', async () => {
  const page = await openAs(SELA, 360);
  await page.goto('/app/first-contact');
  await page.locator('[data-field=safeNow]').waitFor();
  await answerQuestions(page, child.quickContact);
  await save(page).click();
  const answer = kept(page);
  await page.locator('[data-field=wishesCalled] input').fill('An aunt called Placeholder');
  await answer;
  await fit(page);
  await page.reload();
  await goOn(page).click();
  const wish = page.locator('[data-field=wishesCalled] input');
  expect(await wish.inputValue()).toBe('An aunt called Placeholder');
  await page.getByRole('button', { name: 'Save, finish later' }).click();
  await onCase(page);
  expect(await page.locator('.next-step').innerText()).toContain('Only safety was written down');
  await page.locator('.page-action .button-primary').first().click();
  // The rest begins where the quick part ended.
  await page.locator('[data-field=urgentNeeds]').waitFor();
  await fit(page);
  await page.context().close();
});

describe('a session that ends during a form', () => {
  test('lays the sign-in over it; the words stay, and are sent once the same person is back', async () => {
    const page = await openAs(SELA);
    const address = await aCase(page);
    await writeRisk(page, address);
    await endSessions(SELA);
    await save(page).click();
    await page.locator('.session-ended').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    expect(await isTooWide(page)).toBe(false);
    expect(await page.locator('body').innerText()).not.toContain(WORDS);
    await signInOver(page, SELA);
    await page.locator('.timeline-item', { hasText: 'Risk assessed' }).waitFor();
    expect(await timeline(page, address)).toEqual([
      'cases.first-contact-made',
      'cases.risk-assessed',
    ]);
    await page.context().close();
  });

  test('shows nothing of it to another worker who signs in instead, and keeps it for its author', async () => {
    const page = await openAs(SELA);
    const address = await aCase(page);
    await writeRisk(page, address);
    await endSessions(SELA);
    await save(page).click();
    await page.locator('.session-ended').waitFor();
    await signInOver(page, NOA);
    await why(page).waitFor();
    expect(await page.content()).not.toContain(WORDS);
    expect(await why(page).inputValue()).toBe('');
    expect(await goOn(page).count()).toBe(0);
    await page.goto('/app/');
    await settled(page);
    expect(await page.getByRole('list', { name: 'A form that you began waits' }).count()).toBe(0);
    expect(await timeline(page, address)).toEqual(['cases.first-contact-made']);
    await page.context().close();

    const author = await openAs(SELA);
    await author.goto(`${address}/risk`);
    await goOn(author).click();
    expect(await why(author).inputValue()).toBe(WORDS);
    await author.context().close();
  });
});

test('two taps on a save make one entry, whichever form it is', async () => {
  const page = await openAs(SELA);
  await page.goto('/app/first-contact');
  await page.locator('[data-field=safeNow]').waitFor();
  await answerQuestions(page, child.firstContact('Lantern Bay'));
  await save(page).dblclick();
  await onCase(page);
  const address = page.url();
  const twice = async (
    screen: string,
    ready: string,
    filling: Parameters<typeof answerQuestions>[1],
  ) => {
    await page.goto(`${address}/${screen}`);
    await page.locator(ready).waitFor();
    expect(await answerQuestions(page, filling)).toEqual([]);
    await save(page).dblclick();
  };
  await page.goto(`${address}/registration`);
  await page.locator('form input').first().fill('Doubla Tapsample');
  await page.getByRole('button', { name: 'Search' }).click();
  await page.getByRole('button', { name: /Go on|another child/ }).click();
  await page.locator('[data-field=sex]').waitFor();
  await answerQuestions(page, child.registration);
  await save(page).dblclick();
  await onCase(page);
  await twice('consent', '[data-field=services]', child.consent);
  await onCase(page);
  await page.goto(`${address}/consent/withdraw`);
  await option(page, 'referral').click();
  await page.locator('textarea').fill('From now on nobody else is told.');
  await fit(page);
  await page.getByRole('button', { name: 'Take it back now' }).dblclick();
  await onCase(page);
  expect(await page.locator('.withdrawn').innerText()).toContain('telling other helpers');
  await twice('questions', '[data-field=howKnown]', child.questions);
  await on(page, /result$/, '.result-sentence');
  await twice('risk', '[data-field=level]', child.risk('high'));
  await onCase(page);
  const all = await timeline(page, address);
  const written = all.filter((type) => type.startsWith('cases.'));
  expect(written).toEqual([
    'cases.first-contact-made',
    'cases.child-registered',
    'cases.consent-recorded',
    'cases.consent-withdrawn',
    'cases.risk-assessed',
  ]);
  // One of the birth that was registered, one of the questions.
  expect(all.filter((type) => type.endsWith('facts-recorded'))).toHaveLength(2);
  await page.context().close();
});

test('[CA-24] two workers who register the same child at once see each other', async () => {
  const [one, other] = [await openAs(SELA), await openAs(NOA)];
  for (const page of [one, other]) {
    const address = await aCase(page);
    await page.goto(`${address}/registration`);
    await page.locator('form input').first().fill('Twinna Sameperson');
    await page.getByRole('button', { name: 'Search' }).click();
    // Neither finds anybody: neither has saved.
    await page.getByRole('button', { name: 'Go on', exact: true }).click();
  }
  await one.locator('[data-field=sex]').waitFor();
  await answerQuestions(one, child.registration);
  await save(one).click();
  await onCase(one);
  await other.locator('[data-field=name]').waitFor();
  await answerQuestions(other, child.registration);
  await save(other).click();
  await other.locator('.beside').waitFor();
  await other.setViewportSize({ width: 360, height: 800 });
  await fit(other);
  await other.setViewportSize({ width: 1280, height: 800 });
  expect(await other.locator('.beside').innerText()).toContain('Twinna Sameperson');
  await other.getByRole('button', { name: 'It is another child' }).click();
  await save(other).click();
  await onCase(other);
  await one.context().close();
  await other.context().close();
});

test('a name is taken in any script as it is said; a pasted paragraph is refused kindly and stays', async () => {
  const page = await openAs(SELA);
  const address = await aCase(page);
  await page.goto(`${address}/registration`);
  const name = page.locator('form input').first();
  const paragraph = `${'The child came with the morning bus and said that the aunt waits. '.repeat(5)}`;
  await name.fill(paragraph);
  await page.getByRole('button', { name: 'Search' }).click();
  expect(await page.locator('.field-issue').innerText()).toContain('more than a name');
  expect(await name.inputValue()).toBe(paragraph);
  await fit(page);
  for (const spoken of ['زوريل مثال', 'ዘሪሁን ምሳሌ', 'နမူနာ မောင်', 'उदाहरण कुमार', 'Приклад Олесь']) {
    await name.fill(spoken);
    await page.getByRole('button', { name: 'Search' }).click();
    await page.getByRole('button', { name: /Go on|another child/ }).waitFor();
  }
  await page.getByRole('button', { name: /Go on|another child/ }).click();
  expect(await page.locator('[data-field=name] input').first().inputValue()).toBe('Приклад Олесь');
  await page.context().close();
});
