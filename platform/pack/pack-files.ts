import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { accept, refuse, type Result } from '#kernel/result.ts';
import { type PackFault, type PackFaultCode, faultAt } from './pack-fault.ts';

export const LIMITS = {
  /** Bytes of one file. A list of all places of a large country takes about 2 MB. */
  fileBytes: 4 * 1024 * 1024,
  /** Bytes of one pack. */
  packBytes: 64 * 1024 * 1024,
  files: 4000,
  depth: 6,
};

export type PackFile = { readonly file: string; readonly absolute: string };

type Unlisted = { readonly code: 'pack.unlisted'; readonly faults: readonly PackFault[] };

/** The YAML and JSON files of a pack, in the order of their paths, sizes checked before any is read. */
export function listPackFiles(pack: string, folder: string): Result<readonly PackFile[], Unlisted> {
  const faults: PackFault[] = [];
  const files: PackFile[] = [];
  let bytes = 0;
  const fault = (file: string, code: PackFaultCode, reason: string): void => {
    faults.push(faultAt({ pack, file, lineOf: () => undefined }, [], code, reason));
  };

  const visit = (relative: string, depth: number): void => {
    const absolute = path.join(folder, relative);
    const stat = lstatSync(absolute, { throwIfNoEntry: false });
    if (!stat) return fault(relative, 'pack.file.missing', 'There is no such folder or file.');
    if (stat.isSymbolicLink()) {
      return fault(relative, 'pack.file.link', 'Links are not followed; put the file itself here.');
    }
    if (stat.isDirectory()) {
      if (depth > LIMITS.depth) return fault(relative, 'pack.file.too-many', 'Too many folders.');
      for (const name of readdirSync(absolute).sort()) {
        if (!name.startsWith('.')) visit(path.join(relative, name), depth + 1);
      }
      return;
    }
    if (!stat.isFile() || !/\.(ya?ml|json)$/.test(relative)) return;
    if (stat.size > LIMITS.fileBytes) {
      return fault(relative, 'pack.file.too-large', `Over ${megabytes(LIMITS.fileBytes)} MB.`);
    }
    bytes += stat.size;
    files.push({ file: relative.split(path.sep).join('/'), absolute });
  };

  visit('', 0);
  if (files.length > LIMITS.files) fault('', 'pack.file.too-many', 'Too many files.');
  if (bytes > LIMITS.packBytes) {
    fault('', 'pack.file.too-large', `The pack is over ${megabytes(LIMITS.packBytes)} MB.`);
  }
  return faults.length > 0 ? refuse({ code: 'pack.unlisted', faults }) : accept(files);
}

/** Undefined when the file is not UTF-8 text or cannot be read. */
export function readText(file: PackFile): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file.absolute));
  } catch {
    return undefined;
  }
}

function megabytes(bytes: number): string {
  return String(bytes / (1024 * 1024));
}
