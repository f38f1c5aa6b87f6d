import type { Page } from 'playwright-core';
import { fillForm } from './fill-form.ts';
import * as child from './first-child.ts';
import { signIn } from './screen.ts';
import { next } from './walk.ts';

/** A child of whom the border tells the team; gives the case, which nobody has yet. */
export async function handOverChild(officer: Page): Promise<string> {
  await signIn(officer, 'border.officer@demo.invalid');
  await officer.goto('/app/hand-over');
  await officer.locator('.option', { hasText: 'Lantern Coast' }).click();
  await next(officer);
  const { recentViolence: _notAsked, ...contact } = child.firstContact('Amber Crossing');
  await fillForm(officer, contact);
  await officer.locator('.receipt-code').waitFor();
  const answer = await officer.request.get('/api/handovers');
  const { receipts } = (await answer.json()) as {
    receipts: { recordId: string }[];
  };
  await officer.context().clearCookies();
  return receipts[0]?.recordId ?? '';
}
