import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { BrowserContext, Page, Request } from 'playwright-core';
import { type Look, openPage, openProfile } from './screen.ts';

const HOUR = 3_600_000;

/** When somebody takes the phone into their hand: its clock, and whether there is a network. */
export type Moment = {
  readonly hoursAgo: number;
  readonly network: boolean;
  readonly look?: Partial<Look>;
};

/** A phone of one worker: a browser with a profile of its own, which is closed and opened again. */
export type FieldBrowser = {
  readonly folder: string;
  /** Opens the app as it was closed; gives its page. */
  readonly open: (moment: Moment) => Promise<Page>;
  readonly page: () => Page;
  readonly network: (isThere: boolean) => Promise<void>;
  /** The ids of all that it sent. */
  readonly given: ReadonlySet<string>;
  readonly close: () => Promise<void>;
  readonly remove: () => Promise<void>;
};

export async function fieldBrowser(address: string): Promise<FieldBrowser> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'amparo-phone-'));
  const given = new Set<string>();
  let running: { readonly context: BrowserContext; readonly page: Page } | undefined;
  const close = async () => {
    await running?.context.close();
    running = undefined;
  };
  const now = () => {
    if (!running) throw new Error('This phone is switched off');
    return running;
  };
  return {
    folder,
    given,
    open: async ({ hoursAgo, network, look = {} }) => {
      await close();
      const seen: Look = { language: 'en', width: 360, height: 740, ...look };
      const context = await openProfile(folder, address, seen);
      await context.setOffline(!network);
      await context.addInitScript(setClock, -hoursAgo * HOUR);
      const [blank] = context.pages();
      const page = await openPage(context, seen);
      await blank?.close();
      page.on('request', (request) => {
        for (const id of idsIn(request)) given.add(id);
      });
      running = { context, page };
      await page.goto('/app/');
      return page;
    },
    page: () => now().page,
    network: (isThere) => now().context.setOffline(!isThere),
    close,
    remove: async () => {
      await close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function idsIn(request: Request): readonly string[] {
  if (!request.url().endsWith('/api/sync/push')) return [];
  const { items } = request.postDataJSON() as { items: { body: string }[] };
  return items.map(({ body }) => (JSON.parse(body) as { entryId: string }).entryId);
}

/** Sets the clock of a page, which runs on from there. */
function setClock(offset: number): void {
  const RealDate = Date;
  const now = (): number => RealDate.now() + offset;
  globalThis.Date = new Proxy(RealDate, {
    construct: (target, given: unknown[], made) =>
      Reflect.construct(target, given.length > 0 ? given : [now()], made),
    apply: () => new RealDate(now()).toString(),
    get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
  });
}
