import type { Page } from 'playwright-core';
import { settled } from './screen.ts';

/** A field device in a browser, as a person sets it up and unlocks it, and what lies behind its screens. */
const PIN = '739204';
const DEMO_PASSWORD = 'lantern-reed-amber-27';

/** Begins where the app asks who is there. */
export async function setUpField(page: Page, email: string): Promise<void> {
  await page.locator('input[name=email]').fill(email);
  await page.locator('input[type=password]').fill(DEMO_PASSWORD);
  await page.locator('button[type=submit]').click();
  await page.locator('input[type=password]').waitFor({ state: 'detached' });
  await settled(page);
  await page.goto(new URL('/app/field', page.url()).href);
  await page.getByRole('button', { name: 'Choose a PIN' }).click();
  await page.getByLabel('What do you call this phone?').fill('Invented phone');
  await page.getByLabel('Your sign-in name').fill(email);
  await page.getByLabel('PIN', { exact: true }).fill(PIN);
  await page.getByLabel('The same PIN once more').fill(PIN);
  await page.getByRole('button', { name: 'Set up this phone' }).click();
  await page.getByText('This phone is ready to go.').waitFor();
  await settled(page);
}

export async function unlockField(page: Page): Promise<void> {
  await page.getByLabel('PIN', { exact: true }).fill(PIN);
  await page.getByLabel('PIN', { exact: true }).press('Enter');
  await page.locator('.status-line').waitFor();
}

export type Command = {
  readonly entryId: string;
  readonly recordId: string;
  readonly operation: string;
  readonly input: Readonly<Record<string, unknown>>;
};

/**
 * Reaches the app's own field device, which no name leads to: it lies in what React gives its screens.
 * Once for each time that the page is loaded.
 */
export async function reachDevice(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const place = document.querySelector('#app');
    const fibers = Object.entries(place)
      .filter(([name]) => name.startsWith('__reactContainer$'))
      .map(([, container]) => container.stateNode.current);
    for (const fiber of fibers) {
      const { side } = fiber.memoizedProps?.value ?? {};
      const device = typeof side === 'function' ? side()?.device : undefined;
      if (device?.opened()) return Reflect.set(globalThis, 'fieldDevice', device);
      // What is added here is come to in this same loop.
      fibers.push(...[fiber.child, fiber.sibling].filter((next) => next !== null));
    }
    return false;
  });
}

/** Gives commands to the outbox, all at once, and waits for none; `told` of the window hears of each. */
export async function giveAll(page: Page, commands: readonly Command[]): Promise<void> {
  await page.evaluate((given) => {
    const open = fieldDevice.opened();
    for (const command of given) {
      void open.give(command).then(
        ({ is }) => told(command.entryId, is),
        (fault) => told(command.entryId, String(fault)),
      );
    }
    void open.syncNow();
  }, commands);
}

/** What waits, what a person must look at, what is still to come, and the last failure. */
export async function standOf(page: Page) {
  return page.evaluate(async () => {
    const open = fieldDevice.opened();
    await open.syncNow();
    const { waiting, attention, incomplete, failure } = open.sync.snapshot();
    return { waiting, attention, incomplete, failure: failure?.code ?? null };
  });
}

/** The ids of all entries that the device holds, and what became of each item of its outbox. */
export async function heldBy(page: Page) {
  return page.evaluate(async () => {
    const { store } = fieldDevice.opened();
    const entries: string[] = [];
    for (const { recordId } of await store.records())
      for (const { id } of await store.entries(recordId)) entries.push(id);
    const outbox = (await store.outbox()).map(({ entryId, number, state, outcome }) => ({
      entryId,
      number,
      became: outcome?.first?.outcome ?? outcome?.outcome ?? state,
      /** Its first answer was lost on its way, or told to nobody, since the device was locked. */
      wasSentTwice: outcome?.outcome === 'duplicate',
    }));
    return { entries, outbox };
  });
}

type Fiber = {
  readonly memoizedProps: {
    readonly value?: { readonly side?: () => { readonly device?: Device } | undefined };
  } | null;
  readonly child: Fiber | null;
  readonly sibling: Fiber | null;
};
type Outcome = { readonly outcome: string; readonly first?: { readonly outcome: string } };
type Open = {
  readonly give: (command: Command) => Promise<{ readonly is: string }>;
  readonly syncNow: () => Promise<void>;
  readonly sync: {
    readonly snapshot: () => {
      readonly waiting: number;
      readonly attention: number;
      readonly incomplete: number;
      readonly failure: { readonly code: string } | null;
    };
  };
  readonly store: {
    readonly records: () => Promise<readonly { readonly recordId: string }[]>;
    readonly entries: (recordId: string) => Promise<readonly { readonly id: string }[]>;
    readonly outbox: () => Promise<
      readonly {
        readonly entryId: string;
        readonly number: number;
        readonly state: string;
        readonly outcome: Outcome | null;
      }[]
    >;
  };
};
type Device = { readonly opened: () => Open };
declare const fieldDevice: Device;
declare const told: (entryId: string, became: string) => Promise<void>;
declare const document: {
  querySelector: (
    which: string,
  ) => Readonly<Record<string, { readonly stateNode: { readonly current: Fiber } }>>;
};
