import { existsSync } from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { expect, test } from 'vitest';
import { type ChromiumProgram, findChromium, INSTALL_LINE } from './find-chromium.ts';

const packageFolder = path.resolve(import.meta.dirname, '../node_modules/@sparticuz/chromium');
const nowhere = { env: {}, systemPaths: ['/nonexistent/chromium'], packageFolder: '/nonexistent' };

async function titleSeenBy(program: ChromiumProgram): Promise<string> {
  const browser = await chromium.launch(program);
  try {
    const page = await browser.newPage();
    await page.goto('data:text/html,<title>Seen</title>');
    return await page.title();
  } finally {
    await browser.close();
  }
}

test('the Chromium found on this machine opens a page', async () => {
  expect(await titleSeenBy(await findChromium())).toBe('Seen');
});

test.skipIf(process.arch !== 'x64')(
  'where none is installed, the one shipped in a package opens a page',
  async () => {
    const program = await findChromium({ ...nowhere, packageFolder, env: process.env });
    expect(program.origin).toBe('package');
    expect(existsSync(program.executablePath)).toBe(true);
    expect(await titleSeenBy(program)).toBe('Seen');
  },
);

test('AMPARO_CHROMIUM goes before all others', async () => {
  const program = await findChromium({
    ...nowhere,
    systemPaths: ['/bin/sh'],
    env: { AMPARO_CHROMIUM: process.execPath },
  });
  expect(program).toMatchObject({ executablePath: process.execPath, origin: 'environment' });
});

test('a wrong AMPARO_CHROMIUM is an error, not another browser', async () => {
  const places = { ...nowhere, systemPaths: ['/bin/sh'], env: { AMPARO_CHROMIUM: '/nonexistent' } };
  await expect(findChromium(places)).rejects.toThrow('AMPARO_CHROMIUM names no program');
});

test('without any Chromium the journeys fail with the line that installs one', async () => {
  await expect(findChromium(nowhere)).rejects.toThrow(INSTALL_LINE);
  expect(INSTALL_LINE).toContain('apt-get install chromium');
});
