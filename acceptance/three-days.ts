import type { Page } from 'playwright-core';
import type { Filling } from './fill-form.ts';
import * as child from './first-child.ts';

/** Hours before the network is back: three days, shorter than a lease. */
export const [DAY_ONE, DAY_TWO, DAY_THREE] = [66, 40, 0.5] as const;

export const SELA = 'social.worker@demo.invalid';
export const LUZ = 'social.worker.second@demo.invalid';
export const NOA = 'new.social.worker@demo.invalid';
export const CART = 'The man with the yellow cart waits outside.';
export const SAIL = 'The boat with the blue sail leaves on Friday.';
const PIER = 'A man in a grey boat asks for her at the pier.';
/** What both wrote differently, and whose word is to hold: of Sela, the first, or of Luz. */
export const DECISIONS = {
  birth: '0',
  accompaniment: '0',
  level: '1',
  why: '1',
  safetyPlanAgreed: '1',
};
/** Names of children and words of their cases, none of which any file may hold. */
export const TYPED: readonly string[] = [
  'Zorabel',
  'Quillmere',
  'Teodora',
  'Tidewater',
  'Wendolin',
  'Sandpiper',
  'yellow cart',
  'blue sail',
  'grey boat',
  'owe her for the bus',
  'She sleeps well',
];

export const asLuzRegisters: Filling = {
  ...child.registration,
  birth: { age: '15', basis: 'child' },
  accompaniment: { choose: 'separated' },
};

export const asLuzSeesTheRisk: Filling = {
  ...child.risk('immediate'),
  safetyPlanAgreed: { choose: 'no' },
  why: { write: PIER },
};

/** The questions of a case on which two values stand beside each other. */
export const questionsOf = (page: Page) =>
  page.locator('[data-two-values]').evaluateAll((all) => all.map((one) => one.dataset.twoValues));

/** The value that counts meanwhile, with its author. */
export const countsFor = (page: Page, question: string) =>
  page.locator(`[data-two-values=${question}] [data-counts=true]`).innerText();
