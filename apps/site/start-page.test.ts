import { describe, expect, it } from 'vitest';
import { START_PAGE_LANGUAGES as LANGUAGES, startPage, startPagePath } from './start-page.ts';

describe('the public start page', () => {
  it.each(LANGUAGES)('stays below 30 KB in all, in %s', (language) => {
    const page = startPage({ language, evaluation: true });
    expect(new TextEncoder().encode(page).length).toBeLessThan(30_000);
  });

  it.each(LANGUAGES)('needs no script and loads nothing from another host, in %s', (language) => {
    const page = startPage({ language, evaluation: false });
    expect(page).not.toMatch(/<script|javascript:|\son[a-z]+=/i);
    const loaded = Array.from(page.matchAll(/(?:src|<link[^>]+href)="([^"]+)"|url\(([^)]+)\)/g));
    expect(loaded.length).toBeGreaterThan(0);
    for (const [, address = ''] of loaded) expect(address).toMatch(/^\//);
  });

  it.each(LANGUAGES)(
    'says nothing of its subject in the title of the window, in %s',
    (language) => {
      expect(startPage({ language, evaluation: false })).toContain('<title>Amparo</title>');
    },
  );

  it('runs to the left in Arabic', () => {
    expect(startPage({ language: 'ar', evaluation: false })).toContain(
      '<html lang="ar" dir="rtl">',
    );
  });

  it.each(LANGUAGES)('offers the way out and every language, in %s', (language) => {
    const page = startPage({ language, evaluation: false });
    expect(page).toContain('rel="noreferrer"');
    expect(page).toContain(`<html lang="${language}"`);
    for (const other of LANGUAGES) {
      const isCurrent = other === language ? ' aria-current="page"' : '';
      expect(page).toContain(
        `<a href="${startPagePath(other)}" hreflang="${other}" lang="${other}"${isCurrent}>`,
      );
    }
  });

  it('stands at an address of its own in every language', () => {
    expect(new Set(LANGUAGES.map(startPagePath)).size).toBe(LANGUAGES.length);
  });

  it.each(LANGUAGES)('says as much as in English, in %s', (language) => {
    const items = (of: typeof language) =>
      startPage({ language: of, evaluation: true }).match(/<(?:p|li|h[1-3]|dt|dd)[ >]/g)?.length;
    const unreviewed = language === 'en' ? 0 : 1;
    expect(items(language)).toBe((items('en') ?? 0) + unreviewed);
  });

  it.each(LANGUAGES)('leads to the licence and the source, in %s', (language) => {
    expect(startPage({ language, evaluation: false })).toMatch(
      /<footer>.*<a href="\/licence">.*<\/footer>/,
    );
  });

  it.each(LANGUAGES)('leads to the tour in an evaluation and nowhere else, in %s', (language) => {
    expect(startPage({ language, evaluation: true })).toContain('<a href="/app/tour">');
    expect(startPage({ language, evaluation: false })).not.toContain('tour');
  });

  it('says that it is for trying out only when it is', () => {
    expect(startPage({ language: 'en', evaluation: true })).toContain('for trying out');
    expect(startPage({ language: 'en', evaluation: false })).not.toContain('for trying out');
  });

  it('gives every figure beside the word detected and its source', () => {
    const page = startPage({ language: 'en', evaluation: false });
    const meanings = Array.from(page.matchAll(/<dt>([^<]+)<\/dt>/g), ([, meaning]) => meaning);
    expect(meanings).toHaveLength(3);
    for (const meaning of meanings) expect(meaning).toContain('detected');
    expect(page).toContain('Global Report on Trafficking in Persons 2024');
  });
});
