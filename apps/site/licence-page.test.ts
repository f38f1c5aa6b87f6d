import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { licencePage } from './licence-page.ts';
import { START_PAGE_LANGUAGES } from './start-page.ts';

const SOURCE = 'https://code.example/amparo/?a=1&b=2';

describe('the page of the licence', () => {
  it('names program, version and licence, and gives its whole text', () => {
    const page = licencePage({ version: '1.2.3', sourceUrl: SOURCE });
    expect(page).toContain('Amparo 1.2.3, AGPL-3.0-or-later');
    const shown = (/<pre>([\s\S]*)<\/pre>/.exec(page)?.[1] ?? '').replaceAll(
      /&#(\d+);/g,
      (_, code) => String.fromCharCode(Number(code)),
    );
    expect(shown).toBe(readFileSync(new URL('../../LICENSE', import.meta.url), 'utf8'));
    expect(shown).toContain('13. Remote Network Interaction');
  });

  it('leads to the source of what runs here', () => {
    const page = licencePage({ version: '1.2.3', sourceUrl: SOURCE });
    expect(page).toContain('href="https://code.example/amparo/?a=1&#38;b=2"');
    expect(page).not.toContain('Ask whoever runs');
  });

  it('says whom to ask when the installation does not tell, and that they must offer it', () => {
    const page = licencePage({ version: '1.2.3', sourceUrl: undefined });
    expect(page).toMatch(/Ask whoever runs this installation[^<]*They must offer it/);
    expect(page).not.toMatch(/href="https?:/);
  });

  it('needs no script, loads nothing from elsewhere, and has its headings in every language', () => {
    const page = licencePage({ version: '1.2.3', sourceUrl: SOURCE });
    expect(page).not.toMatch(/<script|javascript:|\son[a-z]+=/i);
    expect(page).not.toMatch(/(src|<link[^>]+href)="http|url\(/);
    for (const heading of page.match(/<h[12][\s\S]*?<\/h[12]>/g) ?? []) {
      expect(heading).toMatch(/<span lang="ar" dir="rtl">[\u0600-\u06ff ]+<\/span>/);
      const beside = Array.from(heading.matchAll(/<span lang="([a-z]+)"/g), ([, tag]) => tag);
      expect(['en', ...beside]).toEqual(START_PAGE_LANGUAGES);
    }
    expect(page.match(/<h[12]/g)).toHaveLength(4);
  });
});
