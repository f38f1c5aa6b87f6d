import { createIntl } from 'react-intl';
import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '#platform/design/reader/languages.ts';

type MessageFile = Readonly<Record<string, unknown>>;

const FILES = import.meta.glob<MessageFile>(
  [
    '../../platform/design/messages.*.json',
    '../../capabilities/*/ui/messages.*.json',
    './messages.*.json',
    './gallery/gallery-words.*.json',
    './tour/tour-words.*.json',
    './field/field-words.*.json',
  ],
  { import: 'default', eager: true },
);
const SOURCES = import.meta.glob<string>(
  [
    '../../platform/design/**/*.{ts,tsx}',
    '../../capabilities/*/ui/**/*.{ts,tsx}',
    './**/*.{ts,tsx}',
    '!**/*.test.{ts,tsx}',
  ],
  { query: '?raw', import: 'default', eager: true },
);
/** Words that come with the country pack: of forms, lists, roles, facts. */
const PACK_FILES = import.meta.glob<MessageFile>('../../packs/core/messages/*.en.json', {
  import: 'default',
  eager: true,
});
const PACKS = import.meta.glob<string>('../../packs/*/pack.yaml', {
  query: '?raw',
  import: 'default',
  eager: true,
});
const START_PAGE = import.meta.glob<string>('../site/start-page.ts', {
  query: '?raw',
  import: 'default',
  eager: true,
});
const DECLARATIONS = import.meta.glob<Readonly<Record<string, unknown>>>(
  '../../capabilities/*/*endpoints.ts',
  { eager: true },
);

/** Between them they meet each branch: Arabic has six, Spanish and French one for a million. */
const EVERY_PLURAL = [0, 1, 2, 3, 11, 100, 1_000_000];

/** Words that docs/glossary.md has settled against. */
const NOT_OUR_WORDS: Readonly<Record<string, RegExp>> = {
  en: /\b(?:victim|perpetrator|juvenile|minor)s?\b/i,
  es: /niño o (?:a )?(?:la |una )?niña|niños y (?:las )?niñas|víctima|menor de edad/i,
  fr: /victime|\bmineure?s?\b|tutrice|\brefuges?\b|référencement|·e/i,
};

const english = Object.entries(FILES).filter(([path]) => path.endsWith('.en.json'));
const keysOf = (file: MessageFile | undefined) =>
  Object.keys(file ?? {}).filter((key) => key !== '_meta');
const allKeys = new Set([
  ...english.flatMap(([, file]) => keysOf(file)),
  ...Object.values(PACK_FILES).flatMap(keysOf),
]);

/** Keys written out in a call, and the fixed beginnings of keys that are put together. */
const used = Object.values(SOURCES).flatMap((source) =>
  Array.from(
    source.matchAll(/words(?:IfAny)?\(\s*(?:[^'`)]*\?\s*)?'([a-z][^']*)'/g),
    ([, key = '']) => key,
  ),
);
const beginnings = Object.values(SOURCES).flatMap((source) =>
  Array.from(source.matchAll(/`([a-z][a-z-]*(?:\.[a-z-]+)*\.)\$\{/g), ([, start = '']) => start),
);
const everySource = Object.values(SOURCES).join('\n');

describe.each(english)('%s', (path, file) => {
  const others = LANGUAGES.filter((language) => language.tag !== 'en');

  it.each(others)('says the same in $tag, with the same values', ({ tag }) => {
    const translated = FILES[path.replace('.en.json', `.${tag}.json`)];
    expect(keysOf(translated).toSorted()).toEqual(keysOf(file).toSorted());
    for (const key of keysOf(file)) {
      expect([key, valuesIn(translated?.[key])]).toEqual([key, valuesIn(file[key])]);
    }
  });

  it.each(LANGUAGES)('has sentences that can be formed in $tag', ({ tag, locale }) => {
    const messages = FILES[path.replace('.en.json', `.${tag}.json`)] ?? {};
    const texts = Object.fromEntries(keysOf(messages).map((key) => [key, String(messages[key])]));
    const intl = createIntl({
      locale,
      messages: texts,
      onError: (error) => {
        throw error;
      },
    });
    for (const key of keysOf(messages)) {
      for (const number of EVERY_PLURAL) {
        const values = Object.fromEntries(valuesIn(messages[key]).map((name) => [name, number]));
        expect(String(intl.formatMessage({ id: key }, values))).not.toBe('');
      }
    }
  });

  it.each(LANGUAGES)('says whether a speaker has reviewed it in $tag', ({ tag }) => {
    const meta = FILES[path.replace('.en.json', `.${tag}.json`)]?.['_meta'];
    expect(meta).toEqual({ reviewed: expect.any(Boolean) });
  });

  it.each(LANGUAGES)('keeps to the words of the glossary in $tag', ({ tag }) => {
    const texts = Object.entries(FILES[path.replace('.en.json', `.${tag}.json`)] ?? {});
    // A source is named by its own title.
    const strange = texts.filter(
      ([key, text]) => !key.endsWith('source') && NOT_OUR_WORDS[tag]?.test(String(text)),
    );
    expect(strange).toEqual([]);
  });

  it('keeps no sentence that no screen uses', () => {
    const unused = keysOf(file).filter(
      (key) =>
        !everySource.includes(`'${key}'`) &&
        !beginnings.some((start) => key.startsWith(start)) &&
        !key.startsWith('refusal.') &&
        !/^(form|list)\./.test(key),
    );
    expect(unused).toEqual([]);
  });
});

describe('the languages of the screens', () => {
  const tags = LANGUAGES.map(({ tag }) => tag);

  it.each(Object.entries(PACKS))('are those of %s', (_path, pack) => {
    expect(pack).toContain(`languages: [${tags.join(', ')}]`);
  });

  it('are those of the start page', () => {
    const list = tags.map((tag) => `'${tag}'`).join(', ');
    expect(Object.values(START_PAGE).join()).toContain(`START_PAGE_LANGUAGES = [${list}]`);
  });
});

describe('a key', () => {
  it('stands in one file, or one of two sentences would never be seen', () => {
    const keys = english.flatMap(([, file]) => keysOf(file));
    expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
  });
});

describe('the screens', () => {
  // They are joined into one catalogue, where the later of two would silently win.
  it('have each sentence from one file only', () => {
    const keys = english.flatMap(([, file]) => keysOf(file));
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
  });

  it('use no sentence that does not exist', () => {
    expect(used.length).toBeGreaterThan(100);
    expect([...new Set(used)].filter((key) => !allKeys.has(key))).toEqual([]);
  });

  it('put together no key of which nothing exists', () => {
    const built = Object.values(SOURCES).flatMap((source) =>
      Array.from(
        source.matchAll(/words(?:IfAny)?\(\s*`([a-z][a-z.-]*\.)\$\{/g),
        ([, start = '']) => start,
      ),
    );
    expect(built.length).toBeGreaterThan(5);
    const missing = [...new Set(built)].filter(
      (start) => ![...allKeys].some((key) => key.startsWith(start)),
    );
    expect(missing).toEqual([]);
  });
});

describe('every refusal that an operation declares', () => {
  const codes = Object.values(DECLARATIONS).flatMap((module) =>
    Object.values(module).flatMap((declared) =>
      typeof declared === 'object' && declared !== null && 'refusals' in declared
        ? Object.keys(declared.refusals ?? {})
        : [],
    ),
  );

  it('has a sentence, and says what to do', () => {
    expect(codes.length).toBeGreaterThan(10);
    const needed = [...new Set(codes)].flatMap((code) => [`refusal.${code}`, `refusal.${code}.do`]);
    expect(needed.filter((key) => !allKeys.has(key))).toEqual([]);
  });
});

// A brace after a selector of a plural, as in `one {a day}`, opens a sentence and names no value.
function valuesIn(message: unknown): readonly string[] {
  const names = Array.from(
    String(message).matchAll(
      /(?<!(?:=\d+|zero|one|two|few|many|other)\s*)\{\s*([a-zA-Z]+)\s*[,}]/g,
    ),
    ([, name = '']) => name,
  );
  return [...new Set(names)].toSorted();
}
