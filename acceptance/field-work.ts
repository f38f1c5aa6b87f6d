import type { Page } from 'playwright-core';
import { answerQuestions, type Filling, fillForm } from './fill-form.ts';

/** What is written on a phone of 360 px, from screen to screen, as its owner does it. */

const onCase = async (page: Page) => {
  await page.waitForURL(/\/cases\/[^/]+$/);
  await page.locator('.timeline-item').first().waitFor();
};

export async function toToday(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Today', exact: true }).first().click();
  await page.getByText('The whole team', { exact: true }).waitFor();
}

/** From Today into a case that stands there. */
export async function toCase(page: Page, recordId: string): Promise<void> {
  await toToday(page);
  await page.locator(`main a[href$="/cases/${recordId}"]`).first().click();
  await onCase(page);
}

/** Meets a child; gives the id of the case. */
export async function meetChild(page: Page, contact: Filling): Promise<string> {
  await toToday(page);
  await page.getByRole('link', { name: 'Start a first contact' }).click();
  await fillForm(page, contact);
  await onCase(page);
  return page.url().split('/').at(-1) ?? '';
}

/** From the case through the search for the name to the registered child. */
export async function registerChild(page: Page, name: string, filling: Filling): Promise<void> {
  await page.locator('main a[href$="/registration"]').first().click();
  await page.locator('form input').first().fill(name);
  await page.getByRole('button', { name: 'Search' }).click();
  await page.getByRole('button', { name: /Go on|another child/ }).click();
  await fillForm(page, filling);
  await onCase(page);
}

/** Opens a form from the case. */
export async function beginPart(page: Page, screen: string): Promise<void> {
  await page.locator(`main a[href$="/${screen}"]`).first().click();
  await page.locator('[data-field]').first().waitFor();
}

export async function writePart(page: Page, screen: string, filling: Filling): Promise<void> {
  await beginPart(page, screen);
  await fillForm(page, filling);
  await onCase(page);
}

/** A plan with one action, sent. */
export async function writePlan(page: Page, action: Filling): Promise<void> {
  await page.locator('main a[href$="/plan"]').first().click();
  await page.locator('.empty').waitFor();
  await page.locator('.page-action .button-primary').click();
  await fillForm(page, action);
  await page.locator('.plan-goal').waitFor();
  await page.locator('.page-action .button-primary').click();
  await onCase(page);
}

/** Begins to assess the risk anew and is called away at the second step. */
export async function leaveRiskHalf(page: Page, first: Filling, words: string): Promise<void> {
  await beginPart(page, 'risk');
  await answerQuestions(page, first);
  await page.locator('form .page-action .button-primary').click();
  await page.locator('[data-field=why] textarea').fill(words);
  await page.getByText(/Kept for you/).waitFor();
}
