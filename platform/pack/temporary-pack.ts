import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readPack, type ReadPackOptions } from './read-pack.ts';
import type { AnyPart } from './pack.ts';
import { type PackFault, showFault } from './pack-fault.ts';

/** Files by path: `demo/pack.yaml`. For tests of what reads packs. */
export type PackFiles = Readonly<Record<string, string>>;

export const SMALL_PACK: PackFiles = {
  'demo/pack.yaml': 'id: demo\nversion: 1.0.0\nlanguages: [en, ar]\n',
  'demo/forms/visit.yaml': [
    'id: visit',
    'version: 1',
    'section: visits',
    'class: care',
    'steps:',
    '  - id: meeting',
    '    fields:',
    '      - { id: mood, kind: choice, list: mood, required: true }',
    '      - { id: words, kind: exact-words, maxLength: 200, showWhen: { field: mood, in: [sad] } }',
  ].join('\n'),
  'demo/lists/mood.yaml': 'id: mood\ncodes:\n  - code: glad\n  - code: sad\n',
  'demo/places/all.yaml': [
    '- { pcode: XA, parent: null, level: 0, names: { en: Amparia, ar: أمباريا } }',
    '- { pcode: XA01, parent: XA, level: 1, names: { en: North } }',
  ].join('\n'),
  'demo/clocks.yaml':
    '- { id: first-visit, starts: cases.opened, stops: [cases.visited], hours: { high: 24 }, source: invented, confirmed: false }\n',
  'demo/messages/en.json': JSON.stringify({
    _meta: { reviewed: true },
    'form.visit.title': 'Visit',
    'form.visit.step.meeting': 'Meeting',
    'form.visit.field.mood': 'How is the child?',
    'form.visit.field.words': 'In the child’s words',
    'list.mood.glad': 'Glad',
    'list.mood.sad': 'Sad',
    'clock.first-visit': 'First visit',
  }),
  'demo/messages/ar.json': JSON.stringify({
    _meta: { reviewed: false },
    'form.visit.title': 'زيارة',
    'form.visit.step.meeting': 'لقاء',
    'form.visit.field.mood': 'كيف حال الطفل؟',
    'form.visit.field.words': 'بكلمات الطفل',
    'list.mood.glad': 'مسرور',
    'list.mood.sad': 'حزين',
    'clock.first-visit': 'الزيارة الأولى',
  }),
};

/** Writes the files into a folder of their own, lets `use` read them, and removes them. */
export function withPackFiles<Value>(files: PackFiles, use: (folder: string) => Value): Value {
  const folder = writeFiles(files);
  try {
    return use(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export async function withPackFilesAsync<Value>(
  files: PackFiles,
  use: (folder: string) => Promise<Value>,
): Promise<Value> {
  const folder = writeFiles(files);
  try {
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function writeFiles(files: PackFiles): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'amparo-pack-'));
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), text);
  }
  return folder;
}

export function readFiles<const Parts extends Readonly<Record<string, AnyPart>>>(
  files: PackFiles,
  options: ReadPackOptions<Parts>,
) {
  return withPackFiles(files, (folder) => readPack(path.join(folder, 'demo'), options));
}

/** The faults of a pack that must be refused. */
export function faultsOf(
  files: PackFiles,
  options: Partial<ReadPackOptions<Readonly<Record<string, AnyPart>>>> = {},
): readonly PackFault[] {
  const result = readFiles(files, { parts: {}, contracts: {}, ...options });
  return result.ok ? [] : result.refusal.faults;
}

/** `code file path`, one a fault: what most tests compare. */
export function faultLines(...[files, options]: Parameters<typeof faultsOf>): readonly string[] {
  return faultsOf(files, options).map(({ code, file, path: at }) => `${code} ${file} ${at}`.trim());
}

export function shownFaults(...[files, options]: Parameters<typeof faultsOf>): readonly string[] {
  return faultsOf(files, options).map(showFault);
}
