import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

/** The files below a folder that hold one of the texts, as UTF-8 or as UTF-16 of either order. */
export async function filesThatHold(
  folder: string,
  texts: readonly string[],
): Promise<readonly string[]> {
  const wanted = texts.flatMap((text) => {
    const utf16 = Buffer.from(text, 'utf16le');
    return [Buffer.from(text, 'utf8'), utf16, Buffer.from(utf16).swap16()];
  });
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const found: string[] = [];
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const file = path.join(entry.parentPath, entry.name);
    const content = await readFile(file);
    if (wanted.some((bytes) => content.includes(bytes))) found.push(path.relative(folder, file));
  }
  return found;
}
