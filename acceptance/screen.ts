import axeCore from 'axe-core';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { findChromium } from './find-chromium.ts';

const QUIET = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Of every invented worker of the demo. */
export const DEMO_PASSWORD = 'lantern-reed-amber-27';

export type Look = {
  readonly language: 'en' | 'ar' | 'es' | 'fr';
  readonly width: number;
  readonly height?: number;
  readonly theme?: 'light' | 'dark';
};

export async function openBrowser(): Promise<Browser> {
  return chromium.launch(await quietly());
}

/** A browser that keeps what it stores in a folder of its own, and finds it there when opened again. */
export async function openProfile(
  folder: string,
  address: string,
  look: Look,
): Promise<BrowserContext> {
  return chromium.launchPersistentContext(folder, {
    ...(await quietly()),
    ...contextFor(address, look),
  });
}

async function quietly() {
  const { executablePath, args, env } = await findChromium();
  return { executablePath, args: [...args, ...QUIET], env };
}

const faults = new WeakMap<Page, string[]>();

/** What went wrong inside a window since it was opened: faults of the app, and what its policy refused. */
export function faultsIn(page: Page): readonly string[] {
  return faults.get(page) ?? [];
}

/** A person's own browser window on the app, in their language; nothing is shared with other windows. */
export async function openWindow(browser: Browser, address: string, look: Look): Promise<Page> {
  return openPage(await browser.newContext(contextFor(address, look)), look);
}

/** How a browser of that look comes to the app. */
function contextFor(address: string, { language, width, height = 800 }: Look) {
  return {
    baseURL: address,
    locale: language,
    viewport: { width, height },
    reducedMotion: 'reduce',
  } as const;
}

/** A page in the language and theme of a person; what goes wrong inside it is heard from now on. */
export async function openPage(context: BrowserContext, look: Look): Promise<Page> {
  const { language, theme = 'light' } = look;
  const settings = JSON.stringify({ language, calendar: 'gregory', theme });
  await context.addInitScript((kept) => localStorage.setItem('amparo.settings', kept), settings);
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const heard: string[] = [];
  faults.set(page, heard);
  page.on('pageerror', (fault) => heard.push(fault.message));
  page.on('console', (line) => {
    // What the content policy of the page refused; other lines only repeat a refusal of the server.
    if (line.text().includes('Content Security Policy')) heard.push(line.text());
  });
  return page;
}

/** Signs in as one of the demo's invented workers and waits for their first screen. */
export async function signIn(page: Page, email: string): Promise<void> {
  await page.goto('/app/');
  await page.locator('input[name=email]').fill(email);
  await page.locator('input[type=password]').fill(DEMO_PASSWORD);
  await page.locator('button[type=submit]').click();
  await page.locator('input[type=password]').waitFor({ state: 'detached' });
  await settled(page);
}

/** Waits until nothing on the screen is still loading. */
export async function settled(page: Page): Promise<void> {
  await page.locator('h1').first().waitFor();
  await page.locator('.skeleton').first().waitFor({ state: 'detached' });
}

/** What axe finds wrong with the screen as it stands, by WCAG 2.2 AA and best practice; empty when nothing. */
export async function axeFindings(page: Page): Promise<readonly string[]> {
  // The app's content policy refuses script elements, and rightly so; evaluate is not bound by it.
  await page.evaluate(axeCore.source);
  return page.evaluate(async () => {
    // What lies below the bar of the next step is reached by scrolling; axe would call it covered.
    const bars = [...document.querySelectorAll('.page-action')];
    for (const bar of bars) bar.style.position = 'static';
    const { violations } = await axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    });
    for (const bar of bars) bar.style.position = '';
    return violations.flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id}: ${node.html.slice(0, 160)}`),
    );
  });
}

/** Whether something is wider than the window, so that a person would have to scroll sideways. */
export async function isTooWide(page: Page): Promise<boolean> {
  return page.evaluate(
    () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
  );
}

declare const axe: {
  run: (
    where: Document,
    how: { runOnly: readonly string[] },
  ) => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
};
declare const document: {
  documentElement: { scrollWidth: number; clientWidth: number };
  querySelectorAll: (which: string) => Iterable<{ style: { position: string } }>;
};
type Document = typeof document;
declare const localStorage: { setItem: (key: string, value: string) => void };
