import { describe, expect, it } from 'vitest';
import { startPage } from './start-page.ts';

const LANGUAGES = ['en', 'ar'] as const;

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

  it.each(LANGUAGES)('offers the way out and the way to the other language, in %s', (language) => {
    const page = startPage({ language, evaluation: false });
    expect(page).toContain('rel="noreferrer"');
    expect(page).toContain(language === 'en' ? 'href="/ar"' : 'href="/"');
  });

  it.each(LANGUAGES)('leads to the licence and the source, in %s', (language) => {
    expect(startPage({ language, evaluation: false })).toMatch(
      /<footer>.*<a href="\/licence">.*<\/footer>/,
    );
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
