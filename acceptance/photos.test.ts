import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { setUp, unlock, writeContact } from './field-steps.ts';
import { type RunningServer, startServer } from './running-server.ts';
import { axeFindings, faultsIn, isTooWide, openBrowser, openWindow, signIn } from './screen.ts';

const SELA = 'social.worker@demo.invalid';
const PAZ = 'supervisor@demo.invalid';
const NOTE = 'She drew the house with two doors.';
const PLACE = 'GPSLatitude Invented-Village';

let server: RunningServer;
let browser: Browser;
beforeAll(async () => {
  [server, browser] = await Promise.all([startServer(), openBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

/** An invented picture of several parts, with a place written beside it as a camera does. */
async function aPhoto(page: Page): Promise<Buffer> {
  const drawn = await page.evaluate(() => {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [2400, 1600];
    const pen = canvas.getContext('2d');
    // Noise, so that the picture stays large when it is drawn anew.
    for (let at = 0; at < 60_000; at += 1) {
      pen.fillStyle = `hsl(${at % 360} 60% 50%)`;
      pen.fillRect(Math.random() * 2400, Math.random() * 1600, 7, 7);
    }
    return canvas.toDataURL('image/jpeg', 0.9).split(',')[1] ?? '';
  });
  const jpeg = Buffer.from(drawn, 'base64');
  const exif = Buffer.from(`Exif\0\0${PLACE}`);
  const head = Buffer.from([0xff, 0xe1, 0, exif.length + 2]);
  return Buffer.concat([jpeg.subarray(0, 2), head, exif, jpeg.subarray(2)]);
}

/** A first contact in haste; gives the address of the case. */
async function openACase(page: Page): Promise<string> {
  // As one page, and then on as on a phone.
  await page.setViewportSize({ width: 1280, height: 800 });
  await writeContact(page);
  await page.waitForURL(/\/cases\/[0-9a-f-]{36}$/);
  await page.setViewportSize({ width: 360, height: 800 });
  return page.url();
}

async function addPhoto(page: Page, photo: Buffer): Promise<void> {
  await page.getByRole('link', { name: 'Add a photo or paper' }).click();
  const file = { name: 'IMG_0001.jpg', mimeType: 'image/jpeg', buffer: photo };
  await page.locator('input[type=file]:not([capture])').setInputFiles(file);
  await page.locator('img.attachment-picture').waitFor();
  await page.getByText('Drawing', { exact: true }).click();
  await page.getByLabel('Note').fill(NOTE);
  expect([await axeFindings(page), await isTooWide(page)]).toEqual([[], false]);
  await page.getByRole('button', { name: 'Add to the case' }).click();
  await page.waitForURL(/\/cases\/[0-9a-f-]{36}$/);
}

/** What the server gives of the only file of a case, once it has arrived. */
async function fetched(page: Page, ofCase: string): Promise<Buffer> {
  const list = `${new URL(ofCase).pathname.replace('/app', '')}/attachments`;
  const ask = async (path: string) =>
    JSON.parse(await page.evaluate(async (url) => (await fetch(url)).text(), `/api${path}`));
  const first = async () => (await ask(list)).attachments[0];
  await expect.poll(async () => (await first())?.isHere, { timeout: 20_000 }).toBe(true);
  const blob = `/blobs/${(await first()).blobId}`;
  const parts: Buffer[] = [];
  for (const index of (await ask(blob)).here)
    parts.push(Buffer.from((await ask(`${blob}/chunks/${index}`)).data, 'base64'));
  await page.getByText(/parts sent/).waitFor({ state: 'detached' });
  return Buffer.concat(parts);
}

const isLoaded = (page: Page) =>
  page
    .locator('img.attachment-picture')
    .evaluate((image: Image) => image.decode().then(() => true));

describe('photos and papers of a case', () => {
  test('[CA-28] a photo loses place and time, arrives whole, and is opened by who may read it', async () => {
    const page = await openWindow(browser, server.address, { language: 'en', width: 360 });
    await page.goto('/app/');
    const photo = await aPhoto(page);
    expect(photo.includes(PLACE)).toBe(true);
    await signIn(page, SELA);
    const ofCase = await openACase(page);
    await addPhoto(page, photo);
    await page.getByText(NOTE).first().waitFor();
    const arrived = await fetched(page, ofCase);
    expect(arrived.subarray(0, 3)).toEqual(Buffer.from([0xff, 0xd8, 0xff]));
    expect(arrived.length).toBeGreaterThan(262_144);
    expect([arrived.includes(PLACE), arrived.includes('Exif')]).toEqual([false, false]);

    const paz = await openWindow(browser, server.address, { language: 'en', width: 1280 });
    await paz.goto('/app/');
    await signIn(paz, PAZ);
    await paz.goto(ofCase);
    await paz.getByRole('link', { name: /^Open: .*Drawing/ }).click();
    await paz.locator('img.attachment-picture').waitFor();
    expect(await isLoaded(paz)).toBe(true);
    expect([await axeFindings(paz), await isTooWide(paz)]).toEqual([[], false]);
    // The browser keeps the app, and nothing of the file.
    const kept = await paz.evaluate(async () => {
      const names = await caches.keys();
      const all = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
      return all.flat().map(({ url }) => url);
    });
    expect(kept.filter((url) => url.includes('/api/'))).toEqual([]);
    expect([faultsIn(page), faultsIn(paz)]).toEqual([[], []]);
    await paz.context().close();
    await page.context().close();
  });

  test('[CA-28] without a network a photo waits sealed, and goes by itself when there is one', async () => {
    const page = await openWindow(browser, server.address, { language: 'en', width: 360 });
    await page.goto('/app/');
    const photo = await aPhoto(page);
    await signIn(page, SELA);
    await setUp(page, SELA);
    await page.goto('/app/');
    await unlock(page);
    // What is not kept in the browser yet is loaded while there is a network.
    const ofCase = await openACase(page);
    await page.getByRole('link', { name: 'Add a photo or paper' }).click();
    await page.locator('input[type=file]').first().waitFor({ state: 'attached' });
    await page.goBack();
    await page.context().setOffline(true);
    await addPhoto(page, photo);
    await page.getByText(/^0 of \d parts sent/).waitFor();
    await page.getByRole('link', { name: /^Open: .*Drawing/ }).click();
    await page.locator('img.attachment-picture').waitFor();
    expect(await isLoaded(page)).toBe(true);

    // The phone is put away and taken out again: the photo is still there, and still has no network.
    await page.goto(ofCase);
    await unlock(page);
    await page.getByText(/^0 of \d parts sent/).waitFor();
    await page.context().setOffline(false);
    await page.getByText(NOTE).first().waitFor();
    const arrived = await fetched(page, ofCase);
    expect([arrived.includes(PLACE), arrived.length > 262_144]).toEqual([false, true]);
    expect(faultsIn(page)).toEqual([]);
    await page.context().close();
  });
});

type Image = { readonly decode: () => Promise<unknown> };
type Pen = {
  fillStyle: string;
  readonly fillRect: (x: number, y: number, width: number, height: number) => void;
};
type Canvas = {
  width: number;
  height: number;
  readonly getContext: (kind: '2d') => Pen;
  readonly toDataURL: (type: string, quality: number) => string;
};
declare const document: { createElement: (name: 'canvas') => Canvas };
declare const caches: {
  keys: () => Promise<readonly string[]>;
  open: (name: string) => Promise<{ keys: () => Promise<readonly { readonly url: string }[]> }>;
};
