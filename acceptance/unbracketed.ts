import type { Page } from 'playwright-core';

/** Names, codes, places and what a person wrote: data, which no translation touches. */
const DATA =
  '.brand, bdi, time, span[lang], .code, .as-typed, .note, blockquote, input, textarea, script, style, noscript';

/**
 * What stands on a screen in the language that nobody speaks, and is in no brackets: words that were
 * written into the code. `data` are further places where this screen shows what a person wrote.
 */
export async function unbracketed(page: Page, data: readonly string[] = []): Promise<string[]> {
  const shown = await page.evaluate(textsOnScreen, [DATA, ...data].join(', '));
  // React Aria brings its own word, in its own translations, for the button that closes a dialog.
  return shown.filter((text) => text !== 'Dismiss' && /\p{L}/u.test(withoutDates(outside(text))));
}

/** Buttons, links, labels and headings whose words do not fit into them. */
export async function clipped(page: Page): Promise<string[]> {
  return page.evaluate(clippedOnScreen);
}

/** What is left of a text when everything in brackets is taken out, brackets in brackets too. */
export function outside(text: string): string {
  let depth = 0;
  let left = '';
  for (const sign of text) {
    if (sign === '[') depth += 1;
    else if (sign === ']' && depth > 0) depth -= 1;
    else if (depth === 0) left += sign;
  }
  return depth === 0 ? left : text;
}

// Dates and lists are written by the language's own rules, not by messages.
function withoutDates(text: string): string {
  return text.replaceAll(/\d{1,2} \p{L}+ \d{4}/gu, '').replaceAll(/(^|\s|,)(and|at)(?=\s|$)/g, '');
}

function textsOnScreen(data: string): string[] {
  const texts: string[] = [];
  const walker = document.createTreeWalker(document.body, 4);
  for (let node = walker.nextNode(); node; node = walker.nextNode())
    if (node.parentElement?.closest(data) === null) texts.push(node.textContent ?? '');
  for (const element of document.querySelectorAll('[aria-label], [title], [placeholder]'))
    if (element.closest(data) === null)
      for (const name of ['aria-label', 'title', 'placeholder'])
        texts.push(element.getAttribute(name) ?? '');
  return texts;
}

function clippedOnScreen(): string[] {
  const found: string[] = [];
  for (const element of document.querySelectorAll(
    '.button, .link, .option, .mark, .field-label, .notice, .strip, summary, h1, h2, h3',
  )) {
    const isCut = element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0;
    const { left, right } = element.getBoundingClientRect();
    const isBeside = element.closest('.app-nav, .table-scroll') === null;
    if (isBeside && (isCut || left < -1 || right > document.documentElement.clientWidth + 1))
      found.push(`${element.className}: ${element.textContent}`);
  }
  return found;
}

type Shown = {
  readonly textContent: string | null;
  readonly className: string;
  readonly scrollWidth: number;
  readonly clientWidth: number;
  readonly parentElement: Shown | null;
  closest: (selector: string) => Shown | null;
  getAttribute: (name: string) => string | null;
  getBoundingClientRect: () => { readonly left: number; readonly right: number };
};
declare const document: {
  readonly body: Shown;
  readonly documentElement: Shown;
  createTreeWalker: (root: Shown, show: number) => { nextNode: () => Shown | null };
  querySelectorAll: (selector: string) => Iterable<Shown>;
};
