import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { findChromium } from '../acceptance/find-chromium.ts';

/**
 * Draws the pictures that phones want from `icon.svg`, which stays the only drawing. Run by hand when
 * the drawing changes: `node_modules/.bin/node tools/draw-icons.ts`.
 */
const folder = path.resolve(import.meta.dirname, '../apps/web/public');
const drawing = readFileSync(path.join(folder, 'icon.svg'), 'utf8');
// A phone cuts a maskable picture to its own shape: the ground fills it, the sign keeps to the middle.
const GROUND = '#0b5157';
const PICTURES = [
  { file: 'icon-192.png', pixels: 192, share: 1, ground: 'transparent' },
  { file: 'icon-512.png', pixels: 512, share: 1, ground: 'transparent' },
  { file: 'icon-maskable-512.png', pixels: 512, share: 0.7, ground: GROUND },
];

const { executablePath, args, env } = await findChromium();
const browser = await chromium.launch({ executablePath, args, env });
for (const { file, pixels, share, ground } of PICTURES) {
  const page = await browser.newPage({ viewport: { width: pixels, height: pixels } });
  await page.setContent(
    `<style>body{margin:0;background:${ground};display:grid;place-items:center;height:100vh}
     svg{width:${String(share * 100)}vw;height:${String(share * 100)}vh}</style>${drawing}`,
  );
  writeFileSync(path.join(folder, file), await page.screenshot({ omitBackground: true }));
}
await browser.close();
