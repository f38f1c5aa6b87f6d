/** A language that the screens speak. `tag` also sets the numerals and the direction of the page. */
export type Language = {
  readonly tag: string;
  readonly ownName: string;
  readonly direction: 'ltr' | 'rtl';
};

export const LANGUAGES: readonly [Language, ...Language[]] = [
  { tag: 'en', ownName: 'English', direction: 'ltr' },
  { tag: 'ar', ownName: 'العربية', direction: 'rtl' },
];

/** The language of a tag such as `ar-SY`; English when none fits. */
export function languageFor(tags: readonly string[]): Language {
  for (const tag of tags) {
    const base = tag.toLowerCase().split('-')[0];
    const found = LANGUAGES.find((language) => language.tag === base);
    if (found) return found;
  }
  return LANGUAGES[0];
}
