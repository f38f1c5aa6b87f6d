import type { Locator, Page } from 'playwright-core';

/** How a question is answered, by the id of its field: the same in every language. */
export type Answer =
  | { readonly choose: string | readonly string[] }
  | { readonly write: string }
  | { readonly day: readonly [day: string, month: string, year: string] }
  | { readonly age: string; readonly basis: string }
  | { readonly place: string };

export type Filling = Readonly<Record<string, Answer>>;

/** Fills in a form, on one page or step by step, and presses its last button. */
export async function fillForm(page: Page, filling: Filling): Promise<void> {
  const left = new Map(Object.entries(filling));
  await isAsked(page);
  for (let step = 0; step < 40; step += 1) {
    await answerShown(page, left);
    const isLast = await isLastStep(page);
    await page.locator('form .page-action .button-primary').click();
    if (isLast) break;
  }
  if (left.size > 0) throw new Error(`Never asked: ${[...left.keys()].join(', ')}`);
}

/** Answers the questions that the screen shows, and presses nothing; gives those that it does not show. */
export async function answerQuestions(page: Page, filling: Filling): Promise<readonly string[]> {
  const left = new Map(Object.entries(filling));
  await isAsked(page);
  await answerShown(page, left);
  return [...left.keys()];
}

// A form looks for what was begun before it asks.
async function isAsked(page: Page): Promise<void> {
  await page.locator('[data-field]').first().waitFor();
}

// An answer may bring up the next question, so the screen is looked at again after each.
async function answerShown(page: Page, left: Map<string, Answer>): Promise<void> {
  for (const [field, answer] of left) {
    const place = page.locator(`[data-field="${field}"]`);
    if ((await place.count()) === 0) continue;
    await give(place, answer);
    left.delete(field);
    await answerShown(page, left);
    return;
  }
}

async function isLastStep(page: Page): Promise<boolean> {
  const bars = page.locator('.progress-bar span');
  return (await bars.count()) === (await page.locator('.progress-bar .is-done').count());
}

async function give(place: Locator, answer: Answer): Promise<void> {
  if ('choose' in answer) {
    const codes = typeof answer.choose === 'string' ? [answer.choose] : answer.choose;
    for (const code of codes) await option(place, code).click();
  } else if ('write' in answer) await place.locator('input, textarea').first().fill(answer.write);
  else if ('day' in answer) await writeDay(place, answer.day);
  else if ('age' in answer) {
    await option(place, 'age').click();
    await place.locator('input[type=text]').first().fill(answer.age);
    await place.locator('input[type=text]').nth(1).fill('1');
    await option(place, answer.basis).click();
  } else {
    await place.locator('input').first().fill(answer.place);
    await place.locator('.place-item').first().click();
  }
}

export function option(place: Locator | Page, code: string): Locator {
  return place.locator(`label:has(input[value="${code}"])`);
}

async function writeDay(place: Locator, parts: readonly string[]): Promise<void> {
  const inputs = place.locator('input');
  for (const [index, part] of parts.entries()) await inputs.nth(index).fill(part);
}
