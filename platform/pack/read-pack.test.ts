import { expect, test } from 'vitest';
import { z } from 'zod';
import { accept, refuse } from '#kernel/result.ts';
import { PCode } from '#kernel/place.ts';
import { packPart } from './pack.ts';
import { faultAt } from './pack-fault.ts';
import { faultLines, readFiles, shownFaults, SMALL_PACK } from './temporary-pack.ts';

const CORE = {
  'core/pack.yaml': 'id: core\nversion: 2.0.0\nlanguages: [en, ar]\n',
  'core/lists/mood.yaml': 'id: mood\ncodes:\n  - code: glad\n  - code: lost\n',
};
const EXTENDING = {
  ...SMALL_PACK,
  ...CORE,
  'demo/pack.yaml': 'id: demo\nversion: 1.0.0\nlanguages: [en]\nextends: core\nevaluation: true\n',
};

function read(files: Readonly<Record<string, string>>) {
  const result = readFiles(files, { parts: {}, contracts: {} });
  if (!result.ok) throw new Error(JSON.stringify(result.refusal.faults));
  return result.value;
}

test('a sound pack is read whole', () => {
  const pack = read(SMALL_PACK);
  expect(pack).toMatchObject({ id: 'demo', version: '1.0.0', languages: ['en', 'ar'] });
  expect([...pack.forms.keys()]).toEqual(['visit']);
  expect([...pack.lists.keys()]).toEqual(['mood']);
  expect(pack.places.get(PCode.parse('XA01'))?.names['en']).toBe('North');
  expect(pack.clocks.get('first-visit')?.hours).toEqual({ high: 24 });
  expect(pack.messages.get('ar')?.['list.mood.sad']).toBe('حزين');
  expect(pack.evaluation).toBe(false);
});

test('a language that no speaker has read is known as such, and its note is no message', () => {
  const pack = read(SMALL_PACK);
  expect([...pack.unreviewedLanguages]).toEqual(['ar']);
  expect(pack.messages.get('ar')).not.toHaveProperty('_meta');
});

test('a pack adds to the pack it extends, and replaces by id', () => {
  const files = {
    ...EXTENDING,
    'demo/lists/mood.yaml':
      'id: mood\ncodes:\n  - code: glad\n  - code: sad\n  - { code: lost, retired: true }\n',
    'core/messages/en.json': JSON.stringify({
      'list.mood.glad': 'Happy',
      'list.mood.lost': 'Lost',
    }),
  };
  const pack = read(files);
  expect(pack.evaluation).toBe(true);
  expect(pack.lists.get('mood')?.codes.map((code) => code.code)).toEqual(['glad', 'sad', 'lost']);
  expect(pack.messages.get('en')?.['list.mood.glad']).toBe('Glad');
  expect(pack.messages.get('en')?.['list.mood.lost']).toBe('Lost');
});

test('a code may be retired but never removed, because old entries use it', () => {
  expect(shownFaults(EXTENDING)).toContain(
    'demo lists/mood.yaml:3 codes: lost is missing. Old entries use it: keep it, with "retired: true". (pack.list.code-removed)',
  );
});

test('a form is replaced under a higher version, and the older one can still be read', () => {
  const newer = (SMALL_PACK['demo/forms/visit.yaml'] ?? '').replace('version: 1', 'version: 2');
  const pack = read({ ...SMALL_PACK, 'demo/forms/visit-2.yaml': newer });
  expect(pack.forms.get('visit')?.version).toBe(2);
  expect(pack.formOf('visit', 1)?.version).toBe(1);
  expect(pack.formOf('visit', 3)).toBeUndefined();
});

test('two forms under one version are refused', () => {
  const files = {
    ...SMALL_PACK,
    'demo/forms/visit-again.yaml': SMALL_PACK['demo/forms/visit.yaml'] ?? '',
  };
  expect(faultLines(files)).toEqual(['pack.form.version forms/visit.yaml version']);
});

test('a pack that extends one that is missing, or itself, is refused', () => {
  const extending = (id: string) => ({
    ...SMALL_PACK,
    'demo/pack.yaml': `id: demo\nversion: 1.0.0\nlanguages: [en]\nextends: ${id}\n`,
  });
  expect(faultLines(extending('nowhere'))).toEqual(['pack.file.missing pack.yaml']);
  expect(faultLines(extending('demo'))).toEqual(['pack.extends.cycle pack.yaml extends']);
  expect(
    faultLines({
      ...extending('core'),
      'core/pack.yaml': 'id: core\nversion: 1.0.0\nlanguages: [en]\nextends: demo\n',
    }),
  ).toEqual(['pack.extends.cycle pack.yaml extends']);
});

test('a pack lies in a folder of its own name', () => {
  const files = {
    ...SMALL_PACK,
    'demo/pack.yaml': 'id: other\nversion: 1.0.0\nlanguages: [en, ar]\n',
  };
  expect(faultLines(files)).toEqual(['pack.document.shape pack.yaml id']);
});

test('a file that nothing reads is refused, so that a misspelt folder is seen', () => {
  const files = { ...SMALL_PACK, 'demo/form/plan.yaml': 'id: plan\n' };
  expect(faultLines(files)).toEqual(['pack.file.unknown form/plan.yaml']);
  expect(faultLines(files, { owned: ['form'] })).toEqual([]);
});

const songs = packPart({
  name: 'songs',
  folder: 'songs',
  document: z.strictObject({ id: z.string(), verses: z.number().int() }),
  build: (documents, pack) => {
    const long = documents.find(({ value }) => value.verses > 9);
    if (long) {
      const fault = faultAt(long.source, ['verses'], 'pack.part', 'Nobody sings so long.');
      return refuse({ code: 'songs.too-long', faults: [fault] });
    }
    return accept({ country: pack.id, ids: documents.map(({ value }) => value.id) });
  },
});

test('a part gets the documents of all packs, the extended first, and is found under its name', () => {
  const files = {
    ...SMALL_PACK,
    'core/pack.yaml': CORE['core/pack.yaml'],
    'core/songs/z.yaml': 'id: old\nverses: 2\n',
    'demo/pack.yaml': EXTENDING['demo/pack.yaml'],
    'demo/songs/a.yaml': 'id: new\nverses: 3\n',
  };
  const result = readFiles(files, { parts: { songs }, contracts: {} });
  expect(result).toMatchObject({
    ok: true,
    value: { parts: { songs: { country: 'demo', ids: ['old', 'new'] } } },
  });
});

test('what is wrong in a part is reported with its file and line', () => {
  const parts = { songs };
  expect(
    shownFaults({ ...SMALL_PACK, 'demo/songs/a.yaml': 'id: a\nverses: 10\n' }, { parts }),
  ).toEqual(['demo songs/a.yaml:2 verses: Nobody sings so long. (pack.part)']);
  expect(
    faultLines({ ...SMALL_PACK, 'demo/songs/a.yaml': 'id: a\nverses: many\n' }, { parts }),
  ).toEqual(['pack.document.shape songs/a.yaml verses']);
});

test('all faults are reported at once', () => {
  const files = {
    ...SMALL_PACK,
    'demo/lists/mood.yaml': 'id: Mood\ncodes: []\n',
    'demo/clocks.yaml': 'id: [first',
  };
  expect(new Set(faultLines(files))).toEqual(
    new Set([
      'pack.document.syntax clocks.yaml',
      'pack.document.shape lists/mood.yaml id',
      'pack.document.shape lists/mood.yaml codes',
    ]),
  );
});
