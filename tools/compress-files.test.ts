import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { compressFiles } from './compress-files.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'compress-'));
const script = 'const calm = true;\n'.repeat(200);

beforeAll(() => {
  mkdirSync(path.join(folder, 'assets'));
  writeFileSync(path.join(folder, 'assets/app.js'), script);
  writeFileSync(path.join(folder, 'assets/small.js'), 'const calm = true;');
  writeFileSync(path.join(folder, 'assets/font.woff2'), script);
  compressFiles(folder);
});
afterAll(() => rmSync(folder, { recursive: true }));

it('puts both forms beside a text file, with the same content', () => {
  const read = (ending: string) => readFileSync(path.join(folder, `assets/app.js.${ending}`));
  expect(brotliDecompressSync(read('br')).toString()).toBe(script);
  expect(gunzipSync(read('gz')).toString()).toBe(script);
  expect(read('br').length).toBeLessThan(script.length / 10);
});

it.each(['small.js', 'font.woff2'])('leaves %s alone', (name) => {
  expect(existsSync(path.join(folder, `assets/${name}.br`))).toBe(false);
});
