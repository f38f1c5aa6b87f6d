import { describe, expect, it } from 'vitest';
import { keptAgain, languageOf, sortFiles, wordsOf } from './files-of-version.ts';

const file = (url: string) => ({ url, revision: null });
const OLD = [
  'index.html',
  'assets/case-page-CflOS15P.js',
  'assets/words-en-BwP6BGt5.js',
  'assets/words-ar-DnEzTahO.js',
  'assets/field-words.ar-DnEzTah1.js',
  'assets/tour-words.ar-DnEzTah2.js',
  'assets/pseudo-words-BE-8ZJtT.js',
  'assets/words-beside-Bh-UcJcP.js',
  'assets/gallery-page-BUfORwVb.js',
  'assets/noto-sans-arabic-arabic-wght-normal-BhzieyvS.woff2',
];
const NEW = OLD.map((url) => url.replace(/-[\w-]{8}(\.\w+)$/, '-NEWnew01$1'));

describe('the files of a version', () => {
  it('are kept at once, all but words of a language, letters, and what is no work', () => {
    const { atOnce, onDemand } = sortFiles(OLD.map(file));
    expect(atOnce.map(({ url }) => url)).toEqual([
      'index.html',
      'assets/case-page-CflOS15P.js',
      'assets/pseudo-words-BE-8ZJtT.js',
      'assets/words-beside-Bh-UcJcP.js',
    ]);
    expect(onDemand).toHaveLength(OLD.length - atOnce.length);
  });

  it('know which language they are of', () => {
    expect(languageOf('assets/field-words.ar-DnEzTah1.js')).toBe('ar');
    expect(languageOf('assets/words-beside-Bh-UcJcP.js')).toBeUndefined();
  });

  it('hold every word of a language that work needs', () => {
    const { onDemand } = sortFiles(OLD.map(file));
    expect(wordsOf('ar', onDemand)).toEqual([
      'assets/words-ar-DnEzTahO.js',
      'assets/field-words.ar-DnEzTah1.js',
    ]);
  });

  it('bring along in a new version the language and the letters that were in use', () => {
    const { onDemand } = sortFiles(NEW.map(file));
    const kept = [
      '/app/assets/words-ar-DnEzTahO.js',
      '/app/assets/noto-sans-arabic-arabic-wght-normal-BhzieyvS.woff2',
    ];
    expect(keptAgain(kept, onDemand)).toEqual([
      'assets/words-ar-NEWnew01.js',
      'assets/field-words.ar-NEWnew01.js',
      'assets/noto-sans-arabic-arabic-wght-normal-NEWnew01.woff2',
    ]);
  });
});
