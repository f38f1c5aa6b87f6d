import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { filesThatHold } from './files-that-hold.ts';

test('a name is found in every file that holds it, in either kind of Unicode', async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'amparo-search-'));
  await mkdir(path.join(folder, 'deep'));
  await writeFile(path.join(folder, 'utf8'), Buffer.from('\u0000\u0001Zorabel\u0000'));
  await writeFile(path.join(folder, 'deep', 'utf16'), Buffer.from('x زوريل', 'utf16le'));
  await writeFile(path.join(folder, 'deep', 'swapped'), Buffer.from('Zorabel', 'utf16le').swap16());
  await writeFile(path.join(folder, 'none'), 'Zora bel');
  const found = await filesThatHold(folder, ['Zorabel', 'زوريل']);
  expect(found.toSorted()).toEqual(['deep/swapped', 'deep/utf16', 'utf8']);
  await rm(folder, { recursive: true });
});
