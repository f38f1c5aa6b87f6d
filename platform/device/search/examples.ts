import type { SearchDocument, SearchSetup } from './search-document.ts';

/** For tests: words between spaces, keys without vowels. */
export const setup: SearchSetup = {
  fields: ['name', 'place'],
  wordsOf: (text) =>
    (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).map((plain) => ({
      plain,
      key:
        plain[0] +
        plain
          .slice(1)
          .replaceAll('ks', 'x')
          .replaceAll(/[aeiou]/gu, ''),
      isOptional: plain === 'the',
    })),
  judge: (typed, text) => {
    const [asked, held] = [typed.toLowerCase(), text.toLowerCase()];
    if (asked === held) return 3;
    return held.startsWith(asked) ? 2 : 0;
  },
};

export function document(
  id: string,
  said: { readonly code: string; readonly name: string; readonly place?: string },
): SearchDocument {
  const place = said.place === undefined ? [] : [{ field: 'place', text: said.place }];
  return {
    id,
    version: said.name,
    codes: [said.code],
    texts: [{ field: 'name', text: said.name }, ...place],
  };
}
